import type { BaseIssue } from 'valibot'

/** What is wrong in the settings; without a message, there is no such key. */
export interface ConfigMistake {
  path: string[]
  message: string | undefined
}

type Issue = BaseIssue<unknown>

/** The mistake that is told of: a key that there is not, else the first one; of a list, in the element that is wrong. */
export function firstMistake(issues: readonly [Issue, ...Issue[]]): ConfigMistake {
  // A mistyped key explains a missing one.
  const issue = issues.find(isUnknownKey) ?? issues[0]
  const element = issue.issues?.find(({ path }) => path !== undefined)
  const path = [...(issue.path ?? []), ...(element?.path ?? [])].map(({ key }) => String(key))
  if (isUnknownKey(issue)) return { path, message: undefined }
  const { message, input } = element ?? issue
  const isSecret = typeof input === 'string' && mayHoldSecret.test(path.join('.'))
  return { path, message: message + (isSecret ? '' : found(input)) }
}

// What stands in place of a server may have a password in it, in place of a file, a key.
const mayHoldSecret = /^(?:smtp|summary\.model\.url|dkim.*|sending\.(?:accounts|oauth2).*)$/

function found(input: unknown): string {
  if (input === null || input === undefined) return ', found nothing'
  if (typeof input === 'number') return `, found ${input}`
  return typeof input === 'object' ? '' : `, found ${JSON.stringify(input)}`
}

const isUnknownKey = ({ type, expected }: Issue): boolean => type === 'strict_object' && expected === 'never'
