import mjml2html from 'mjml'
import type { Issue, IssueEntry } from '../src/issues/issue.ts'
import { viewOf } from '../src/mail/mail-view.ts'
import { renderMail } from '../src/mail/render-mail.ts'
import { fillTemplate } from '../src/mail/template.ts'
import { readTemplate } from '../src/mail/template-folder.ts'
import { settings } from './mail/mail-settings.ts'

const rounds = 20
const entryCount = 25

// No two rounds have a text in common: what was read once is remembered.
const entryOf = (round: number, at: number): IssueEntry => ({
  title: `第 ${at} 篇文章的标题 and some English`,
  link: `https://example.org/${round}/${at}/`,
  edited: false,
  body: `${round}.${at} 一句摘要，说明这篇文章讲了什么、为什么值得读。And a sentence in English.

- **第一条** — 一句话。[来源](https://example.com/${at}/a)
- **Second** — one sentence about it. [Source](https://example.com/${at}/b)
- **第三条** — 一句话。[来源](https://example.com/${at}/c)

来源：[一](https://example.com/${at}/d) · [二](https://example.com/${at}/e)`,
})

const issueOf = (round: number): Issue => ({
  head: {
    id: '2026-W03',
    number: 3,
    subject: '主题',
    preheader: '预览',
    window: { from: '2026-01-12', to: '2026-01-18', timezone: 'Asia/Shanghai' },
    language: 'zh-CN',
    template: 'weekly',
    status: 'draft',
  },
  introduction: `导语 ${round}。`,
  sections: [
    { title: '栏目', text: '', entries: Array.from({ length: entryCount }, (_, at) => entryOf(round, at)) },
  ],
})

/** Seconds that an issue of 25 entries takes to render, both parts, and that mjml takes for its filled template alone; after both are loaded, in turn. */
export async function renderTimes(): Promise<{ ours: number[]; theirs: number[] }> {
  const template = await readTemplate('weekly', ['templates'], '.')
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const issue = issueOf(round)
    const filled = fillTemplate(template, viewOf(issueOf(round + 0.5), settings))
    const [our, their] = [
      await secondsOf(() => renderMail(issue, template, settings)),
      await secondsOf(() => mjml2html(filled)),
    ]
    if (round === 0) continue
    ours.push(our)
    theirs.push(their)
  }
  return { ours, theirs }
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1000
}
