import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/errors.ts'
import { openDatabase } from '../../src/store/database.ts'
import { aWorkspace } from '../a-workspace.ts'

describe('openDatabase', () => {
  it('refuses a database of a newer version, and leaves it as it is', async () => {
    const { path } = await aWorkspace()
    const first = openDatabase(path('masthead.db'))
    first.exec('PRAGMA user_version = 7')
    const open = () => openDatabase(path('masthead.db'))
    expect(open).toThrow(DeliveryError)
    expect(open).toThrow('is of a newer Masthead: it has version 7')
    expect(first.prepare('PRAGMA user_version').get()).toEqual({ user_version: 7 })
    first.close()
  })

  it('opens a database again that it has made', async () => {
    const { path } = await aWorkspace()
    openDatabase(path('masthead.db')).close()
    expect(openDatabase(path('masthead.db')).isOpen).toBe(true)
  })
})
