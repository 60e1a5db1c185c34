import { isAbsolute, relative, resolve } from 'node:path'
import { ConfigError } from '../errors.ts'
import { dayAt, timezoneOfMachine } from '../posts/days.ts'
import { type CommandDefinition, describeCommand } from './command.ts'
import { createWorkspace } from './starter-folder.ts'

/** `masthead init`: a new workspace in which every other command works. */
export const initCommand = (): CommandDefinition => ({
  command: describeCommand(
    'init [dir]',
    'Make a workspace with two sample posts.',
    'init my-newsletter',
  ).argument('[dir]', 'where; the workspace of -C, if none is given'),
  async run({ terminal, console, directory }, _flags, [dir]) {
    const root = dir === undefined ? directory : resolve(console.cwd(), dir)
    const files = await createWorkspace(root, dayAt(new Date(), timezoneOfMachine()))
    if (files.length === 0) throw new ConfigError(`"${root}" is a workspace already: it has a masthead.yaml`)
    terminal.say(`Made a workspace in ${root}:`)
    for (const file of files) terminal.say(`  ${file}`)
    const way = relative(console.cwd(), root)
    const shown = way === '' ? '' : ` -C ${way.startsWith('..') || isAbsolute(way) ? root : way}`
    terminal.say(`Next, from here: npx masthead${shown} start`)
    terminal.data({ directory: root, files })
    return 0
  },
})
