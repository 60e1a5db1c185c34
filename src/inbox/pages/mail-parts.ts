import { type Context, Hono } from 'hono'
import { allParts, contentOf, fileNameOf, type MimePart, textOf } from '../../mime/mime-part.ts'
import { readMimeTree } from '../../mime/mime-tree.ts'
import { asForcedDark } from '../clients/forced-dark.ts'
import { asOutlook } from '../clients/outlook.ts'
import { inlineImages } from '../html/inline-images.ts'
import { withoutPreconnect } from '../html/preconnect.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { type OpenMail, openMail } from '../mailbox/open-mail.ts'
import { mailPolicy, partPolicy } from './page-headers.ts'
import { type Look, readChoice } from './view-choice.ts'

// After the last byte of a mail, this still makes its links open outside the frame, which shows no other site.
const linksOpenNewTab = '<base target="_blank">'

// Browsers draw these and run nothing in them.
const pictures = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/

/** One mail's parts as they are: its HTML, its text, its source, the file to keep, and every part of its MIME tree. */
export function createMailParts(mailbox: Mailbox): Hono {
  const parts = new Hono()
  const serve = (part: string, respond: (c: Context, mail: OpenMail) => Response | undefined) =>
    parts.get(`/mail/:id/${part}`, async c => {
      const mail = await openMail(mailbox, c.req.param('id') ?? '')
      const response = mail && respond(c, mail)
      return response ?? c.text('This mail has no such part, or is no longer in the inbox.\n', 404)
    })
  serve('html', htmlPart)
  serve('text', (c, { content }) => (content.text === undefined ? undefined : c.text(content.text)))
  serve('source', (c, { raw }) => c.body(bytesOf(raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' }))
  serve('download', (c, { row, raw }) =>
    c.body(bytesOf(raw), 200, {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': `attachment; filename="${row.id}.eml"`,
    }),
  )
  serve('part/:number', (c, { raw }) => showPart(c, partAt(raw, c.req.param('number'))))
  serve('part/:number/download', (c, { raw }) => keepPart(c, partAt(raw, c.req.param('number'))))
  return parts
}

// As received, to the byte, unless the address asks how a mail program would show it.
function htmlPart(c: Context, { content }: OpenMail): Response | undefined {
  if (content.html === undefined) return undefined
  const query = c.req.query()
  const { look, images, remote } = readChoice(query)
  const isFramed = query.links === 'new-tab'
  const shown = query.look === undefined ? content.html : shownHtml(content.html, look, content.attachments)
  return c.html(isFramed ? shown + linksOpenNewTab : shown, 200, {
    'Content-Security-Policy': mailPolicy({ images, remote, isFramed }),
  })
}

function shownHtml(html: string, look: Look, files: OpenMail['content']['attachments']): string {
  const safe = withoutPreconnect(html)
  const drawn = look === 'outlook' ? asOutlook(safe) : look === 'forced-dark' ? asForcedDark(safe) : safe
  return inlineImages(drawn, files)
}

function partAt(raw: Buffer, number: string | undefined): MimePart | undefined {
  return allParts(readMimeTree(raw)).find(({ id }) => id === number)
}

function showPart(c: Context, part: MimePart | undefined): Response | undefined {
  if (!part) return undefined
  const policy = { 'Content-Security-Policy': partPolicy }
  if (part.type.startsWith('text/')) return c.text(textOf(part), 200, policy)
  if (!pictures.test(part.type)) return keepPart(c, part)
  return c.body(bytesOf(contentOf(part)), 200, { ...policy, 'Content-Type': part.type })
}

function keepPart(c: Context, part: MimePart | undefined): Response | undefined {
  if (!part) return undefined
  return c.body(bytesOf(contentOf(part)), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(part)).replace(/['()*]/g, hexOf)}`,
    'Content-Security-Policy': partPolicy,
  })
}

// A name is no path, and turns no letters round.
function nameOf(part: MimePart): string {
  const name = fileNameOf(part)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, '_')
    .replace(/^\.+/, '')
    .slice(0, 150)
    .trim()
  return name.toWellFormed() || `part-${part.id}.${part.type.split('/')[1]?.replace(/[^\w]/g, '') ?? 'bin'}`
}

const hexOf = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

function bytesOf(raw: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(raw)
}
