import nodemailer from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { writeMessage } from '../../src/mail/message.ts'
import { aMail } from './mail-settings.ts'

const mail = aMail({})
const sender = { name: '周报', address: 'weekly@example.org' }
const to = (address: string) =>
  writeMessage(mail, { address, name: '' }, sender, undefined, new Date('2026-01-19T00:00:00Z'))

describe('writeMessage', () => {
  it('has the same Message-ID for the same issue and subscriber, and no other', () => {
    expect(to('a@x.org').messageId).toBe(to('A@x.org').messageId)
    expect(to('a@x.org').messageId).not.toBe(to('b@x.org').messageId)
    expect(to('a@x.org').messageId).toMatch(/^<[0-9a-f]{32}@example\.org>$/)
  })

  it.each(['x'.repeat(3000), 'word '.repeat(600), '周报'.repeat(1500), 'é😀'.repeat(1000)])(
    'has no line of more than 998 bytes, whatever the subject and the names are',
    async long => {
      const message = writeMessage(
        { ...mail, subject: long },
        { address: 'a@x.org', name: long },
        { ...sender, name: long },
        undefined,
        new Date(0),
      )
      const { message: raw } = await nodemailer
        .createTransport({ streamTransport: true, buffer: true })
        .sendMail(message)
      const lengths = raw
        .toString('latin1')
        .split('\r\n')
        .map(line => line.length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(998)
    },
  )

  it('is encoded in the shorter way', () => {
    const encodingOf = (html: string) =>
      writeMessage({ ...mail, html }, { address: 'a@x.org', name: '' }, sender, undefined, new Date(0))
        .textEncoding
    expect(encodingOf('<p>plain English</p>')).toBe('quoted-printable')
    expect(encodingOf('<p>中文很多的一封信</p>')).toBe('base64')
  })
})
