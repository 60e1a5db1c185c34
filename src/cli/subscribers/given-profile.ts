import { SubscriberError } from '../../errors.ts'
import { isTimezone } from '../../posts/days.ts'
import type { Profile } from '../../subscribers/subscriber.ts'

/** What the flags of `subscribers add` may say of a person. */
export interface ProfileFlags {
  name?: string
  language?: string
  timezone?: string
  tag?: readonly string[]
  attribute?: readonly string[]
}

const longestName = 200
const control = /\p{Cc}/u

/** What the flags say of a person; throws a SubscriberError that names the flag. */
export function givenProfile({
  name,
  language,
  timezone,
  tag = [],
  attribute = [],
}: ProfileFlags): Partial<Profile> {
  return {
    ...(name !== undefined && { name: givenName(name) }),
    ...(language !== undefined && { language: givenLanguage(language) }),
    ...(timezone !== undefined && { timezone: givenTimezone(timezone) }),
    ...(tag.length > 0 && { tags: tag.flatMap(text => text.split(',')).map(givenTag) }),
    ...(attribute.length > 0 && { attributes: Object.fromEntries(attribute.map(givenAttribute)) }),
  }
}

/** A tag that was written on the command line; throws a SubscriberError for what is none. */
export function givenTag(written: string): string {
  const tag = written.trim()
  if (/^[^,;\p{Cc}]{1,60}$/u.test(tag)) return tag
  throw new SubscriberError(
    `"${written}" is no tag: expected up to 60 characters, without commas and semicolons`,
  )
}

function givenName(written: string): string {
  const name = written.trim()
  if (name.length <= longestName && !control.test(name)) return name
  throw new SubscriberError(`--name: expected one line of at most ${longestName} characters`)
}

function givenLanguage(written: string): string {
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] ?? ''
  } catch {
    throw new SubscriberError(`--language "${written}": expected one such as zh-CN or en`)
  }
}

function givenTimezone(written: string): string {
  if (isTimezone(written)) return written
  throw new SubscriberError(`--timezone "${written}": expected one such as Asia/Shanghai`)
}

function givenAttribute(written: string): [string, unknown] {
  const [, name = '', value = ''] = /^([^=\p{Cc}]{1,100})=(.*)$/su.exec(written) ?? []
  if (name === '') throw new SubscriberError(`--attribute "${written}": expected name=value`)
  try {
    return [name, JSON.parse(value)]
  } catch {
    return [name, value]
  }
}
