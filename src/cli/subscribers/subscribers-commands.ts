import type { CommandDefinition } from '../command.ts'
import { importCommand } from './import-command.ts'
import { showCommand } from './show-command.ts'

export const subscribersGroup = {
  name: 'subscribers',
  description: 'The people who get the newsletter, and those who must not.',
}

/** `masthead subscribers …`, in the order in which help lists them. */
export const subscribersCommands: (() => CommandDefinition)[] = [importCommand, showCommand]
