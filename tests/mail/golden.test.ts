import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'
import { renderMail } from '../../src/mail/render-mail.ts'
import { personalMail } from '../../src/mail/slots.ts'
import { readTemplate } from '../../src/mail/template-folder.ts'
import { settings } from './mail-settings.ts'

const names = { 'zh-CN': '云原生周报', en: 'Cloud Weekly' }
const readers = { 'zh-CN': '小明', en: 'Ada' }
const cases = (['weekly', 'brief', 'cards'] as const).flatMap(template =>
  (['zh-CN', 'en'] as const).map(language => [template, language] as const),
)

async function goldenMail(template: string, language: 'zh-CN' | 'en') {
  const file = `issue.${language}.md`
  const issue = readIssue(parseIssueFile(await readFile(`tests/mail/golden/${file}`, 'utf8'), file))
  const mail = await renderMail(issue, await readTemplate(template, ['templates'], '.'), {
    ...settings,
    name: names[language],
    site: { url: 'https://example.org/' },
    browserUrl: 'https://example.org/issues/{id}/',
  })
  return personalMail(mail, { name: readers[language], address: 'reader@example.org' })
}

describe('the template', () => {
  it.each(cases)('%s, in %s, gives the mail that was looked at', async (template, language) => {
    const { html, text } = await goldenMail(template, language)
    await expect(html).toMatchFileSnapshot(`golden/${template}.${language}.html`)
    await expect(text).toMatchFileSnapshot(`golden/${template}.${language}.txt`)
  })

  it.each(cases)('%s, in %s, has no name of a slot in either part', async (template, language) => {
    const { html, text } = await goldenMail(template, language)
    expect(text).not.toMatch(/^(greeting|name|address)$/m)
    expect(html).not.toMatch(/>\s*(greeting|name|address)\s*</)
  })
})
