import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { TemplateError } from '../../src/errors.ts'
import { languages } from '../../src/mail/reader-language.ts'
import { pageNames } from '../../src/site/pages/page-templates.ts'
import { en } from '../../src/site/words/en.ts'
import { pageWords } from '../../src/site/words/page-words.ts'
import { aWorkspace } from '../a-workspace.ts'
import { added, asked, left, minute } from '../store/a-subscriber-store.ts'
import { ada, aSite, packagePages } from './a-site.ts'

/** A site whose workspace has templates of its own. */
async function aSiteWith(files: Record<string, string>) {
  const { directory, path } = await aWorkspace(files)
  return aSite({ templates: { folders: [path('templates/pages'), packagePages], directory } })
}

describe('templates of the workspace', () => {
  it('take the place of ours, one by one', async () => {
    const site = await aSiteWith({
      'templates/pages/not-found.hbs': '<h1>Lost: {{text}}</h1>',
      'templates/pages/partials/way-out.hbs': '<p>Way out</p>',
      'templates/pages/style.css': 'body { color: red }',
    })
    expect(await site.page('/nothing')).toContain('<h1>Lost: There is nothing at this address.</h1>')
    expect(await site.page('/unsubscribe/x')).toContain('<p>Way out</p>')
    expect(await site.page('/style.css')).toMatch(/--page: #efece6;[\s\S]*body \{ color: red \}$/)
  })

  it.each([
    [
      'a name that there is not',
      'saved.hbs',
      '<h1>{{heading}}</h1>\n{{hedaing}}',
      'saved.hbs:2: "hedaing" not defined',
    ],
    ['a block that is not closed', 'home.hbs', '\n\n{{#if issues}}', 'home.hbs:3:'],
    ['a partial that there is not', 'layout.hbs', '{{{bodyHtml}}}\n{{> nothing}}', 'layout.hbs:2: '],
    [
      'an entry that has no such thing',
      'feed.hbs',
      '{{#each entries}}\n{{author}}{{/each}}',
      'feed.hbs:2: "author" not defined',
    ],
  ])('with %s are told of before anybody is served', async (_name, file, text, message) => {
    const opened = aSiteWith({ [`templates/pages/${file}`]: text })
    await expect(opened).rejects.toThrow(TemplateError)
    await expect(opened).rejects.toThrow(`templates/pages/${message}`)
  })
})

describe('the words', () => {
  it('are the same in every language, with the same values in them', () => {
    const valuesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([value]) => value)
    for (const language of languages)
      for (const [key, text] of Object.entries(pageWords(language, 'N')))
        expect([language, key, valuesIn(text)]).toEqual([
          language,
          key,
          valuesIn(en[key as keyof typeof en]).filter(value => value !== '{name}'),
        ])
  })

  it('are all shown somewhere', async () => {
    const sources = await Promise.all(
      [
        ...[...pageNames, 'layout', 'partials/tags', 'partials/issue-list', 'partials/way-out'].map(
          name => `${packagePages}/${name}.hbs`,
        ),
        ...[
          'subscribing/subscribe-routes',
          'archive/public-archive',
          'archive/issue-routes',
          'visitors/problem-page',
        ],
        ...[
          'visitors/limited-page',
          'personal/preferences-page',
          'personal/confirm-page',
          'personal/unsubscribe-page',
        ],
        'personal/person-routes',
      ].map(file => readFile(file.endsWith('.hbs') ? file : `src/site/${file}.ts`, 'utf8')),
    )
    const all = sources.join('\n')
    const reasons = ['notFound', 'notAllowed', 'tooLong', 'broken', 'busy']
    const unused = Object.keys(en).filter(
      key => !new RegExp(`\\b${key}\\b`).test(all) && !reasons.includes(key.replace(/Title$/, '')),
    )
    expect(unused).toEqual([])
  })
})

describe('every page', () => {
  it.each(languages)('is written in %s and fills all its places', async language => {
    const site = await aSite()
    const ids = [
      await site.person(ada, added()),
      await site.person('p@example.org', asked()),
      await site.person('l@example.org', added(), left(minute(0))),
    ]
    const links = ids.flatMap(id =>
      (['confirm', 'unsubscribe', 'preferences'] as const).map(purpose => site.link(purpose, id)),
    )
    for (const path of [...links, site.link('confirm', 0), '/', '/issues/', '/nothing']) {
      const page = await site.page(`${path}?lang=${language}`)
      expect(page).toContain(`<html lang="${language}">`)
      expect(page.replace(/<style[\s\S]*/, '')).not.toMatch(/\{\w+\}|undefined|\[object/)
      expect(page.match(/<h1>/g)).toHaveLength(1)
    }
  })
})
