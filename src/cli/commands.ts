import type { CommandDefinition, CommandGroup } from './command.ts'

/** What loads the command of each word, in the order in which help lists them. */
const commands: Readonly<Record<string, () => Promise<CommandDefinition | CommandGroup>>> = {
  start: async () => (await import('./start-command.ts')).startCommand(),
  init: async () => (await import('./init-command.ts')).initCommand(),
  posts: async () => (await import('./posts-command.ts')).postsCommand(),
  compose: async () => (await import('./compose-command.ts')).composeCommand(),
  render: async () => (await import('./render-command.ts')).renderCommand(),
  preview: async () => (await import('./preview-command.ts')).previewCommand(),
  screenshot: async () => (await import('./screenshot-command.ts')).screenshotCommand(),
  check: async () => (await import('./check-command.ts')).checkCommand(),
  approve: async () => (await import('./sending/approve-command.ts')).approveCommand(),
  send: async () => (await import('./sending/send-command.ts')).sendCommand(),
  pause: async () => (await import('./sending/pause-command.ts')).pauseCommand(),
  resume: async () => (await import('./sending/resume-command.ts')).resumeCommand(),
  cancel: async () => (await import('./sending/cancel-command.ts')).cancelCommand(),
  retry: async () => (await import('./sending/retry-command.ts')).retryCommand(),
  status: async () => (await import('./sending/status-command.ts')).statusCommand(),
  inbox: async () => (await import('./inbox-command.ts')).inboxCommand(),
  serve: async () => (await import('./serve-command.ts')).serveCommand(),
  dkim: async () => (await import('./dkim-command.ts')).dkimCommand(),
  backup: async () => (await import('./backup-command.ts')).backupCommand(),
  subscribers: async () => (await import('./subscribers/subscribers-commands.ts')).subscribersCommands,
  keys: async () => (await import('./keys/keys-commands.ts')).keysCommands,
}

/** Loads the commands that the words of a command line may name; all of them where it asks for help, or names none. */
export function loadCommands(args: readonly string[]): Promise<(CommandDefinition | CommandGroup)[]> {
  const all = Object.entries(commands)
  const named = all.filter(([name]) => args.includes(name))
  const asksForHelp = args.some(word => ['help', '--help', '-h'].includes(word))
  const wanted = asksForHelp || named.length === 0 ? all : named
  return Promise.all(wanted.map(([, load]) => load()))
}
