import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Escaped HTML: what a `html` template returns. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** What every page of the inbox needs to know. */
export interface PageFrame {
  /** The secret path that every link starts with, such as `/3f9c…`. */
  base: string
  /** The name of the inbox, on every page. */
  title: string
}

/** A page of two panes: the list, and what is being read. On a narrow screen only the pane that was asked for shows. */
export function renderPage(
  { base, title }: PageFrame,
  panes: { heading: string; shown: 'list' | 'mail'; list: Markup; mail: Markup },
): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${panes.heading} · ${title}</title>
<link rel="stylesheet" href="${base}/inbox.css">
</head>
<body class="shows-${panes.shown}">
<nav class="list-pane" aria-label="Mail in this inbox">
<header class="masthead"><a href="${base}/">${title}</a></header>
${panes.list}
</nav>
<main class="mail-pane">
${panes.mail}
</main>
</body>
</html>
`
}

/** A quiet sentence in the middle of the reading pane. */
export function renderNotice({ base }: PageFrame, sentence: string): Markup {
  return html`<a class="back" href="${base}/">← All mail</a>
<p class="notice">${sentence}</p>`
}
