import { toJsonSchema } from '@valibot/to-json-schema'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { readConfig } from '../src/config.ts'
import { writtenConfig } from '../src/settings/written-config.ts'
import { aWorkspace } from './a-workspace.ts'

describe('masthead.schema.json', () => {
  it('is what the settings are checked against', async () => {
    const options = { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' } as const
    const schema = { title: 'masthead.yaml', ...toJsonSchema(writtenConfig, options) }
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../masthead.schema.json')
  })
})

describe('readConfig', () => {
  it('has a default for every key, and says whose time zone it is', async () => {
    const { directory } = await aWorkspace()
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    expect(await readConfig(directory, {})).toMatchObject({
      name: directory.split('/').at(-1),
      timezone: zone,
      timezoneFrom: 'this machine',
      content: ['content'],
      template: 'weekly',
      smtpUrl: undefined,
    })
  })

  it.each(['', 'Foo/Bar', 'UTC+25', '/etc/hosts'])('is in UTC where the machine is in "%s"', async zone => {
    vi.stubEnv('TZ', zone)
    onTestFinished(() => void vi.unstubAllEnvs())
    const { directory } = await aWorkspace()
    expect(await readConfig(directory, {})).toMatchObject({ timezone: 'UTC', timezoneFrom: 'this machine' })
  })

  it.each(['Asia/Calcutta', 'GMT', 'US/Eastern', '+08:00'])('takes the time zone %s too', async timezone => {
    const { directory } = await aWorkspace({ 'masthead.yaml': `timezone: "${timezone}"\n` })
    expect(await readConfig(directory, {})).toMatchObject({ timezone, timezoneFrom: 'masthead.yaml' })
  })

  it('takes the password from .env, and the environment before that', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': 'smtp: smtp://me@mail.example.org:587\n',
      '.env': 'MASTHEAD_SMTP_PASSWORD="p@ss/$word"\n',
    })
    expect((await readConfig(directory, {})).smtpUrl).toBe('smtp://me:p%40ss%2F%24word@mail.example.org:587')
    const url = 'smtp://127.0.0.1:1025'
    expect((await readConfig(directory, { MASTHEAD_SMTP_URL: url })).smtpUrl).toBe(url)
  })

  it.each([
    ['images: embed', { as: 'embed', kilobytes: 1000, kilobytesOfAll: 5000 }],
    ['images: { as: embed, kilobytes: 50 }', { as: 'embed', kilobytes: 50, kilobytesOfAll: 5000 }],
    ['name: x', { as: 'link', kilobytes: 1000, kilobytesOfAll: 5000 }],
  ])('reads %s', async (written, images) => {
    const { directory } = await aWorkspace({ 'masthead.yaml': `${written}\n` })
    expect((await readConfig(directory, {})).images).toEqual(images)
  })

  it.each([
    ['周报 <weekly@example.org>', '周报'],
    ['"周报, Weekly" <weekly@example.org>', '周报, Weekly'],
    ['weekly@example.org', ''],
  ])('reads the sender %s', async (from, name) => {
    const { directory } = await aWorkspace({ 'masthead.yaml': `from: '${from}'\n` })
    expect((await readConfig(directory, {})).from).toEqual({ name, address: 'weekly@example.org' })
  })

  it.each(['Weekly', 'weekly@', 'a@example.org, b@example.org'])('refuses the sender %s', async from => {
    const { directory } = await aWorkspace({ 'masthead.yaml': `from: '${from}'\n` })
    await expect(readConfig(directory, {})).rejects.toThrow('masthead.yaml:1: "from": expected one such as')
  })

  it.each(['smtp://h:999999', 'smtp://[h', 'smtp://u%zz@127.0.0.1:3'])(
    'refuses the server %s',
    async smtp => {
      const { directory } = await aWorkspace({ 'masthead.yaml': `name: x\nsmtp: '${smtp}'\n` })
      await expect(readConfig(directory, { MASTHEAD_SMTP_PASSWORD: 'secret' })).rejects.toThrow(
        'masthead.yaml:2: "smtp": expected an address such as smtp://user@mail.example.org:587',
      )
    },
  )

  it.each([
    ['links:\n  utm:\n    sorce: x\n', 'masthead.yaml:3: unknown key "links.utm.sorce"'],
    [
      'links:\n  utm:\n    campaign: "{week}"\n',
      'masthead.yaml:3: "links.utm.campaign": expected text, in which',
    ],
    [
      'sections:\n  titles:\n    a: { fr: Un }\n',
      'masthead.yaml:3: "sections.titles.a.fr": expected a title, or one for each of zh-CN',
    ],
    [
      'summary:\n  model:\n    url: http://localhost/v1\n',
      '"summary.model.name": expected a url and a name, found nothing',
    ],
    ['links:\n  utm: weekly\n', 'masthead.yaml:2: "links.utm": expected keys with values'],
    [
      'sections:\n  titles:\n    a: " "\n',
      'masthead.yaml:3: "sections.titles.a": expected a title that is not empty',
    ],
    [
      'summary:\n  model:\n    url: http://localhost/v1\n    name: "a\\nb"\n',
      'masthead.yaml:4: "summary.model.name": expected a name on one line',
    ],
    ['images: attach\n', 'masthead.yaml:1: "images": expected link, embed, or keys with values'],
    [
      'theme:\n  colors:\n    link: blue\n',
      'masthead.yaml:3: "theme.colors.link": expected a colour such as',
    ],
    [
      'theme:\n  fonts:\n    body: "x; } * { color: red"\n',
      'masthead.yaml:3: "theme.fonts.body": expected fonts',
    ],
    [
      'theme:\n  logo:\n    src: http://a.org/x.png\n',
      'masthead.yaml:3: "theme.logo.src": expected an address that starts with https://',
    ],
    ['theme:\n  dark:\n    links: "#000"\n', 'masthead.yaml:3: unknown key "theme.dark.links"'],
    [
      'links:\n  browser: http://a.org/\n',
      'masthead.yaml:2: "links.browser": expected an address such as https://example.org/issues/{id}/',
    ],
  ])('refuses the settings %j', async (written, message) => {
    const { directory } = await aWorkspace({ 'masthead.yaml': written })
    await expect(readConfig(directory, {})).rejects.toThrow(message)
  })
})
