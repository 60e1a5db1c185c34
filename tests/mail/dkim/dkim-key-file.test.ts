import { chmod, readdir, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { isReadableByOthers, makeKeyFile, readKeyText } from '../../../src/mail/dkim/dkim-key-file.ts'
import { aWorkspace } from '../../a-workspace.ts'

describe('makeKeyFile', () => {
  it('leaves to both of two programs the key of the first', async () => {
    const { path } = await aWorkspace()
    const made = await Promise.all([1, 2, 3].map(() => makeKeyFile(path('keys/k.pem'), 'ed25519')))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await readdir(path('keys'))).toEqual(['k.pem'])
    expect(await readKeyText(path('keys/k.pem'))).toContain('BEGIN PRIVATE KEY')
  })

  it('never writes over a file', async () => {
    const { path, read } = await aWorkspace({ 'k.pem': 'mine' })
    expect(await makeKeyFile(path('k.pem'), 'ed25519')).toBe(false)
    expect(await read('k.pem')).toBe('mine')
  })

  it('says where it cannot write', async () => {
    const { path } = await aWorkspace({ file: '' })
    await expect(makeKeyFile(path('file/k.pem'), 'ed25519')).rejects.toThrow('Cannot write the DKIM key')
  })
})

describe('readKeyText', () => {
  it('reads nothing where no file is, and refuses what is no key', async () => {
    const { path } = await aWorkspace({ large: 'x'.repeat(70_000) })
    expect(await readKeyText(path('k.pem'))).toBeUndefined()
    await expect(readKeyText(path('.'))).rejects.toThrow('is no file')
    await expect(readKeyText(path('large'))).rejects.toThrow('is larger than 64 KB')
  })
})

it.skipIf(process.platform === 'win32')('isReadableByOthers sees the mode of a file', async () => {
  const { path } = await aWorkspace()
  await makeKeyFile(path('k.pem'), 'ed25519')
  expect((await stat(path('k.pem'))).mode & 0o777).toBe(0o600)
  expect(await isReadableByOthers(path('k.pem'))).toBe(false)
  await chmod(path('k.pem'), 0o640)
  expect(await isReadableByOthers(path('k.pem'))).toBe(true)
})
