import type { LetterLinks } from '../../../src/mail/letters/letter.ts'
import { renderLetter } from '../../../src/mail/letters/render-letter.ts'
import { readTemplate } from '../../../src/mail/template-folder.ts'
import type { Language } from '../../../src/posts/language.ts'
import type { LetterKind, QueuedLetter } from '../../../src/subscribers/letter-queue.ts'
import { minute } from '../../store/a-subscriber-store.ts'
import { settings } from '../mail-settings.ts'

export const kinds: readonly LetterKind[] = ['confirm', 'welcome', 'known']
export const languages: readonly Language[] = ['zh-CN', 'zh-TW', 'en']

export const links: LetterLinks = {
  actionUrl: 'https://letters.example.org/confirm/1.a.b',
  unsubscribeUrl: 'https://letters.example.org/unsubscribe/1.a.b',
  preferencesUrl: 'https://letters.example.org/preferences/1.a.b',
}

export const aLetter = async (kind: LetterKind, language: Language, name = 'Weekly') =>
  renderLetter(kind, language, await readTemplate('letter', ['templates'], '.'), { ...settings, name })

/** A letter that waits, to somebody of a name. */
export const aQueuedLetter = (
  kind: LetterKind,
  name = '',
  more: Partial<QueuedLetter> = {},
): QueuedLetter => ({
  id: 1,
  kind,
  at: minute(0),
  attempts: 0,
  subscriber: {
    id: 7,
    address: 'ada@example.org',
    name,
    tags: [],
    attributes: {},
    status: 'pending',
    since: minute(0),
  },
  ...more,
})
