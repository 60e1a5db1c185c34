import type { CommandGroup } from '../command.ts'
import { dropKeyCommand } from './drop-command.ts'
import { listKeysCommand } from './list-command.ts'
import { rotateKeyCommand } from './rotate-command.ts'

/** `masthead keys …`, in the order in which help lists them. */
export const keysCommands: CommandGroup = {
  name: 'keys',
  description: 'The keys that sign the links of mails, and hash who was forgotten.',
  commands: [listKeysCommand, rotateKeyCommand, dropKeyCommand],
}
