import { expect, it } from 'vitest'
import { torture } from './torture.ts'

it('reaches everybody once, however often it is killed, and knows of whom it does not know', async () => {
  const { differences } = await torture({ seed: 1, people: 1000, kills: 10, say: () => {} })
  expect(differences).toEqual([])
}, 240_000)
