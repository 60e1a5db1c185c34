import type { CommandGroup } from '../command.ts'
import { addCommand } from './add-command.ts'
import { exportCommand } from './export-command.ts'
import { forgetCommand } from './forget-command.ts'
import { importCommand } from './import-command.ts'
import { listCommand } from './list-command.ts'
import { removeCommand } from './remove-command.ts'
import { showCommand } from './show-command.ts'
import { statsCommand } from './stats-command.ts'
import { tagCommand } from './tag-command.ts'

/** `masthead subscribers …`, in the order in which help lists them. */
export const subscribersCommands: CommandGroup = {
  name: 'subscribers',
  description: 'The people who get the newsletter, and those who must not.',
  commands: [
    addCommand,
    importCommand,
    exportCommand,
    listCommand,
    showCommand,
    tagCommand,
    removeCommand,
    forgetCommand,
    statsCommand,
  ],
}
