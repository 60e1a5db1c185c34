import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { SmtpAccount } from '../../src/deliveries/smtp/smtp-account.ts'
import { demandSecrets } from '../../src/settings/smtp-accounts.ts'
import { aWorkspace } from '../a-workspace.ts'

async function configOf(yaml: string, environment: NodeJS.ProcessEnv = {}) {
  const { directory } = await aWorkspace({ 'masthead.yaml': yaml })
  return readConfig(directory, environment)
}

const plain: Omit<SmtpAccount, 'url'> = {
  name: 'smtp',
  isTlsRequired: true,
  weight: 1,
  connections: 5,
  messagesPerConnection: 100,
  limits: {},
}
const google = 'oauth2: { clientId: c, accessUrl: https://oauth2.googleapis.com/token }'

describe('the accounts that mail goes out through', () => {
  it.each<[string, string, NodeJS.ProcessEnv, SmtpAccount[]]>([
    ['are none where nothing is configured', '', {}, []],
    [
      'are one of the name smtp',
      'smtp: smtp://me@a.org:587',
      { MASTHEAD_SMTP_PASSWORD: 'p@' },
      [{ ...plain, url: 'smtp://me:p%40@a.org:587' }],
    ],
    [
      'have the pace of sending',
      'smtp: smtp://a.org\nsending: { connections: 2, messages: 7, limits: { day: 500 }, tls: optional }',
      {},
      [
        {
          ...plain,
          url: 'smtp://a.org',
          isTlsRequired: false,
          connections: 2,
          messagesPerConnection: 7,
          limits: { day: 500 },
        },
      ],
    ],
    [
      'may be several, each with what is its own',
      `sending:
  limits: { hour: 9 }
  accounts:
    main: { smtp: smtp://me@a.org, weight: 3, connections: 1, messages: 2, limits: { day: 5 } }
    spare-1: { smtp: smtps://me@b.org }`,
      { MASTHEAD_SMTP_PASSWORD: 'x', MASTHEAD_SMTP_PASSWORD_MAIN: 'm', MASTHEAD_SMTP_PASSWORD_SPARE_1: 's' },
      [
        {
          ...plain,
          name: 'main',
          url: 'smtp://me:m@a.org',
          weight: 3,
          connections: 1,
          messagesPerConnection: 2,
          limits: { day: 5 },
        },
        { ...plain, name: 'spare-1', url: 'smtps://me:s@b.org', limits: { hour: 9 } },
      ],
    ],
    [
      'are the one of the environment, whatever the file says',
      'sending: { accounts: { main: { smtp: smtp://a.org } } }',
      { MASTHEAD_SMTP_URL: 'smtp://127.0.0.1:1025' },
      [{ ...plain, url: 'smtp://127.0.0.1:1025' }],
    ],
    [
      'have their password from the environment, where its server has none',
      '',
      { MASTHEAD_SMTP_URL: 'smtp://me@a.org', MASTHEAD_SMTP_PASSWORD: 'p w' },
      [{ ...plain, url: 'smtp://me:p%20w@a.org' }],
    ],
    [
      'keep the password that the server of the environment has',
      '',
      { MASTHEAD_SMTP_URL: 'smtp://me:own@a.org', MASTHEAD_SMTP_PASSWORD: 'x' },
      [{ ...plain, url: 'smtp://me:own@a.org' }],
    ],
    [
      'log in with a token, and then without a password',
      `smtp: smtp://me%40x@a.org\nsending: { ${google} }`,
      {
        MASTHEAD_SMTP_PASSWORD: 'p',
        MASTHEAD_SMTP_CLIENT_SECRET: 's',
        MASTHEAD_SMTP_REFRESH_TOKEN: 'r',
      },
      [
        {
          ...plain,
          url: 'smtp://me%40x@a.org',
          oauth2: {
            user: 'me@x',
            clientId: 'c',
            accessUrl: 'https://oauth2.googleapis.com/token',
            clientSecret: 's',
            refreshToken: 'r',
          },
        },
      ],
    ],
    [
      'have a token each',
      `sending: { accounts: { main: { smtp: smtp://me@a.org, ${google} } } }`,
      { MASTHEAD_SMTP_CLIENT_SECRET_MAIN: 's', MASTHEAD_SMTP_REFRESH_TOKEN: 'of another' },
      [
        {
          ...plain,
          name: 'main',
          url: 'smtp://me@a.org',
          oauth2: {
            user: 'me',
            clientId: 'c',
            accessUrl: 'https://oauth2.googleapis.com/token',
            clientSecret: 's',
            refreshToken: '',
          },
        },
      ],
    ],
  ])('%s', async (_fact, yaml, environment, wanted) => {
    const { accounts, smtpUrl } = await configOf(yaml, environment)
    expect(accounts satisfies readonly SmtpAccount[]).toEqual(wanted)
    expect(smtpUrl).toBe(wanted[0]?.url)
  })
})

