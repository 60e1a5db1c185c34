import { type Context, Hono } from 'hono'
import { allParts, contentOf, fileNameOf, type MimePart, textOf } from '../../mime/mime-part.ts'
import { readMimeTree } from '../../mime/mime-tree.ts'
import { inlineImages } from '../html/inline-images.ts'
import { withoutLinkElements } from '../html/links-ahead.ts'
import { receivedHtml } from '../html/received-html.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { type OpenMail, openMail } from '../mailbox/open-mail.ts'
import { drawnIn } from './drawn-look.ts'
import { mailPolicy, partPolicy } from './page-headers.ts'
import { readChoice } from './view-choice.ts'

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

/** The HTML of a mail in the page's own frame, at an address that tells nothing but the mail. */
export function createFramedMails(mailbox: Mailbox): Hono {
  const frames = new Hono()
  frames.get('/mail/:id/html', async c => {
    const mail = await openMail(mailbox, c.req.param('id') ?? '')
    return (mail && shownPart(c, mail)) ?? c.text('This mail is no longer in the inbox.\n', 404)
  })
  return frames
}

// As received, but for the encoding of characters, which a browser is told of.
function htmlPart(c: Context, { content, raw }: OpenMail): Response | undefined {
  const html = receivedHtml(readMimeTree(raw)) ?? content.html
  if (html === undefined) return undefined
  return c.html(html, 200, { 'Content-Security-Policy': mailPolicy({ ...asItIs, isFramed: false }) })
}

const asItIs = { images: 'on', remote: 'blocked' } as const

// As a mail program would show it.
function shownPart(c: Context, { content }: OpenMail): Response | undefined {
  if (content.html === undefined) return undefined
  const { look, images, remote } = readChoice(c.req.query())
  const isFramed = c.req.query('links') === 'new-tab'
  const safe = remote === 'load' ? content.html : withoutLinkElements(content.html)
  const shown = inlineImages(drawnIn(look, safe), content.attachments)
  return c.html(isFramed ? shown + linksOpenNewTab : shown, 200, {
    'Content-Security-Policy': mailPolicy({ images, remote, isFramed }),
  })
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
