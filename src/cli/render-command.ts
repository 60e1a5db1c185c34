import { type CommandDefinition, describeCommand } from './command.ts'
import { sayRendered } from './words.ts'

/** `masthead render`: an issue as `mail.html` and `mail.txt`. */
export const renderCommand = (): CommandDefinition => ({
  command: describeCommand(
    'render [issue]',
    'Write mail.html and mail.txt beside issue.md.',
    'render 2026-W03',
  ).argument('[issue]', 'the id of an issue; else the one whose days are the latest'),
  async run({ terminal, openApp }, _flags, [issue]) {
    const app = await openApp()
    const rendered = await app.render(issue)
    sayRendered(terminal, rendered)
    const { id, mail, htmlPath, textPath } = rendered
    terminal.data({
      id,
      subject: mail.subject,
      html: htmlPath,
      text: textPath,
      bytes: Buffer.byteLength(mail.html),
    })
    return 0
  },
})
