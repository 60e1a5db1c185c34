import { minute, type Rule } from '../rule.ts'

const tooOften =
  /\btoo (?:many|much) (?:connections?|concurrent|sessions|login|fail|auth|attempts|errors)|\btoo frequent|\bconcurrent|\bfrequency limited|\brate limit/i

/** What a server says before it was told of any recipient: it is about the account, or the connection. */
export const beforeRecipients: readonly Rule[] = [
  {
    code: '4xx',
    at: ['login'],
    says: tooOften,
    act: 'slow-account',
    waitMs: 30 * minute,
    why: 'The server has seen too many logins of this account, or too many that failed',
  },
  {
    code: '4xx',
    at: ['login'],
    act: 'slow-account',
    waitMs: 5 * minute,
    why: 'The server cannot check the password at the moment',
  },
  {
    code: [535, 534],
    at: ['login'],
    act: 'stop-account',
    why: 'The server does not accept the user and password',
  },
  { code: '5xx', at: ['login'], act: 'stop-account', why: 'The server does not let this account log in' },
  {
    code: '4xx',
    at: ['connect'],
    says: tooOften,
    act: 'slow-account',
    waitMs: 10 * minute,
    why: 'The server has too many connections, or too much mail, from here',
  },
  {
    code: '4xx',
    at: ['connect'],
    act: 'slow-account',
    waitMs: 2 * minute,
    why: 'The server takes no mail at the moment',
  },
  { code: '5xx', at: ['connect'], act: 'stop-account', why: 'The server takes no mail from here' },
]
