import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { openApp } from '../app.ts'
import { codeOf, isSystemError, MastheadError, UsageError } from '../errors.ts'
import { packageVersion } from '../package-file.ts'
import type { CommandDefinition, CommandGroup, Context } from './command.ts'
import { loadCommands } from './commands.ts'
import { type Console, Terminal, visible } from './terminal.ts'

type CommonFlags = {
  directory: string
  json?: boolean
  quiet?: boolean
}

/** Runs the command line: 0 done, 1 it could not be done or a check failed, 2 wrong use. */
export async function main(args: readonly string[], console: Console): Promise<number> {
  const unwritten = watchOutput(console)
  let exitCode: number
  try {
    exitCode = await runProgram(args, console)
  } catch (error) {
    exitCode = reportError(error, console)
  }
  return unwritten.length > 0 ? 1 : exitCode
}

// A reader such as head closes the pipe when it has enough, a terminal may go away, a disk may be full; what is under
// way, such as sending, goes on. Only the last of these is a failure.
function watchOutput({ stdout, stderr }: Console): Error[] {
  const unwritten: Error[] = []
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') unwritten.push(error)
  }
  for (const stream of [stdout, stderr]) stream.on('error', onError)
  return unwritten
}

async function runProgram(args: readonly string[], console: Console): Promise<number> {
  let exitCode = 0
  const program = createProgram(console)
  const addTo = (parent: Command, definition: CommandDefinition) => {
    parent.addCommand(silenced(definition.command, console))
    definition.command.action(async (...given: unknown[]) => {
      const flags = definition.command.optsWithGlobals<CommonFlags>()
      exitCode = await definition.run(contextOf(flags, console), flags, argumentsOf(given, definition))
    })
  }
  const groupOf = ({ name, description, commands }: CommandGroup): Command => {
    const group = silenced(new Command(name).description(description), console)
    for (const define of commands) addTo(group, define())
    return group
  }
  for (const loaded of await loadCommands(args))
    if ('run' in loaded) addTo(program, loaded)
    else program.addCommand(groupOf(loaded))
  await program.parseAsync(args, { from: 'user' })
  return exitCode
}

function createProgram(console: Console): Command {
  const program = new Command('masthead')
    .description('Turns the Markdown posts you keep in a repository into a newsletter.')
    .version(packageVersion(), '-V, --version')
    .option('-C, --directory <dir>', 'the workspace', '.')
    .option('--json', 'data on standard output, words on standard error')
    .option('--quiet', 'no words but warnings and errors')
    .addHelpText('after', '\nThe docs are in README.md; "masthead <command> --help" shows an example.')
  return silenced(program, console)
}

// Errors are thrown, so that main alone prints them and decides on the exit code.
function silenced(command: Command, console: Console): Command {
  return command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: text => console.stdout.write(text),
      writeErr: text => console.stderr.write(text),
      outputError: () => {},
    })
}

function contextOf({ directory, json = false, quiet = false }: CommonFlags, console: Console): Context {
  const root = resolve(console.cwd(), directory)
  const terminal = new Terminal(console, { json, quiet })
  const clock = () => new Date()
  return {
    terminal,
    console,
    directory: root,
    openApp: () => openApp({ directory: root, environment: console.env, clock }),
  }
}

// Commander hands over the arguments, then the flags, then the command.
const argumentsOf = (given: unknown[], { command }: CommandDefinition): string[] =>
  given
    .slice(0, command.registeredArguments.length)
    .flat()
    .filter(value => typeof value === 'string')

function reportError(error: unknown, console: Console): number {
  if (error instanceof CommanderError) return reportUsage(error, console)
  const terminal = new Terminal(console, { json: true, quiet: false })
  const say = (label: string, text: string) => terminal.say(`${terminal.style('red', label)} ${text}`)
  if (error instanceof MastheadError) {
    say('Error:', error.message)
    const wayOut = error.wayOut ?? systemWaysOut[codeOf(error.cause)]
    if (wayOut) terminal.say(wayOut)
    return error instanceof UsageError ? 2 : 1
  }
  const told = outsideReason(error)
  if (told) {
    say('Error:', told.message)
    if (told.wayOut) terminal.say(told.wayOut)
  } else say('Unexpected error, please report it:', String((error as Error).stack))
  return 1
}

// By the number that SQLite has for it.
const waysOut: Record<number, string> = {
  10: 'Look at the disk: it may be full, or broken.',
  11: 'A copy that "masthead backup" made can be put in its place.',
  13: 'Make room on the disk, and try again.',
  26: 'A copy that "masthead backup" made can be put in its place.',
}

const systemWaysOut: Record<string, string> = {
  EROFS: 'The disk is mounted for reading only: Masthead writes into .masthead and issues of its workspace.',
  EACCES: 'See who may read and write there: Masthead needs its workspace for itself.',
  EPERM: 'See who may read and write there: Masthead needs its workspace for itself.',
  ENOSPC: 'Make room on the disk, and try again.',
}

// What the machine refuses is no mistake of the program.
function outsideReason(error: unknown): { message: string; wayOut?: string } | undefined {
  if (isSystemError(error)) {
    const wayOut = systemWaysOut[codeOf(error)]
    return {
      message: `Cannot ${error.syscall} ${error.path ?? ''} (${codeOf(error)})`,
      ...(wayOut && { wayOut }),
    }
  }
  if (!(error instanceof Error && 'errcode' in error)) return undefined
  const wayOut = waysOut[Number(error.errcode) & 0xff]
  return {
    message: `The database .masthead/masthead.db cannot be used: ${error.message}`,
    ...(wayOut && { wayOut }),
  }
}

function reportUsage({ code, exitCode, message }: CommanderError, console: Console): number {
  if (exitCode === 0 || code === 'commander.help') return exitCode === 0 ? 0 : 2
  console.stderr.write(`${visible(message.replace(/^e/, 'E'))}\nSee "masthead --help".\n`)
  return 2
}
