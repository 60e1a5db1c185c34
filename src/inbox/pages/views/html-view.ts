import { html } from 'hono/html'
import { hasRemoteContent } from '../../html/remote-content.ts'
import { isTooLargeFor } from '../drawn-look.ts'
import type { Markup } from '../markup.ts'
import { mailSandbox } from '../page-headers.ts'
import { type Look, looks, queryOf, type ViewChoice, type Width, widths } from '../view-choice.ts'
import type { ShownMail } from './shown-mail.ts'

const widthNames: Record<Width, string> = { full: 'Desktop', '600': '600', '375': '375' }
const lookNames: Record<Look, string> = {
  light: 'Light',
  dark: 'Dark',
  'forced-dark': 'Forced dark',
  outlook: 'Outlook',
}

const approximations: Partial<Record<Look, string>> = {
  dark: 'As in a mail program that follows the mail’s own colours for the dark; a mail without any stays light.',
  'forced-dark':
    'An approximation of the apps of Gmail and Outlook, which turn colours themselves: light grounds dark, dark text light, pictures as they are. The mail’s own dark colours are not used.',
  outlook:
    'An approximation of Outlook on Windows, which draws with Word: [if mso] resolved as mso 16; media queries, rounded corners, shadows, background pictures, max-width, flex, float and the like taken out. Its own line breaks and spacing differ.',
}

const tooLarge = 'This HTML is larger than 1 MB, which is too much for this look: it is shown as it is.'

/** Where the framed HTML is, in the look and with the pictures that were chosen. */
export function frameAddress(path: string, { look, images, remote }: ViewChoice): string {
  const query = new URLSearchParams({ look })
  if (images === 'off') query.set('images', images)
  if (remote === 'load') query.set('remote', remote)
  return `${path}/html?${query}`
}

/** The HTML in a frame, with what can be chosen for it. */
export function renderHtmlView(shown: ShownMail): Markup {
  const { framePath, choice, mail } = shown
  const note = isTooLargeFor(choice.look, mail.content.html ?? '') ? tooLarge : approximations[choice.look]
  return html`${renderChoices(shown)}
${note === undefined ? '' : html`<p class="note">${note}</p>`}
<div class="canvas look-${choice.look}" tabindex="0" role="region" aria-label="HTML">
<iframe class="w${choice.width}" title="The mail as HTML" sandbox="${mailSandbox} allow-same-origin" src="${frameAddress(framePath, choice)}&links=new-tab"></iframe>
</div>`
}

function renderChoices({ path, choice, mail }: ShownMail): Markup {
  const link = (change: Partial<ViewChoice>, label: string, isCurrent: boolean) =>
    html`<a href="${path}${queryOf({ ...choice, ...change })}#row-${mail.row.id}" ${isCurrent ? html`aria-current="true"` : ''}>${label}</a>
`
  return html`<div class="choices">
<nav aria-label="Width">
${widths.map(width => link({ width }, widthNames[width], width === choice.width))}
</nav>
<nav aria-label="Look">
${looks.map(look => link({ look }, lookNames[look], look === choice.look))}
</nav>
<nav aria-label="Images">
${link({ images: 'on' }, 'Images on', choice.images === 'on')}
${link({ images: 'off' }, 'Images off', choice.images === 'off')}
</nav>
${renderRemote(mail.content.html ?? '', choice, link)}
</div>`
}

function renderRemote(
  mailHtml: string,
  { images, remote }: ViewChoice,
  link: (change: Partial<ViewChoice>, label: string, isCurrent: boolean) => Markup,
): Markup | '' {
  if (remote === 'load')
    return html`<nav aria-label="Remote content">${link({ remote: 'blocked' }, 'Block remote content', false)}</nav>`
  if (images === 'off' || !hasRemoteContent(mailHtml)) return ''
  return html`<nav class="remote" aria-label="Remote content">${link({ remote: 'load' }, 'Load remote content', false)}</nav>`
}
