import { html } from 'hono/html'
import type { OpenMail } from '../mailbox/open-mail.ts'
import { sizeInWords } from './mail-words.ts'
import type { Markup } from './page-layout.ts'

/** What a framed mail may do: open links outside itself; no scripts, no forms, no access to the page around it. */
export const mailSandbox = 'allow-popups allow-popups-to-escape-sandbox'

const views = ['html', 'text', 'source'] as const
const widths = ['full', '600', '375'] as const

type View = (typeof views)[number]
type Width = (typeof widths)[number]

/** Which part of a mail is shown, and how wide in CSS pixels. */
export interface BodyChoice {
  view: View
  width: Width
}

// The page stays quick for a mail of megabytes; the whole source is one link away.
const maxSourceBytes = 256 * 1024

const viewNames: Record<View, string> = { html: 'HTML', text: 'Text', source: 'Source' }
const widthNames: Record<Width, string> = { full: 'Full width', '600': '600 px', '375': '375 px' }

/** The view and width that a URL asks for, or the best that this mail has. */
export function chooseBody(content: OpenMail['content'], query: Record<string, string>): BodyChoice {
  const available = availableViews(content)
  return {
    view: available.find(view => view === query.view) ?? available[0] ?? 'source',
    width: widths.find(width => width === query.width) ?? 'full',
  }
}

/** Links to the views that this mail has, to the widths of the HTML view, and to the bare part. */
export function renderTabs(path: string, { row, content }: OpenMail, choice: BodyChoice): Markup {
  const link = (view: View, width: Width, label: string, isCurrent: boolean) =>
    html`<a href="${path}?view=${view}&width=${width}#row-${row.id}" ${isCurrent ? html`aria-current="true"` : ''}>${label}</a>
`
  return html`<div class="tabs">
<nav aria-label="View">
${availableViews(content).map(view => link(view, choice.width, viewNames[view], view === choice.view))}
</nav>
<nav aria-label="Width" ${choice.view === 'html' ? '' : html`hidden`}>
${widths.map(width => link('html', width, widthNames[width], width === choice.width))}
</nav>
<nav aria-label="This mail">
<a href="${path}/${choice.view}" target="_blank">Open ↗</a>
<a href="${path}/download">Download</a>
</nav>
</div>`
}

/** The body in the chosen view. */
export function renderBody(path: string, { content, raw }: OpenMail, { view, width }: BodyChoice): Markup {
  if (view === 'html') return renderFrame(path, width)
  if (view === 'text') return html`<pre class="text" tabindex="0" dir="auto">${content.text}</pre>`
  const rest = raw.length - maxSourceBytes
  return html`<pre class="source" tabindex="0">${raw.toString('utf8', 0, maxSourceBytes)}</pre>
${rest > 0 ? html`<p class="cut"><a href="${path}/source">${sizeInWords(rest)} more in the whole source</a></p>` : ''}`
}

function renderFrame(path: string, width: Width): Markup {
  return html`<div class="canvas">
<iframe class="w${width}" title="The mail as HTML" sandbox="${mailSandbox}" src="${path}/html?links=new-tab"></iframe>
</div>`
}

function availableViews({ html, text }: OpenMail['content']): View[] {
  return views.filter(view => view === 'source' || (view === 'html' ? html : text) !== undefined)
}
