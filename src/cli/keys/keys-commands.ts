import type { CommandDefinition } from '../command.ts'
import { dropKeyCommand } from './drop-command.ts'
import { listKeysCommand } from './list-command.ts'
import { rotateKeyCommand } from './rotate-command.ts'

/** What the help says of them. */
export const keysGroup = {
  name: 'keys',
  description: 'The keys that sign the links of mails, and hash who was forgotten.',
}

/** `masthead keys …`, in the order in which help lists them. */
export const keysCommands: (() => CommandDefinition)[] = [listKeysCommand, rotateKeyCommand, dropKeyCommand]
