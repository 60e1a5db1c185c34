import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TemplateError } from '../../src/errors.ts'
import type { Issue, IssueEntry } from '../../src/issues/issue.ts'
import { renderMail } from '../../src/mail/render-mail.ts'
import type { Template } from '../../src/mail/template.ts'
import { readTemplate } from '../../src/mail/template-folder.ts'
import { aWorkspace } from '../a-workspace.ts'
import { settings } from './mail-settings.ts'

const weekly = () => readTemplate('weekly', ['templates'], '.')

function anIssue(...entries: Partial<IssueEntry>[]): Issue {
  return {
    head: {
      id: '2026-W03',
      number: 3,
      subject: 'Subject & more',
      preheader: 'Preheader',
      window: { from: '2026-01-12', to: '2026-01-18', timezone: 'Asia/Shanghai' },
      language: 'zh-CN',
      template: 'weekly',
      status: 'draft',
    },
    introduction: '',
    sections: [
      {
        title: '新闻',
        text: '',
        entries: entries.map(entry => ({ title: 'Title', body: '', edited: false, ...entry })),
      },
    ],
  }
}

function aTemplate(main: string, partials: Record<string, string> = {}): Template {
  const files = Object.entries(partials).map(
    ([name, source]) => [name, { path: `templates/partials/${name}.mjml`, source }] as const,
  )
  return { main: { path: 'templates/mine.mjml', source: main }, partials: new Map(files) }
}

const signs = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const body = (inside: string) =>
  `<mjml>\n<mj-body>\n<mj-section>\n<mj-column>\n${inside}\n</mj-column>\n</mj-section>\n</mj-body>\n</mjml>`
const titles = '<mj-text>{{#each sections}}{{#each entries}}{{title}}{{/each}}{{/each}}</mj-text>'

