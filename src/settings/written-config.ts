import * as v from 'valibot'
import { isShortGlob } from '../posts/content/content-folders.ts'
import { isTimezone } from '../posts/days.ts'
import { patternProblem } from '../posts/permalinks/plain-permalink.ts'
import { accountGroup, oauth2Group } from './account-settings.ts'
import { checksSetting } from './check-settings.ts'
import { dkimGroup, dkimSetting, ed25519Group } from './dkim-settings.ts'
import { imagesDefaults, imagesGroup, imagesSetting } from './image-settings.ts'
import { limitsSetting, sectionsSetting } from './issue-settings.ts'
import { isOneLine } from './one-line.ts'
import { sendingLimits } from './pace-settings.ts'
import { pagesDefaults, pagesGroup } from './page-settings.ts'
import { providerGroup } from './provider-settings.ts'
import { mailbox, smtpUrl, unsubscribe } from './sender-settings.ts'
import { sendingDefaults, sendingGroup } from './sending-settings.ts'
import { described, port, text } from './setting.ts'
import { model, summary } from './summary-settings.ts'
import { fonts, logo, palette, theme } from './theme-settings.ts'

const timezone = v.pipe(
  text,
  v.check(isTimezone, 'expected a time zone such as Asia/Shanghai or Europe/Berlin'),
)
const anAddress = 'expected an address such as https://example.org/blog/'
const siteUrl = v.pipe(text, v.url(anAddress), v.regex(/^https?:/i, anAddress))
const permalink = v.pipe(
  text,
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? patternProblem(dataset.value) : undefined
    if (message !== undefined) addIssue({ message })
  }),
)
const folder = v.pipe(
  text,
  v.trim(),
  v.minLength(1, 'expected a folder, or a glob such as docs/**/*.md'),
  v.check(isShortGlob, 'expected a glob with fewer stars and braces, or several globs in a list'),
)
const site = v.strictObject(
  {
    url: v.exactOptional(described(siteUrl, 'What relative links and pictures are relative to')),
    permalink: v.exactOptional(
      described(
        permalink,
        'The pattern of the addresses of posts, such as /:year/:month/:title/; without it, that of the Jekyll, Hexo, Hugo, Zola or Docusaurus site that the posts belong to',
      ),
    ),
  },
  'expected keys with values',
)
const inbox = v.strictObject(
  {
    port: v.exactOptional(described(port, 'Where the page of the test inbox is'), 4870),
  },
  'expected keys with values',
)

const parameter = v.pipe(
  text,
  v.trim(),
  v.regex(/^(?:[^{}]|\{id\})+$/, 'expected text, in which {id} stands for the issue, such as weekly-{id}'),
)
const utm = v.strictObject(
  {
    source: v.exactOptional(described(parameter, 'utm_source, such as the name of the newsletter')),
    medium: v.exactOptional(described(parameter, 'utm_medium, such as email')),
    campaign: v.exactOptional(described(parameter, 'utm_campaign; {id} stands for the issue')),
    term: v.exactOptional(described(parameter, 'utm_term')),
    content: v.exactOptional(described(parameter, 'utm_content')),
  },
  'expected keys with values',
)
const links = v.strictObject(
  {
    utm: v.exactOptional(described(utm, 'What the links of a mail tell the sites that they lead to')),
    browser: v.exactOptional(
      described(
        v.pipe(
          text,
          v.regex(
            /^https:\/\/[^\s{}]+(?:\{id\}[^\s{}]*)*$/,
            'expected an address such as https://example.org/issues/{id}/',
          ),
        ),
        'Where an issue can be read in a browser; {id} stands for the issue',
      ),
    ),
  },
  'expected keys with values',
)

