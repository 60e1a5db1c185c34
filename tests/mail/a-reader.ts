import { type ReaderPages, readerPages } from '../../src/mail/reader-pages.ts'
import { PageLinks } from '../../src/subscribers/page-links.ts'
import { aKeyring } from '../store/a-subscriber-store.ts'

export const pagesUrl = 'https://letters.example.org'
export const pageLinks = new PageLinks({ keyring: aKeyring }, 'newsletter')

/** The pages of the reader of a number, as an issue links to them. */
export const pagesOf = (id: number, mail = { issue: '2026-W03', lastDay: '2026-01-18' }): ReaderPages =>
  readerPages(pageLinks, pagesUrl, { id, address: 'ada@example.org' }, mail)