describe('demandSecrets', () => {
  it.each([
    [`smtp: smtp://me@a.org\nsending: { ${google} }`, 'MASTHEAD_SMTP_REFRESH_TOKEN'],
    [
      `sending: { accounts: { a-1: { smtp: smtp://me@a.org, ${google} } } }`,
      'MASTHEAD_SMTP_REFRESH_TOKEN_A_1',
    ],
    ['smtp: smtp://me@a.org', 'MASTHEAD_SMTP_PASSWORD'],
    ['sending: { accounts: { a-1: { smtp: smtp://me@a.org } } }', 'MASTHEAD_SMTP_PASSWORD_A_1'],
  ])('names the variable that is missing: %s', async (yaml, variable) => {
    const { accounts } = await configOf(yaml)
    const wayOut = expect.stringContaining(variable)
    expect(catching(() => demandSecrets(accounts))).toMatchObject({ name: 'ConfigError', wayOut })
    demandSecrets((await configOf(yaml, { [variable]: 'r' })).accounts)
  })
})

function catching(act: () => void): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
}

describe('the settings of providers', () => {
  it('know Yahoo, and what the file says of it and of others', async () => {
    const yaml =
      'sending: { providers: { yahoo: { connections: 1 }, qq: { limits: { minute: 30 } }, 例子.ORG: { messages: 3 } } }'
    expect([...(await configOf(yaml)).providers]).toEqual([
      ['yahoo', { messages: 20, connections: 1 }],
      ['qq', { limits: { minute: 30 } }],
      ['xn--fsqu00a.org', { messages: 3 }],
    ])
  })
})

