import { join, relative, resolve } from 'node:path'
import { type CommandDefinition, describeCommand } from './command.ts'

/** `masthead backup`: a copy of the database, also while it is in use. */
export const backupCommand = (): CommandDefinition => ({
  command: describeCommand(
    'backup [file]',
    'Copy the database of people and deliveries, also while other commands use it.',
    'backup',
    'backup ~/backups/weekly.db',
  ).argument('[file]', 'where to; else .masthead/backups/<time>.db'),
  async run({ terminal, directory, openApp }, _flags, [file]) {
    const { config } = await openApp()
    const { databasePath } = await import('../subscribing.ts')
    const source = databasePath(config)
    const time = new Date().toISOString().slice(0, 23).replace(/[:.]/g, '')
    const path = file ? resolve(directory, file) : join(directory, '.masthead', 'backups', `${time}Z.db`)
    const { backUpDatabase } = await import('../store/backup-database.ts')
    const { bytes } = await backUpDatabase(source, path)
    terminal.fact('Backup', `${relative(directory, path)}, ${(bytes / 1e6).toFixed(1)} MB, read through`)
    if (config.keys === undefined)
      terminal.say('Keep a copy of .masthead/keys.json as well, apart from it: links of past issues need it.')
    terminal.data({ path, bytes })
    return 0
  },
})
