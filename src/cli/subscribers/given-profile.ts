import { UsageError } from '../../errors.ts'
import { checkedAttributes } from '../../subscribers/lists/cells/attributes-cell.ts'
import { parsedJson } from '../../subscribers/lists/cells/json-text.ts'
import { readLanguage } from '../../subscribers/lists/cells/language-cell.ts'
import { readName } from '../../subscribers/lists/cells/name-cell.ts'
import { readTags } from '../../subscribers/lists/cells/tags-cell.ts'
import { readTimezone } from '../../subscribers/lists/cells/timezone-cell.ts'
import { RowError } from '../../subscribers/lists/list-format.ts'
import type { Attributes, Profile } from '../../subscribers/subscriber.ts'

/** What the flags of `subscribers add` may say of a person. */
export interface ProfileFlags {
  name?: string
  language?: string
  timezone?: string
  tag?: readonly string[]
  attribute?: readonly string[]
}

/** What the flags say of a person; throws a UsageError that names the flag. */
export function givenProfile({
  name,
  language,
  timezone,
  tag,
  attribute = [],
}: ProfileFlags): Partial<Profile> {
  return {
    ...(name !== undefined && { name: given('--name', () => readName(name)) }),
    ...(language !== undefined && { language: givenLanguage(language) }),
    ...(timezone !== undefined && { timezone: givenTimezone(timezone) }),
    ...(tag !== undefined && { tags: givenTags('--tag', tag) }),
    ...(attribute.length > 0 && { attributes: givenAttributes(attribute) }),
  }
}

/** Tags that a flag names, also with commas between; throws a UsageError that names the flag. */
export const givenTags = (flag: string, written: readonly string[]): string[] =>
  given(flag, () => readTags(written.join(','), /[,;]/))

function given<Value>(flag: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof RowError) throw new UsageError(`${flag}: ${error.message}`, { cause: error })
    throw error
  }
}

/** A language that `--language` names; throws a UsageError for what is none. */
export function givenLanguage(written: string): string {
  const language = readLanguage(written)
  if (language !== undefined) return language
  throw new UsageError(`--language "${written}": expected one such as zh-CN or en`)
}

function givenTimezone(written: string): string {
  const timezone = readTimezone(written)
  if (timezone !== undefined) return timezone
  throw new UsageError(`--timezone "${written}": expected one such as Asia/Shanghai`)
}

const givenAttributes = (written: readonly string[]): Attributes =>
  given('--attribute', () => checkedAttributes(Object.fromEntries(written.map(givenAttribute))))

function givenAttribute(written: string): [string, unknown] {
  const [, name = '', value = ''] = /^([^=\p{Cc}]{1,100})=(.*)$/su.exec(written) ?? []
  if (name === '') throw new UsageError(`--attribute "${written}": expected name=value`)
  const json = parsedJson(value)
  return [name, json === undefined ? value : json]
}
