import fc from 'fast-check'
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/issues/issue.ts'
import { withoutControls } from '../../src/issues/plain-line.ts'
import { renderMail } from '../../src/mail/render-mail.ts'
import { personalMail, withoutSlots } from '../../src/mail/slots.ts'
import { readTemplate } from '../../src/mail/template-folder.ts'
import { settings } from './mail-settings.ts'
import { payloads } from './payloads.ts'

const names = ['weekly', 'brief', 'cards']
const templates = await Promise.all(names.map(name => readTemplate(name, ['templates'], '.')))

const anIssue = (text: string, sections: Issue['sections']): Issue => ({
  head: {
    id: '2026-W03',
    number: 3,
    subject: text,
    preheader: text,
    window: { from: '2026-01-12', to: '2026-01-18', timezone: 'UTC' },
    language: 'en',
    template: 'weekly',
    status: 'draft',
  },
  introduction: '',
  sections,
})
const entry = (title: string, body: string) => ({ title, body, link: 'https://a.org/', edited: false })
const sectionsOf = (texts: readonly string[], body: (text: string) => string) =>
  texts.map(text => ({ title: text, text: '', entries: [entry(text, body(text))] }))

async function shapeOf(issue: Issue, template: (typeof templates)[number], name = 'x') {
  const mail = await renderMail(issue, template, { ...settings, name, address: name })
  const tree = fromHtml(personalMail(mail, { name, address: 'a@b.org' }).html)
  const elements: Element[] = []
  let comments = 0
  visit(tree, 'element', element => void elements.push(element))
  visit(tree, 'comment', () => {
    comments += 1
  })
  return { tags: elements.map(({ tagName }) => tagName), comments, elements }
}

const textOf = (element: Element): string =>
  element.children
    .map(child => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('')

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const active =
  /^(script|iframe|frame|frameset|object|embed|applet|form|input|button|textarea|select|base|link|svg|math|video|audio|template|noscript|marquee|isindex|dialog|plaintext|xmp|mj-\w+)$/

function activeIn(elements: readonly Element[]): string[] {
  return elements.flatMap(({ tagName, properties }) => {
    const addresses = [properties.href, properties.src, properties.background].filter(Boolean).map(String)
    const isRefresh = tagName === 'meta' && /refresh/i.test(String(properties.httpEquiv))
    return [
      ...(active.test(tagName) || isRefresh ? [tagName] : []),
      ...Object.keys(properties).filter(name => /^on/i.test(name)),
      ...addresses.filter(url => !/^(https?:|mailto:|cid:)/.test(url)),
    ]
  })
}

describe('a hundred texts that are markup elsewhere', () => {
  it.each(templates.map(template => [template.main.path, template] as const))(
    'are text where they are titles and alternative texts, in %s',
    async (_path, template) => {
      const cover = (text: string) => `![${text.replace(/[[\]\\<>\n]/g, '')}](https://a.org/x.png)`
      const plain = await shapeOf(
        anIssue(
          'x',
          sectionsOf(
            payloads.map(() => 'x'),
            cover,
          ),
        ),
        template,
      )
      const hostile = await shapeOf(anIssue('x', sectionsOf(payloads, cover)), template)
      expect(hostile.tags).toEqual(plain.tags)
      expect(hostile.comments).toBe(plain.comments)
      const shown = hostile.elements
        .filter(({ tagName }) => tagName === 'a')
        .map(link => inOneLine(textOf(link)))
      for (const payload of payloads)
        expect(shown).toContain(inOneLine(withoutSlots(withoutControls(payload))))
    },
  )

  it('are text in subjects, preheaders, and the names of the newsletter and of readers', async () => {
    for (const [at, payload] of payloads.entries()) {
      const template = templates[at % templates.length] ?? templates[0]
      if (!template) throw new Error('no template')
      const plain = await shapeOf(anIssue('x', []), template)
      const hostile = await shapeOf(anIssue(payload, []), template, payload)
      expect(hostile.tags, payload).toEqual(plain.tags)
      expect(hostile.comments, payload).toBe(plain.comments)
    }
  })

  it.each(templates.map(template => [template.main.path, template] as const))(
    'leave nothing active where they are bodies, in %s',
    async (_path, template) => {
      const plain = await shapeOf(
        anIssue(
          'x',
          sectionsOf(
            payloads.map(() => 'x'),
            () => 'x',
          ),
        ),
        template,
      )
      const bodies = payloads.map(payload => ({ title: 'x', text: '', entries: [entry('x', payload)] }))
      const { elements, comments } = await shapeOf(anIssue('x', bodies), template)
      expect(activeIn(elements)).toEqual([])
      expect(comments).toBe(plain.comments)
    },
  )

  it('leave nothing active, however they are put together', async () => {
    const text = fc
      .array(fc.constantFrom(...payloads, '\n', '\n\n', '```\n', '> ', '- ', '| a |\n|---|\n', '中'), {
        maxLength: 8,
      })
      .map(pieces => pieces.join(''))
    const plain = await shapeOf(
      anIssue(
        'x',
        sectionsOf(['x'], () => 'x'),
      ),
      templates[0] as never,
    )
    await fc.assert(
      fc.asyncProperty(text, async body => {
        const sections = [{ title: 'x', text: '', entries: [entry('x', body)] }]
        const { elements, comments } = await shapeOf(anIssue('x', sections), templates[0] as never)
        expect(activeIn(elements)).toEqual([])
        expect(comments).toBe(plain.comments)
      }),
      { numRuns: 60 },
    )
  })
})
