import { SubscriberError } from '../../errors.ts'
import { isAttributeName } from '../../subscribers/lists/cells/attributes-cell.ts'
import { parsedJson } from '../../subscribers/lists/cells/json-text.ts'
import { readLanguage } from '../../subscribers/lists/cells/language-cell.ts'
import { readName } from '../../subscribers/lists/cells/name-cell.ts'
import { readTags } from '../../subscribers/lists/cells/tags-cell.ts'
import { readTimezone } from '../../subscribers/lists/cells/timezone-cell.ts'
import { RowError } from '../../subscribers/lists/list-format.ts'
import type { Profile } from '../../subscribers/subscriber.ts'

/** What the flags of `subscribers add` may say of a person. */
export interface ProfileFlags {
  name?: string
  language?: string
  timezone?: string
  tag?: readonly string[]
  attribute?: readonly string[]
}

/** What the flags say of a person; throws a SubscriberError that names the flag. */
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
    ...(attribute.length > 0 && { attributes: Object.fromEntries(attribute.map(givenAttribute)) }),
  }
}

/** Tags that a flag names, also with commas between; throws a SubscriberError that names the flag. */
export const givenTags = (flag: string, written: readonly string[]): string[] =>
  given(flag, () => readTags(written.join(','), /[,;]/))

function given<Value>(flag: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof RowError) throw new SubscriberError(`${flag}: ${error.message}`, { cause: error })
    throw error
  }
}

function givenLanguage(written: string): string {
  const language = readLanguage(written)
  if (language !== undefined) return language
  throw new SubscriberError(`--language "${written}": expected one such as zh-CN or en`)
}

function givenTimezone(written: string): string {
  const timezone = readTimezone(written)
  if (timezone !== undefined) return timezone
  throw new SubscriberError(`--timezone "${written}": expected one such as Asia/Shanghai`)
}

function givenAttribute(written: string): [string, unknown] {
  const [, name = '', value = ''] = /^([^=\p{Cc}]{1,100})=(.*)$/su.exec(written) ?? []
  if (name === '' || !isAttributeName(name))
    throw new SubscriberError(`--attribute "${written}": expected name=value`)
  const json = parsedJson(value)
  return [name, json === undefined ? value : json]
}
