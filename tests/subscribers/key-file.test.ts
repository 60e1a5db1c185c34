import { describe, expect, it } from 'vitest'
import { KeyFile, makeKeyFile, readKeyFile, writeKeyFile } from '../../src/subscribers/key-file.ts'
import { aWorkspace } from '../a-workspace.ts'

const [first, second] = ['first'.repeat(9), 'second'.repeat(9)]

describe('a file of keys', () => {
  it('gives a program that runs on the keys that another one wrote', async () => {
    const { path, write } = await aWorkspace()
    const keys = new KeyFile(path('keys.json'), await makeKeyFile(path('keys.json'), first))
    const rotated = await writeKeyFile(path('keys.json'), [second, first])
    expect(keys.keyring).toEqual(rotated)
    await write('keys.json', 'half a file')
    expect(keys.keyring).toEqual(rotated)
    const dropped = await writeKeyFile(path('keys.json'), [second])
    expect(keys.keyring).toEqual(dropped)
  })

  it('is made once, and whoever comes second gets the key of the first', async () => {
    const { path } = await aWorkspace()
    const made = await Promise.all([first, second].map(secret => makeKeyFile(path('keys.json'), secret)))
    const kept = await readKeyFile(path('keys.json'))
    expect(made).toEqual([kept, kept])
  })
})
