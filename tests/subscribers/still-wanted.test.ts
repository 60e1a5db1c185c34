import { expect, it } from 'vitest'
import type { LetterKind } from '../../src/subscribers/letter-queue.ts'
import { stillWanted } from '../../src/subscribers/rules/still-wanted.ts'
import { aQueuedLetter } from '../mail/letters/a-letter.ts'
import {
  added,
  aSubscriberStore,
  asked,
  bounced,
  confirmed,
  left,
  minute,
} from '../store/a-subscriber-store.ts'

const ada = 'ada@example.org'
const steps = {
  asked: asked(minute(0)),
  confirmed: confirmed(minute(0), minute(2)),
  added: added({}, '', minute(1)),
  left: left(minute(3)),
  bounced: bounced(minute(3)),
  'asked anew': asked(minute(4)),
}

it.each<[LetterKind, (keyof typeof steps)[], number, boolean]>([
  ['confirm', ['asked'], 0, true],
  ['confirm', ['asked', 'confirmed'], 0, false],
  ['confirm', ['asked', 'left'], 0, false],
  ['confirm', ['added', 'left', 'asked anew'], 4, true],
  ['confirm', ['added', 'bounced', 'asked anew'], 4, true],
  ['welcome', ['asked', 'confirmed'], 2, true],
  ['welcome', ['asked', 'confirmed', 'left'], 2, false],
  ['known', ['added'], 1, true],
  ['known', ['added', 'left'], 1, false],
  ['confirm', [], 0, false],
])('a letter %s to somebody who %j, of minute %i, is wanted: %s', async (kind, done, at, expected) => {
  const { store } = await aSubscriberStore()
  for (const step of done) await store.change(ada, steps[step])
  const letter = aQueuedLetter(kind, '', { at: minute(at) })
  expect(stillWanted(letter, await store.of(ada))).toBe(expected)
})

it('a letter to somebody who was forgotten and asks anew is wanted', async () => {
  const { store } = await aSubscriberStore()
  await store.change(ada, added())
  await store.forget(ada, minute(3))
  await store.change(ada, asked(minute(4)))
  const letter = aQueuedLetter('confirm', '', { at: minute(4) })
  expect(stillWanted(letter, await store.of(ada))).toBe(true)
})
