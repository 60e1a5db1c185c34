import { html } from 'hono/html'
import type { Markup } from '../markup.ts'

/** The form that sends a mail again as another subscriber gets it. */
export function renderResendForm(path: string, query: string): Markup {
  return html`<details class="resend">
<summary>As another subscriber</summary>
<form method="post" action="${path}/resend${query}">
<p><button name="as" value="no-name">With no name</button> <button name="as" value="long-name">With a long name</button></p>
</form>
<form method="post" action="${path}/resend${query}">
<p><label>Address <input type="email" name="address" required maxlength="320" autocomplete="off"></label>
<label>Name <input name="name" maxlength="320" autocomplete="off" dir="auto"></label>
<button name="as" value="address">Send again</button></p>
</form>
</details>`
}
