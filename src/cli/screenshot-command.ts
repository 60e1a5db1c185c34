import { join, relative, resolve } from 'node:path'
import { type CommandDefinition, describeCommand } from './command.ts'

/** `masthead screenshot`: an issue as pictures. */
export const screenshotCommand = (): CommandDefinition => ({
  command: describeCommand(
    'screenshot [issue]',
    'Take pictures of the mail: on a phone, on a desktop, on a dark phone.',
    'screenshot 2026-W03',
    'screenshot 2026-W03 --out pictures',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--out <dir>', 'the folder that they go to; else that of the issue'),
  async run({ terminal, console, directory, openApp }, flags, [issue]) {
    const app = await openApp()
    const { findChromium } = await import('./chromium-file.ts')
    const program = findChromium(console.env)
    const { id, mail } = await app.render(issue)
    const { withEmbeddedPictures } = await import('../mail/pictures/picture.ts')
    const { writeScreenshots } = await import('./screenshots-file.ts')
    const { html } = (await app.openSending()).sampleFor({ address: '', name: '' }, mail)
    const folder =
      typeof flags.out === 'string' ? resolve(console.cwd(), flags.out) : join(directory, 'issues', id)
    const paths = await writeScreenshots(withEmbeddedPictures(html.content, mail.embedded), program, folder)
    const shown = paths.map(path => relative(console.cwd(), path))
    for (const path of shown) terminal.fact('Picture', path)
    terminal.data({ id, pictures: shown })
    return 0
  },
})
