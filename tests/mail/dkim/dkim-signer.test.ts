import { describe, expect, it } from 'vitest'
import { dkimSigner } from '../../../src/mail/dkim/dkim-signer.ts'
import { signedMessage } from '../../../src/mail/dkim/signed-message.ts'
import { type Message, writeMessage } from '../../../src/mail/message.ts'
import { mimeOf } from '../../../src/mail/mime.ts'
import { aMail } from '../mail-settings.ts'
import { keys, verdictsOn } from './a-key.ts'

const both = ['rsa-sha256 pass', 'ed25519-sha256 pass']
const signer = dkimSigner(keys)
const picture = { cid: 'p1', name: 'p.png', type: 'image/png', content: Buffer.alloc(5000, 'png') }
const pages = { unsubscribeUrl: 'https://a.org/unsubscribe/x?issue=1', preferencesUrl: 'https://a.org/p' }
const chinese = {
  language: 'zh-CN',
  subject: '云原生周报 #3：本地集群',
  text: '你好。\n\n  再见 \n\n',
} as const
const english = { subject: 'Weekly  #3: on premises', text: 'Hello.\n\n.\n\tBye  \n\n\n' }

function aMessage(
  mail: Parameters<typeof aMail>[0],
  { name = '', address = 'ada@example.net', hasPages = true } = {},
): Message {
  const html = `<p>${mail.text}</p>\n`.repeat(400)
  const sender = { name: '周报', address: 'weekly@example.org', replyTo: { name: '', address: 'r@x.org' } }
  const reader = { address, name }
  return writeMessage(aMail({ ...mail, html }), reader, sender, hasPages ? pages : undefined, new Date(1e12))
}

const signed = async (message: Message) => signedMessage(await mimeOf(message), signer)

describe('dkimSigner', () => {
  it.each([
    ['in Chinese', aMessage(chinese)],
    ['in English', aMessage(english)],
    ['without pages of the reader', aMessage(chinese, { hasPages: false })],
    ['with a picture', aMessage({ ...english, embedded: [picture] })],
    ['to a long name', aMessage(english, { name: '一二三四五六七八九十'.repeat(20) })],
    ['to an address that is not ASCII', aMessage(english, { name: 'Ö', address: '用户@example.net' })],
  ])('signs a message %s so that others can verify it', async (_which, message) => {
    expect(await verdictsOn(await signed(message))).toEqual(both)
  })

  it.each([
    ['the body', /\r\n\r\n[^-]*--/, '\r\n\r\n x\r\n--'],
    ['the subject', 'Subject: Weekly', 'Subject: Weakly'],
    ['List-Unsubscribe', 'a.org/unsubscribe', 'b.org/unsubscribe'],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click', 'List-Unsubscribe=No-Click'],
    ['the date', 'Date: Sun', 'Date: Mon'],
    ['who it is to', 'ada@example.net', 'bob@example.net'],
    ['the sender, by a second one,', '\r\nFrom:', '\r\nFrom: <other@example.com>\r\nFrom:'],
  ])('makes a change of %s show', async (_what, found, other) => {
    const message = (await signed(aMessage(english))).toString('latin1')
    const at = message.search(/\r\n(?:List-Unsubscribe-Post|From):/)
    const changed = message.slice(0, at) + message.slice(at).replace(found, other)
    expect(changed).not.toBe(message)
    const verdicts = await verdictsOn(Buffer.from(changed, 'latin1'))
    expect(verdicts.filter(verdict => verdict.endsWith('pass'))).toEqual([])
  })

  it('names the fields that it signs, From once more than it is there', async () => {
    const fields = await signer.sign('To: a@x.org\r\nFROM: b@x.org\r\nX-Other: 1\r\nSubject: S\r\n', [])
    const [rsa = '', ed25519 = ''] = fields.split(/(?<=\r\n)(?! )/)
    for (const field of [rsa, ed25519])
      expect(field).toMatch(/^DKIM-Signature: v=1;[\s\S]* h=From:From:To:Subject;[\s\S]*\r\n$/)
    expect(fields.split('\r\n').map(line => line.length)).toSatisfy((lengths: number[]) =>
      lengths.every(length => length <= 78),
    )
  })

  it('signs the same, however the body is cut into pieces', async () => {
    const header = 'From: a@example.org\r\n'
    const pieces = ['Hello ', 'you\r', '\nBye\r\n'].map(text => Buffer.from(text))
    expect(await signer.sign(header, pieces)).toBe(await signer.sign(header, [Buffer.concat(pieces)]))
  })

  it('signs a field that stands twice from the last one up', async () => {
    const message = Buffer.from(
      'From: a@example.org\r\nTo: b@x.org\r\nTo: c@x.org\r\nDate: 1\r\n\r\nHello\r\n',
    )
    expect(await verdictsOn(await signedMessage(message, signer))).toEqual(both)
  })
})