describe('renderMail', () => {
  it('puts name, number, days, titles, links, sources and the footer into both parts', async () => {
    const entry = {
      title: '头条',
      link: 'https://a.org/?a=1&b=2',
      body: '摘要。\n\n来源：[原文](https://s.org/1)',
    }
    const mail = await renderMail(anIssue(entry), await weekly(), settings)
    for (const text of [
      '测试周报',
      '第 3 期',
      '2026年1月12日—18日',
      '新闻',
      '头条',
      '摘要。',
      '原文',
      'https://s.org/1',
      '退订',
      '1 Example Street',
    ])
      for (const part of [mail.html, mail.text]) expect(part).toContain(text)
    expect(mail.html).toContain('href="https://a.org/?a=1&amp;b=2"')
    expect(mail.html).toContain('lang="zh-CN"')
    expect(mail.text).toContain('https://a.org/?a=1&b=2')
    expect(mail.subject).toBe('Subject & more')
  })

  it('adds the parameters of the newsletter to the links of an issue, and not to the one to unsubscribe', async () => {
    const entry = { link: 'https://a.org/x', body: '来源：[原文](https://s.org/1)' }
    const campaign = { source: 'weekly', campaign: '{id}' }
    const unsubscribeUrl = 'https://site.org/leave'
    const mail = await renderMail(anIssue(entry), await weekly(), { ...settings, unsubscribeUrl, campaign })
    for (const url of ['https://a.org/x', 'https://s.org/1'])
      for (const part of [mail.html.replaceAll('&amp;', '&'), mail.text])
        expect(part).toContain(`${url}?utm_source=weekly&utm_campaign=2026-W03`)
    expect(`${mail.html}${mail.text}`).not.toContain('leave?')
  })

  it('shows any title as text, never as template, MJML or HTML', async () => {
    const template = await weekly()
    const piece = fc.constantFrom(
      '{{name}}',
      '{{{x}}}',
      '</mj-text>',
      '<mj-raw>',
      '<script>',
      '&amp;',
      '"',
      "'",
      '中',
      'x',
      ' ',
      '\\',
      '`',
      '$&',
      '<!--',
      '-->',
      '[if mso]',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async pieces => {
        const title = `T${pieces.join('')}T`
        const { html } = await renderMail(anIssue({ title, link: 'https://a.org/' }), template, settings)
        const [, shown = ''] = /<h3[^>]*><a[^>]*>([\s\S]*?)<\/a><\/h3>/.exec(html) ?? []
        const decoded = shown.replace(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name) => signs[name as keyof typeof signs],
        )
        expect(decoded).toBe(title)
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('leaves out control characters', async () => {
    const steering = '\u001b[2J\u0007\u009b'
    const entry = { title: `T${steering}`, body: `B${steering}` }
    const mail = await renderMail(anIssue(entry), await weekly(), settings)
    for (const part of [mail.html, mail.text]) expect(part).not.toMatch(/[^\P{Cc}\t\r\n]/u)
    expect(mail.html).toContain('T[2J')
  })

  it('leaves code in an entry as it was written, white space included', async () => {
    const entry = { body: '```\nif x:\n    {{ y }}\n```' }
    const { html } = await renderMail(anIssue(entry), await weekly(), settings)
    expect(html).toMatch(/<pre[^>]*><code>if x:\n {4}\{\{ y \}\}\n<\/code><\/pre>/)
  })
})

describe('a template that fails', () => {
  const fails = async (template: Template, entry: Partial<IssueEntry> = {}) =>
    renderMail(anIssue(entry), template, settings).catch(error => error)

  it.each([
    ['does not parse', aTemplate('<mjml>\n{{#if name}\n</mjml>'), /^templates\/mine\.mjml:2: /],
    [
      'names a word that is not there',
      aTemplate(body(`${titles}\n<mj-text>{{titel}}</mj-text>`)),
      'templates/mine.mjml:6: "titel" not defined',
    ],
    [
      'calls a partial that is not there',
      aTemplate(body(`${titles}{{> nothing}}`)),
      /^templates\/mine\.mjml:5: .*nothing/,
    ],
    [
      'has a mistake in a partial',
      aTemplate(body(`${titles}{{> foot}}`), { foot: '<mj-text>\n{{nmae}}</mj-text>' }),
      /^templates\/partials\/foot\.mjml:2: "nmae"/,
    ],
    [
      'calls a partial that calls itself',
      aTemplate(body(`${titles}{{> foot}}`), { foot: '<mj-text>x</mj-text>\n{{> foot}}' }),
      'templates/partials/foot.mjml:2: the partial calls itself',
    ],
    [
      'calls partials that call each other',
      aTemplate(body(`${titles}{{> a}}`), { a: '{{> b}}', b: '{{> a}}' }),
      /partials\/[ab]\.mjml:1: /,
    ],
    [
      'includes a file in the way of MJML',
      aTemplate(body(`${titles}{{> foot}}`), { foot: '\n<mj-include path="./x.mjml" />' }),
      'templates/partials/foot.mjml:2: <mj-include> is not read',
    ],
    [
      'has an attribute that MJML does not know',
      aTemplate(body('<mj-text colr="red">{{number}}</mj-text>')),
      'templates/mine.mjml:5: Attribute colr is illegal (in <mj-text>)',
    ],
    [
      'has a tag that MJML does not know',
      aTemplate(body(`${titles}\n<mj-txt>x</mj-txt>`)),
      /^templates\/mine\.mjml:6: .*mj-txt/,
    ],
    [
      'leaves a tag open',
      aTemplate(body(`${titles}\n<mj-text>lost`)),
      'templates/mine.mjml:6: <mj-text> is not closed',
    ],
    [
      'shows no sources',
      aTemplate(body(titles)),
      /leaves out the title or a source of "Sourced"/,
      { title: 'Sourced', body: '[x](https://s.org/1)' },
    ],
    [
      'shows nothing of an entry',
      aTemplate(body('<mj-text>Hello</mj-text>')),
      'the mail leaves out the title or a source of "Title"',
    ],
  ])(
    'is named with file and line when it %s',
    async (_name, template, message, entry?: Partial<IssueEntry>) => {
      const error = await fails(template, entry)
      expect(error).toBeInstanceOf(TemplateError)
      expect(error.message).toMatch(message)
    },
  )
})

describe('readTemplate', () => {
  it('takes each template and partial of the workspace before our own', async () => {
    const { directory, path } = await aWorkspace({ 'templates/partials/footer.mjml': '<!-- mine -->' })
    const { main, partials } = await readTemplate('weekly', [path('templates'), 'templates'], directory)
    expect(partials.get('footer')).toEqual({
      path: 'templates/partials/footer.mjml',
      source: '<!-- mine -->',
    })
    expect(partials.get('header')?.source).toContain('{{name}}')
    expect(main.source).toContain('{{> header}}')
  })

  it('names the templates that there are', async () => {
    await expect(readTemplate('monthly', ['templates'], '.')).rejects.toMatchObject({
      message: 'There is no template "monthly"',
      wayOut: expect.stringContaining('weekly'),
    })
  })
})