describe('the settings of sending', () => {
  it('say whether an issue has to be approved', async () => {
    expect((await configOf('approval: required')).approval).toBe('required')
    expect((await configOf('')).approval).toBeUndefined()
  })

  it.each([
    ['approval: yes', '"approval": expected "required", or no such key'],
    [
      'smtp: smtp://a.org\nsending:\n  accounts:\n    main: { smtp: smtp://b.org }',
      'masthead.yaml:4: "sending.accounts": there is "smtp" as well',
    ],
    ['sending:\n  accounts: {}', '"sending.accounts": expected at least one account'],
    ['sending:\n  accounts: { 1st: { smtp: smtp://b.org } }', 'expected a name of at most 40 letters'],
    ['sending: { accounts: { main: { weight: 2 } } }', '"sending.accounts.main.smtp": expected a server'],
    [
      'sending:\n  accounts:\n    main:\n      smtp: smtp://b.org\n      wieght: 2',
      'masthead.yaml:5: unknown key "sending.accounts.main.wieght"',
    ],
    [
      'sending: { accounts: { a-b: { smtp: smtp://a.org }, a.b: { smtp: smtp://b.org } } }',
      '"a-b" and "a.b" would have their password in the same variable, MASTHEAD_SMTP_PASSWORD_A_B',
    ],
    [`sending: { ${google} }`, '"sending.oauth2": it belongs to "smtp", which is not there'],
    [`smtp: smtp://a.org\nsending: { ${google} }`, '"sending.oauth2": "smtp" has no user who could log in'],
    [
      `sending: { ${google}, accounts: { main: { smtp: smtp://a.org } } }`,
      '"sending.oauth2": it belongs to "smtp": write it into the account',
    ],
    [
      `sending: { accounts: { main: { smtp: smtp://a.org, ${google} } } }`,
      '"sending.accounts.main.smtp": expected a user before the server',
    ],
    [
      'smtp: smtp://me@a.org\nsending: { oauth2: { clientId: c, accessUrl: http://a.org/token } }',
      '"sending.oauth2.accessUrl": expected an address such as https://oauth2.googleapis.com/token',
    ],
    ['sending: { limits: { day: 0 } }', '"sending.limits.day": expected 1 or more, found 0'],
    ['sending: { limits: { week: 1 } }', 'unknown key "sending.limits.week"'],
    ['sending: { connections: many }', '"sending.connections": expected a number, found "many"'],
    ['sending: { tls: never }', '"sending.tls": expected required or optional'],
    ['sending: [5]', '"sending": expected keys with values, found a list'],
    ['sending:\n  providers:\n    gmial: {}', '"sending.providers.gmial": expected a provider such as gmail'],
    [
      'sending: { providers: { a.org: {}, A.ORG: {} } }',
      '"sending.providers": "a.org" and "A.ORG" are the same domain',
    ],
    ['dkim: { selector: a b }', '"dkim.selector": expected a selector such as mail or s1'],
    ['dkim: { key: k.pem }', '"dkim.selector": expected a selector'],
    [
      'dkim: { selector: s1, ed25519: { selector: S1 } }',
      '"dkim.ed25519.selector": expected another selector than that of the first key',
    ],
    ['dkim: { selector: s1, domain: example }', '"dkim.domain": expected a domain such as example.org'],
    ['dkim: { selector: s1, ed25519: {} }', '"dkim.ed25519.selector": expected a selector'],
  ])('refuse %j', async (yaml, message) => {
    await expect(configOf(yaml)).rejects.toThrow(message)
  })

  it.each([
    'sending: { accounts: { main: { smtp: "smtp://me:hush@a.org" } } }',
    'sending: { accounts: { main: "smtp://me:hush@a.org" } }',
    'sending: { accounts: "smtp://me:hush@a.org" }',
    'smtp: smtp://me:hush@a.org',
    'dkim: { selector: s1, key: "-----BEGIN PRIVATE KEY-----hush" }',
    'dkim: { selector: s1, key: "hush\\n" }',
    'dkim: "-----BEGIN PRIVATE KEY-----hush"',
  ])('never repeat a secret: %s', async yaml => {
    await expect(configOf(yaml)).rejects.toThrow(/^(?!.*hush)masthead\.yaml:1: /s)
  })
})

describe('the settings of DKIM', () => {
  it('have the keys of the file, and of the environment in their place', async () => {
    const yaml = 'dkim: { selector: s1, domain: 例子.org, ed25519: { selector: e1, key: keys/e1.pem } }'
    const { dkim } = await configOf(yaml, { MASTHEAD_DKIM_ED25519_KEY: 'one\\ntwo' })
    expect(dkim).toEqual({
      domain: 'xn--fsqu00a.org',
      keys: [
        {
          kind: 'rsa',
          selector: 's1',
          file: '.masthead/dkim-s1.pem',
          variable: 'MASTHEAD_DKIM_KEY',
          pem: undefined,
        },
        {
          kind: 'ed25519',
          selector: 'e1',
          file: 'keys/e1.pem',
          variable: 'MASTHEAD_DKIM_ED25519_KEY',
          pem: 'one\ntwo',
        },
      ],
    })
  })

  it.each([
    ['dkim: { selector: s1 }', 's1'],
    ['dkim: { selector: s1 }\nchecks: { dkimSelector: s2 }', 's2'],
    ['dkim: { selector: s1, domain: example.org }', undefined],
    ['', undefined],
  ])('%j lets the check look for the key %s', async (yaml, selector) => {
    expect((await configOf(yaml)).checks.dkimSelector).toBe(selector)
  })
})
