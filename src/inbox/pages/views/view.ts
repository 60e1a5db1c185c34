import { html } from 'hono/html'
import type { MimePart } from '../../../mime/mime-part.ts'
import type { Markup } from '../markup.ts'
import { queryOf } from '../view-choice.ts'
import { renderHeadersView } from './headers-view.ts'
import { renderHtmlView } from './html-view.ts'
import { renderPartsView } from './parts-view.ts'
import type { ShownMail } from './shown-mail.ts'
import { renderSourceView, renderTextView } from './text-view.ts'

// Tables and sources take the whole width.
const hasRoom = /^(?:html|text)$/

/** The chosen view of a mail; where it can be checked, with room for what the checks say. */
export function renderView(shown: ShownMail, root: MimePart): Markup {
  return html`<div class="view">
<div class="body">
${renderBody(shown, root)}
</div>
${shown.canCheck && hasRoom.test(shown.choice.view) ? renderCheckRoom(shown) : ''}
</div>`
}

function renderBody(shown: ShownMail, root: MimePart): Markup {
  const { path, mail, choice } = shown
  switch (choice.view) {
    case 'text':
      return renderTextView(path, mail)
    case 'headers':
      return renderHeadersView(root, mail)
    case 'source':
      return renderSourceView(path, mail)
    case 'parts':
      return renderPartsView(path, root)
    default:
      return renderHtmlView(shown)
  }
}

// The script fills it: the mail does not wait for its checks. Without it, the link leads to them.
function renderCheckRoom({ path, choice }: ShownMail): Markup {
  return html`<aside class="checks" aria-label="Checks" data-report="${path}/checks">
<p class="summary"><a href="${path}${queryOf({ ...choice, view: 'checks' })}">Check this mail</a></p>
</aside>`
}
