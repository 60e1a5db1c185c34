import { generateKeyPairSync } from 'node:crypto'
import { chmod, readdir, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { aWorkspace } from '../a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'

const from = 'from: Weekly <weekly@example.org>\n'

async function aSender(yaml = from, env: NodeJS.ProcessEnv = {}) {
  const workspace = await aWorkspace({ 'masthead.yaml': yaml })
  const dkim = (...args: string[]) => mastheadWith(env, '-C', workspace.directory, 'dkim', ...args)
  return { ...workspace, dkim }
}

describe('masthead dkim', () => {
  it('makes a key that only its owner can read, and says what to publish and to write', async () => {
    const { dkim, path } = await aSender()
    const { exitCode, stdout } = await dkim()
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/Name +s1\._domainkey\.example\.org\n/)
    expect(stdout).toMatch(/Value +v=DKIM1; k=rsa; p=MIIB[\w+/=]{388}\n/)
    expect(stdout).toContain('  dkim:\n    selector: s1\n    key: .masthead/dkim-s1.pem\n')
    expect((await stat(path('.masthead/dkim-s1.pem'))).mode & 0o777).toBe(0o600)
    expect(await readdir(path('.masthead'))).toEqual(['dkim-s1.pem'])
  })

  it('keeps a key that stands, and prints its record again', async () => {
    const { dkim, read } = await aSender(`${from}dkim: { selector: s7, ed25519: { selector: e7 } }\n`)
    const first = JSON.parse((await dkim('--json')).stdout)
    const pem = await read('.masthead/dkim-s7.pem')
    const again = await dkim('--json')
    expect(JSON.parse(again.stdout)).toEqual(first.map((key: object) => ({ ...key, isNew: false })))
    expect(again.stderr).not.toContain('masthead.yaml')
    expect(first).toMatchObject([
      { kind: 'rsa', selector: 's7', file: '.masthead/dkim-s7.pem', isNew: true, remarks: [] },
      { kind: 'ed25519', record: { name: 'e7._domainkey.example.org', type: 'TXT' } },
    ])
    expect(first[1].record.value).toMatch(/^v=DKIM1; k=ed25519; p=[\w+/]{43}=$/)
    expect(await read('.masthead/dkim-s7.pem')).toBe(pem)
  })

  it('makes a key beside those that are used, to change to it', async () => {
    const { dkim } = await aSender(
      `${from}dkim: { selector: s1, domain: a.org, ed25519: { selector: e1 } }\n`,
    )
    expect((await dkim('--selector', 's2')).stdout).toContain(
      'selector: s2\n    key: .masthead/dkim-s2.pem\n    domain: a.org\n    ed25519: { selector: e1, key: .masthead/dkim-e1.pem }',
    )
  })

  it('prints the record of a key of the environment, and says that it goes before a file', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const { dkim } = await aSender(`${from}dkim: { selector: s1 }\n`, { MASTHEAD_DKIM_KEY: pem })
    expect(await dkim()).toMatchObject({
      stdout: expect.stringContaining('of MASTHEAD_DKIM_KEY'),
      stderr: expect.stringContaining('has 1024 bits'),
    })
    expect((await dkim('--selector', 's2')).stdout).toContain('take MASTHEAD_DKIM_KEY out of the environment')
  })

  it('says how to go on with a key of the newer kind', async () => {
    const { dkim } = await aSender()
    const { stdout } = await dkim('--ed25519')
    expect(stdout).toContain('    ed25519: { selector: e1, key: .masthead/dkim-e1.pem }\nFew verify such')
    expect(stdout).toContain('"masthead dkim --ed25519 --selector e1 --online"')
    expect((await dkim('--ed25519', '--selector', 'e1')).stdout).toMatch(/^Key +\.masthead/)
  })

  it.skipIf(process.platform === 'win32')('warns of a key that others can read', async () => {
    const { dkim, path } = await aSender()
    await dkim()
    await chmod(path('.masthead/dkim-s1.pem'), 0o644)
    expect((await dkim()).stderr).toContain('Others on this machine can read .masthead/dkim-s1.pem')
  })

  it('warns of a signature that does not count for the sender', async () => {
    const { dkim } = await aSender(`${from}dkim: { selector: s1, domain: example.com }\n`)
    expect((await dkim()).stderr).toContain('a signature of example.com does not count')
  })

  it.each([
    ['name: W\n', [], 1, 'There is no domain to sign for'],
    [from, ['--selector', '../x'], 2, '"../x" is no selector'],
    [`${from}dkim: { selector: s1, key: masthead.yaml }\n`, [], 1, 'has no private key in it'],
    [`${from}dkim: { selector: s1, key: . }\n`, [], 1, 'is no file'],
    [`${from}dkim: { selector: s1, key: masthead.yaml/x }\n`, [], 1, '(ENOTDIR)'],
  ])('refuses %j %j', async (yaml, args, exitCode, said) => {
    const { dkim } = await aSender(yaml)
    expect(await dkim(...args)).toMatchObject({ exitCode, stderr: expect.stringContaining(said), stdout: '' })
  })
})
