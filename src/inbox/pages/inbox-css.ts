/** The stylesheet of the inbox pages: one column on a phone, list and mail side by side from 900 px. */
export const inboxCss = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #17191c);
  --list: light-dark(#f6f6f4, #1d2024);
  --ink: light-dark(#1c1e21, #e7e7e4);
  --quiet: light-dark(#62666d, #9a9fa8);
  --line: light-dark(#e3e3df, #2e3238);
  --accent: light-dark(#0b5cad, #7db8f5);
  --chosen: light-dark(#e3edf8, #22344a);
  --warning: light-dark(#a3330b, #f2a07b);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre { font: 13px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"; }

.masthead { padding: 14px 16px; border-bottom: 1px solid var(--line); font-weight: 650; letter-spacing: .01em; }
.masthead a { color: inherit; text-decoration: none; }
.list-pane { background: var(--list); min-height: 100dvh; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { border-bottom: 1px solid var(--line); }
.rows a { display: block; padding: 10px 16px 11px; color: inherit; text-decoration: none; }
.rows a:hover { background: light-dark(#eeeeea, #23272c); }
.rows a:focus-visible { outline-offset: -3px; }
.rows a[aria-current] { background: var(--chosen); }
.rows div, .rows b, .rows small:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.rows div:first-child, .rows div:last-child { display: flex; align-items: baseline; gap: 12px; }
.rows b, .rows small:first-child { flex: 1; min-width: 0; }
.rows b { font-weight: 600; }
.rows time, .rows small { font-size: 13px; }
.rows time, .rows small, .preview { color: var(--quiet); }
.problem { color: var(--warning); }
.empty, .notice { color: var(--quiet); }
.empty { padding: 24px 16px; }
.empty strong { color: var(--ink); }
.notice { margin: auto; padding: 32px 16px; text-align: center; }

.mail-pane { display: flex; flex-direction: column; min-width: 0; min-height: 100dvh; }
.back { display: inline-block; padding: 14px 16px 0; text-decoration: none; }
.headline { padding: 14px 16px 12px; }
.headline h1 { margin: 0 0 10px; font-size: 21px; line-height: 1.35; overflow-wrap: anywhere; }
.headline dl { margin: 0; font-size: 14px; }
.headline dl div { display: grid; grid-template-columns: 5.5em minmax(0, 1fr); }
.headline dt { color: var(--quiet); }
.headline dd { margin: 0; max-height: 6em; overflow: auto; overflow-wrap: anywhere; }
.headline .problem { margin: 10px 0 0; }

.tabs { display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 0 16px; border-bottom: 1px solid var(--line); font-size: 14px; }
.tabs nav { display: flex; gap: 16px; }
.tabs nav[hidden] { display: none; }
.tabs nav:last-child { margin-left: auto; }
.tabs a { padding: 8px 0; border-bottom: 2px solid transparent; color: var(--quiet); text-decoration: none; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { border-color: var(--accent); color: var(--ink); font-weight: 600; }

.canvas { flex: 1; display: flex; overflow-x: auto; background: light-dark(#ecece8, #101214); }
.canvas iframe { flex: none; height: auto; min-height: 75dvh; margin: 0 auto; border: 0; background: #fff; color-scheme: light; }
.wfull { width: 100%; }
.w600 { width: 600px; }
.w375 { width: 375px; }
pre { margin: 0; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.text { max-width: 80ch; }
.cut { margin: 0; padding: 0 16px 16px; }

@media (max-width: 899px) {
  .shows-list .mail-pane, .shows-mail .list-pane { display: none; }
  .headline dl { font-size: 13px; }
  .tabs { column-gap: 12px; }
  .tabs nav[aria-label="Width"] { order: 1; width: 100%; }
}
@media (min-width: 900px) {
  body { display: grid; grid-template-columns: minmax(320px, 26%) minmax(0, 1fr); height: 100dvh; }
  .list-pane, .mail-pane { min-height: 0; height: 100dvh; overflow-y: auto; }
  .list-pane { border-right: 1px solid var(--line); }
  .masthead { position: sticky; top: 0; background: var(--list); }
  .rows li { scroll-margin-top: 52px; }
  .back { display: none; }
  .headline { padding: 18px 24px 14px; }
  .tabs { padding: 0 24px; }
  .canvas iframe { min-height: 0; }
  pre { padding: 20px 24px; }
}
`
