import { html } from 'hono/html'
import type { Markup, PageFrame } from './markup.ts'
import { renderKeys } from './views/keys-view.ts'

/** What stands in the two panes of a page. */
export interface Panes {
  heading: string
  shown: 'list' | 'mail'
  search: string
  list: Markup
  mail: Markup
  /** The mail that is open. */
  mailId?: string
}

/** A page of two panes: the list, and what is being read. On a narrow screen only the pane that was asked for shows. */
export function renderPage({ base, title }: PageFrame, panes: Panes): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${panes.heading} · ${title}</title>
<link rel="icon" href="${base}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}/inbox.css">
<script src="${base}/inbox.js" defer></script>
</head>
<body class="shows-${panes.shown}" data-base="${base}" data-mail="${panes.mailId ?? ''}" data-search="${panes.search}">
<nav class="list-pane" aria-label="Mail in this inbox">
<header class="masthead">
<div><a class="home" href="${base}/">${title}</a><button type="button" class="quiet" popovertarget="keys" aria-label="Keys" title="Keys"><kbd>?</kbd></button></div>
${renderSearch(base, panes.search)}
</header>
<div id="list">
${panes.list}
</div>
</nav>
<main class="mail-pane" tabindex="-1">
${panes.mail}
</main>
<p id="news" class="unseen" role="status"></p>
${renderKeys()}
</body>
</html>
`
}

function renderSearch(base: string, search: string): Markup {
  return html`<form class="search" role="search" action="${base}/" method="get">
<input type="search" name="q" value="${search}" placeholder="Search" aria-label="Search mail" maxlength="500" dir="auto" autocomplete="off" spellcheck="false">
<button>Search</button>
</form>`
}

/** A quiet sentence in the middle of the reading pane. */
export function renderNotice({ base }: PageFrame, sentence: string, wayOut = ''): Markup {
  return html`<a class="back" href="${base}/">← All mail</a>
<div class="notice"><p>${sentence}</p>${wayOut ? html`<p>${wayOut}</p>` : ''}</div>`
}
