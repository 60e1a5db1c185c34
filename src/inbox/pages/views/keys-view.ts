import { html } from 'hono/html'
import type { Markup } from '../markup.ts'

const keys: readonly (readonly [string, string])[] = [
  ['j  k', 'Next and previous mail; in the list also ↓ ↑'],
  ['Enter', 'Open the mail'],
  ['u', 'Back to all mail'],
  ['/', 'Search'],
  ['1 – 6', 'HTML, text, headers, source, parts, checks'],
  ['?', 'This list'],
  ['Esc', 'Close it, or leave the search'],
]

/** The keys that the page knows, shown when they are asked for. */
export function renderKeys(): Markup {
  return html`<div id="keys" popover class="keys">
<h2>Keys</h2>
<dl>
${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}
</dl>
<button type="button" popovertarget="keys" popovertargetaction="hide">Close</button>
</div>`
}