/** What may stand in `masthead.yaml`. */
export const writtenConfig = v.strictObject({
  name: v.exactOptional(
    described(
      v.pipe(
        text,
        v.trim(),
        v.minLength(1, 'expected a name'),
        v.check(isOneLine, 'expected a name on one line, without control characters'),
      ),
      'The name of the newsletter',
    ),
  ),
  language: v.exactOptional(
    described(
      v.picklist(['zh-CN', 'zh-TW', 'en'], 'expected zh-CN, zh-TW or en'),
      'Of issues and mails; without it, that of most of the posts',
    ),
  ),
  timezone: v.exactOptional(
    described(timezone, 'In which days begin and end; without it, that of the machine'),
  ),
  content: v.exactOptional(
    described(
      v.pipe(
        v.union(
          [folder, v.pipe(v.array(folder), v.minLength(1, 'expected at least one folder'))],
          'expected a folder, or a list of folders',
        ),
        v.check(
          content => [content].flat().some(entry => !entry.startsWith('!')),
          'expected a folder beside what is left out',
        ),
      ),
      'The folder of the posts, or several; globs, and with ! before them what is left out',
    ),
    'content',
  ),
  dates: v.exactOptional(
    described(
      v.literal('git', 'expected "git", or no such key'),
      'git: a post that names no day has that of the commit that added it',
    ),
  ),
  site: v.exactOptional(described(site, 'Where the posts are published')),
  sections: v.exactOptional(described(sectionsSetting, 'How an issue is cut into sections'), {
    by: 'category',
    order: [],
    titles: {},
  }),
  limits: v.exactOptional(described(limitsSetting, 'How much an issue may hold'), {
    entries: 30,
    kilobytes: 102,
  }),
  links: v.exactOptional(described(links, 'The links of mails')),
  template: v.exactOptional(
    described(
      v.pipe(text, v.regex(/^[\w-]+$/, 'expected the name of a template such as weekly')),
      'The mail template',
    ),
    'weekly',
  ),
  images: v.exactOptional(described(imagesSetting, 'Pictures of mails'), imagesDefaults),
  theme: v.exactOptional(described(theme, 'How mails look')),
  from: v.exactOptional(described(mailbox, 'Who the newsletter comes from; needed to send')),
  replyTo: v.exactOptional(described(mailbox, 'Where answers go')),
  address: v.exactOptional(described(text, 'The postal address in the footer'), ''),
  unsubscribe: v.exactOptional(
    described(unsubscribe, 'Where people unsubscribe; without it, by mail to the sender'),
  ),
  smtp: v.exactOptional(
    described(
      smtpUrl,
      'The SMTP server, such as smtp://user@mail.example.org:587; without it, mail goes to the test inbox',
    ),
  ),
  sending: v.exactOptional(
    described(sendingGroup, 'How fast mail goes out, and through which accounts'),
    sendingDefaults,
  ),
  dkim: v.exactOptional(described(dkimSetting, 'The key that mails are signed with')),
  approval: v.exactOptional(
    described(
      v.literal('required', 'expected "required", or no such key'),
      'required: only an issue that "masthead approve" has stored may be sent',
    ),
  ),
  inbox: v.exactOptional(described(inbox, 'The test inbox'), { port: 4870 }),
  pages: v.exactOptional(
    described(pagesGroup, 'The public pages, where people subscribe and leave'),
    pagesDefaults,
  ),
  summary: v.exactOptional(described(summary, 'The summaries of posts'), { length: 'normal' }),
  checks: v.exactOptional(described(checksSetting, 'What is checked before a mail is sent'), {
    clients: ['gmail', 'outlook', 'apple-mail'],
    bulk: false,
  }),
})

export type WrittenConfig = v.InferInput<typeof writtenConfig>

/** Keys that have keys below them, by their path; a star is any name. */
export const groups: Record<string, { entries: object }> = {
  site,
  inbox,
  pages: pagesGroup,
  links,
  'links.utm': utm,
  images: imagesGroup,
  theme,
  'theme.colors': palette,
  'theme.dark': palette,
  'theme.fonts': fonts,
  'theme.logo': logo,
  summary,
  'summary.model': model,
  sections: sectionsSetting,
  limits: limitsSetting,
  checks: checksSetting,
  dkim: dkimGroup,
  'dkim.ed25519': ed25519Group,
  sending: sendingGroup,
  'sending.limits': sendingLimits,
  'sending.oauth2': oauth2Group,
  'sending.accounts.*': accountGroup,
  'sending.accounts.*.limits': sendingLimits,
  'sending.accounts.*.oauth2': oauth2Group,
  'sending.providers.*': providerGroup,
  'sending.providers.*.limits': sendingLimits,
}

/** The keys that there are beside the last one of a path. */
export function knownKeys(path: readonly string[]): string[] {
  const above = path.slice(0, -1)
  const isIt = (group: readonly string[]) =>
    group.length === above.length && group.every((name, at) => name === '*' || name === above[at])
  const found = Object.entries(groups).find(([group]) => isIt(group.split('.')))
  return Object.keys((found?.[1] ?? writtenConfig).entries)
}
