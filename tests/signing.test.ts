import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openSigner } from '../src/signing.ts'
import { aWorkspace } from './a-workspace.ts'
import { masthead } from './run-masthead.ts'

const header = 'From: weekly@example.org\r\n'
const signatureOf = async (directory: string, environment: NodeJS.ProcessEnv = {}) =>
  (await openSigner(await readConfig(directory, environment)))?.sign(header, [])
const settings = (dkim: string) => `from: weekly@news.例子.org\ndkim: ${dkim}\n`

describe('openSigner', () => {
  it('signs nothing where no key is named', async () => {
    const { directory } = await aWorkspace()
    expect(await signatureOf(directory)).toBeUndefined()
  })

  it('signs as the domain of the sender, in ASCII, with the keys that "masthead dkim" made', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': settings('{ selector: s1, ed25519: { selector: e1 } }'),
    })
    await masthead('-C', directory, 'dkim')
    const signatures = await signatureOf(directory)
    expect(signatures).toMatch(/a=rsa-sha256;[^;]+;\s+d=news\.xn--fsqu00a\.org;\s+s=s1;/)
    expect(signatures).toMatch(/a=ed25519-sha256;[^;]+;\s+d=news\.xn--fsqu00a\.org;\s+s=e1;/)
  })

  it('signs as the domain of the settings, with the key of the environment', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' })).replaceAll('\n', '\\n')
    const { directory } = await aWorkspace({
      'masthead.yaml': settings('{ selector: s1, domain: example.org, key: gone.pem }'),
    })
    expect(await signatureOf(directory, { MASTHEAD_DKIM_KEY: pem })).toContain(' d=example.org; s=s1;')
  })

  it.each([
    ['{ selector: s1, key: keys/s1.pem }', {}, 'There is no DKIM key in "keys/s1.pem"'],
    ['{ selector: s1, key: masthead.yaml }', {}, 'The DKIM key in "masthead.yaml" has no private key in it'],
    [
      '{ selector: s1 }',
      { MASTHEAD_DKIM_KEY: 'hush' },
      /^MASTHEAD_DKIM_KEY has no private key in it, [^h]+$/,
    ],
  ])('refuses %s with %j', async (dkim, environment, message) => {
    const { directory } = await aWorkspace({ 'masthead.yaml': settings(dkim) })
    await expect(signatureOf(directory, environment)).rejects.toThrow(message)
  })
})
