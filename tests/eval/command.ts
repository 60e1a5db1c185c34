/** What a command of the evaluation gives, or its end: exit code 1, and what went wrong in a sentence. */
export function orFail<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    return exitWith(1, messageOf(error))
  }
}

/** The arguments of a command, or its end: exit code 2, and how it is used. */
export function orUsage<T>(usage: string, read: () => T | undefined): T {
  try {
    return read() ?? exitWith(2, `Usage: ${usage}`)
  } catch (error) {
    return exitWith(2, `${messageOf(error)}\nUsage: ${usage}`)
  }
}

/** The first line of what an error says. */
export const messageOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? ''

function exitWith(code: number, message: string): never {
  console.error(message)
  process.exit(code)
}
