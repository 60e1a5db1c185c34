import { html } from 'hono/html'
import type { EntryCost, Finding, NotRun, Report, Severity } from '../../../checks/report.ts'
import { sizeInWords } from '../mail-words.ts'
import type { Markup } from '../markup.ts'

/** What the checks say: errors first, then warnings, what could not be checked, what passed, and what each entry costs. */
export function renderReport(report: Report): Markup {
  return html`<div class="report"><p class="summary">${renderSummary(report)}</p>
${renderDetails(report)}
</div>`
}

/** The same, folded under its summary. */
export function renderFoldedReport(report: Report): Markup {
  return html`<details class="report"><summary class="summary">${renderSummary(report)}</summary>
${renderDetails(report)}
</details>`
}

/** Why there is no report. */
export function renderNoReport(reason: string): Markup {
  return html`<div class="report"><p class="summary"><strong class="error">The checks failed</strong></p><p>${reason}</p></div>`
}

function renderDetails({ findings, notRun, passed, entries = [] }: Report): Markup {
  return html`<ol class="findings">
${[...ofSeverity(findings, 'error'), ...ofSeverity(findings, 'warning')].map(renderFinding)}
</ol>
${notRun.length > 0 ? renderNotRun(notRun) : ''}
${passed.length > 0 ? renderPassed(passed) : ''}
${entries.length > 0 ? renderCosts(entries) : ''}`
}

const ofSeverity = (findings: readonly Finding[], severity: Severity): Finding[] =>
  findings.filter(finding => finding.severity === severity)

function renderSummary({ findings, notRun }: Report): Markup {
  const errors = ofSeverity(findings, 'error').length
  const warnings = ofSeverity(findings, 'warning').length
  return html`${findings.length === 0 ? html`<strong class="fine">Nothing found</strong>` : ''}
${errors > 0 ? html`<strong class="error">${counted(errors, 'error')}</strong>` : ''}
${warnings > 0 ? html`<strong class="warning">${counted(warnings, 'warning')}</strong>` : ''}
${notRun.length > 0 ? html`<span>${notRun.length} not run</span>` : ''}`
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function renderFinding({ severity, check, what, where, wayOut }: Finding): Markup {
  return html`<li class="${severity}">
<p><strong>${severity === 'error' ? 'Error' : 'Warning'}</strong> <span dir="auto">${what}</span></p>
<p class="way-out" dir="auto">${wayOut}</p>
<p class="where"><code>${check}</code>${where ? html` <code dir="ltr">${where.file}${where.line === undefined ? '' : `:${where.line}`}</code>` : ''}</p>
</li>
`
}

function renderNotRun(notRun: readonly NotRun[]): Markup {
  return html`<h3>Not run</h3>
<ul class="not-run">
${notRun.map(({ check, reason }) => html`<li><code>${check}</code> <span dir="auto">${reason}</span></li>`)}
</ul>`
}

function renderPassed(passed: readonly string[]): Markup {
  return html`<details><summary>${passed.length} passed</summary>
<ul class="passed">
${passed.map(check => html`<li><code>${check}</code></li>`)}
</ul>
</details>`
}

function renderCosts(entries: readonly EntryCost[]): Markup {
  const largest = Math.max(1, ...entries.map(({ bytes }) => bytes))
  return html`<h3>Bytes of HTML</h3>
<ol class="costs">
${entries.map(
  ({ title, post, bytes }) =>
    html`<li><span dir="auto" title="${post ?? ''}">${title}</span> <meter min="0" max="${largest}" value="${bytes}" aria-label="Share">${bytes}</meter> <small>${sizeInWords(bytes)}</small></li>`,
)}
</ol>`
}
