import { html } from 'hono/html'
import type { Markup } from '../markup.ts'
import { availableViews, queryOf, type View, type ViewChoice } from '../view-choice.ts'
import { frameAddress } from './html-view.ts'
import type { ShownMail } from './shown-mail.ts'

const viewNames: Record<View, string> = {
  html: 'HTML',
  text: 'Text',
  headers: 'Headers',
  source: 'Source',
  parts: 'Parts',
  checks: 'Checks',
}

/** Links to the views that this mail has, and to the mail itself. */
export function renderTabs(shown: ShownMail): Markup {
  const { mail, path, choice, canCheck } = shown
  return html`<div class="tabs">
<nav aria-label="View">
${availableViews(mail.content, canCheck).map(view => renderTab(path, { ...choice, view }, view === choice.view, mail.row.id))}
</nav>
<nav aria-label="This mail">
${renderOpen(shown)}
<a href="${path}/download">Download</a>
</nav>
</div>`
}

function renderTab(path: string, choice: ViewChoice, isCurrent: boolean, id: string): Markup {
  return html`<a href="${path}${queryOf(choice)}#row-${id}" data-view="${choice.view}" ${isCurrent ? html`aria-current="true"` : ''}>${viewNames[choice.view]}</a>
`
}

function renderOpen({ path, framePath, choice }: ShownMail): Markup | '' {
  if (choice.view === 'html')
    return html`<a href="${frameAddress(framePath, choice)}" target="_blank">Open ↗</a>`
  const isPlain = choice.view === 'text' || choice.view === 'source'
  return isPlain ? html`<a href="${path}/${choice.view}" target="_blank">Open ↗</a>` : ''
}
