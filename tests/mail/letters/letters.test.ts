import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import PostalMime from 'postal-mime'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import type { LetterLinks } from '../../../src/mail/letters/letter.ts'
import { letterIdOf, personalLetter, writeLetter } from '../../../src/mail/letters/personal-letter.ts'
import { renderLetter } from '../../../src/mail/letters/render-letter.ts'
import { mimeOf } from '../../../src/mail/mime.ts'
import { readLetterTemplate, readTemplate } from '../../../src/mail/template-folder.ts'
import { minute } from '../../store/a-subscriber-store.ts'
import { settings } from '../mail-settings.ts'
import { payloads } from '../payloads.ts'
import { aLetter, aQueuedLetter, kinds, languages, links } from './a-letter.ts'

const names = { 'zh-CN': '云原生周报', 'zh-TW': '雲原生週報', en: 'Cloud Weekly' }
const readers = { 'zh-CN': '小明', 'zh-TW': '小明', en: 'Ada' }
const sender = { name: 'Weekly', address: 'weekly@example.org' }
const unsubscribeUrls = [links.unsubscribeUrl, 'mailto:weekly@example.org']

async function rawLetter(queued = aQueuedLetter('confirm'), name = 'Weekly', own: LetterLinks = links) {
  const letter = await aLetter(queued.kind, 'en', name)
  return mimeOf(writeLetter(letter, queued, { ...sender, name }, own, { date: minute(1), unsubscribeUrls }))
}

describe.each(kinds)('the letter %s', kind => {
  it.each(languages)('in %s is the one that was looked at', async language => {
    const letter = await aLetter(kind, language, names[language])
    const reader = { name: readers[language], address: 'ada@example.org' }
    const actionUrl = kind === 'confirm' ? links.actionUrl : links.preferencesUrl
    const { subject, html, text } = personalLetter(letter, reader, { ...links, actionUrl })
    await expect(html).toMatchFileSnapshot(`../golden/letter-${kind}.${language}.html`)
    await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(`../golden/letter-${kind}.${language}.txt`)
  })

  it('says where its button leads in both parts, and how to leave only who is on the list', async () => {
    const letter = await aLetter(kind, 'en')
    const { html, text } = personalLetter(letter, { name: '', address: 'a@b.org' }, links)
    const isOfList = kind === 'welcome'
    for (const part of [html, text]) {
      expect(part).toContain(links.actionUrl)
      expect(part).toContain(settings.address)
      expect(part.includes(links.unsubscribeUrl)).toBe(isOfList)
      expect(part.includes(links.preferencesUrl)).toBe(isOfList)
      expect(part).not.toMatch(/[\uFDD0\uFDD1]/)
    }
  })

  it('has list headers only where there is a list to leave', async () => {
    const { headers } = await PostalMime.parse(await rawLetter(aQueuedLetter(kind)))
    const ofList = headers.filter(({ key }) => key.startsWith('list-')).map(({ key }) => key)
    expect(ofList.toSorted()).toEqual(
      kind === 'welcome' ? ['list-id', 'list-unsubscribe', 'list-unsubscribe-post'] : [],
    )
    expect(headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
  })
})

describe('the template of letters', () => {
  const files = (main: string) => ({
    main: { path: 'templates/letter.mjml', source: main },
    partials: new Map(),
  })
  const page = (content: string) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>${content}</mj-text></mj-column></mj-section></mj-body></mjml>`

  it.each([
    ['confirm', '<p>{{subject}}</p>', 'actionUrl'],
    ['welcome', '<a href="{{actionUrl}}">{{action}}</a>', 'unsubscribeUrl'],
  ] as const)('of %s must show every link: %s', async (kind, content, missing) => {
    await expect(renderLetter(kind, 'en', files(page(content)), settings)).rejects.toThrow(
      `templates/letter.mjml: the letter leaves out {{${missing}}}`,
    )
  })

  it('is no template of issues', async () => {
    await expect(readTemplate('none', ['templates'], '.')).rejects.toMatchObject({
      wayOut: expect.not.stringContaining('letter,'),
    })
  })

  it('is read from the workspace first, and one of the kind before all', async () => {
    const { aWorkspace } = await import('../../a-workspace.ts')
    const { directory, write } = await aWorkspace({ 'templates/confirm.mjml': 'own' })
    const pathOf = async (kind: string) =>
      (await readLetterTemplate(kind, [`${directory}/templates`, 'templates'], directory)).main.path
    expect(await pathOf('confirm')).toBe('templates/confirm.mjml')
    expect(await pathOf('known')).toMatch(/\.\..*templates\/letter\.mjml$/)
    await write('templates/letter.mjml', 'own')
    expect(await pathOf('known')).toBe('templates/letter.mjml')
  })
})

describe('hostile names', () => {
  const tagsOf = (html: string) => {
    const tags: string[] = []
    visit(fromHtml(html), 'element', ({ tagName }) => void tags.push(tagName))
    return tags
  }

  it('are text in HTML and template, of readers and of the newsletter', async () => {
    const plain = tagsOf(
      personalLetter(await aLetter('welcome', 'en', 'x'), { name: 'x', address: 'a@b.org' }, links).html,
    )
    for (const payload of payloads) {
      const letter = await aLetter('welcome', 'en', payload)
      const { html, text } = personalLetter(letter, { name: payload, address: 'a@b.org' }, links)
      expect(tagsOf(html), payload).toEqual(plain)
      expect(text).not.toMatch(/[\uFDD0\uFDD1]/)
    }
  }, 60_000)

  it('never make a header, or a line of one', async () => {
    const piece = fc.constantFrom(
      '\r\n',
      '\n',
      '\r',
      'Bcc: eve@example.org',
      '{{',
      '}}',
      '<',
      '>',
      '"',
      ',',
      ':',
      '中',
      'x',
      '\0',
    )
    const name = fc.array(piece, { minLength: 1, maxLength: 12 }).map(pieces => pieces.join(''))
    const known = [...(await PostalMime.parse(await rawLetter(aQueuedLetter('welcome', 'x')))).headers].map(
      ({ key }) => key,
    )
    await fc.assert(
      fc.asyncProperty(name, name, async (reader, newsletter) => {
        const email = await PostalMime.parse(await rawLetter(aQueuedLetter('welcome', reader), newsletter))
        expect(email.headers.map(({ key }) => key)).toEqual(known)
        expect([email.to, email.bcc ?? []]).toEqual([
          [expect.objectContaining({ address: 'ada@example.org' })],
          [],
        ])
        expect(email.subject).not.toMatch(/[\r\n]/)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('the Message-ID of a letter', () => {
  it('is the same when the letter is tried again, and no other letter has it', () => {
    const id = letterIdOf(aQueuedLetter('confirm'), 'example.org')
    expect(letterIdOf(aQueuedLetter('confirm', '', { attempts: 3 }), 'example.org')).toBe(id)
    expect(id).toMatch(/^[0-9a-f]{32}@example\.org$/)
    for (const other of [{ id: 2 }, { at: minute(1) }, { kind: 'known' as const }])
      expect(letterIdOf(aQueuedLetter('confirm', '', other), 'example.org')).not.toBe(id)
  })
})
