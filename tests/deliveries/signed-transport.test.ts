import { describe, expect, it } from 'vitest'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { dkimSigner } from '../../src/mail/dkim/dkim-signer.ts'
import { type Message, writeMessage } from '../../src/mail/message.ts'
import { aMailServer, aServerThatSays, usual } from '../a-mail-server.ts'
import { keys, verdictsOn } from '../mail/dkim/a-key.ts'
import { aMail } from '../mail/mail-settings.ts'

const sender = { name: '周报', address: 'weekly@例子.org' }
const messageOf = (text: string): Message =>
  writeMessage(
    aMail({ subject: '周报 #3', html: `<p>${text}</p>`, text }),
    { address: 'a@b.org', name: '' },
    sender,
    undefined,
    new Date(1e12),
  )

async function receivedFrom(message: Message, dkim?: ReturnType<typeof dkimSigner>) {
  const server = await aMailServer()
  const transport = openSmtp(server.url, { secure: false, dkim })
  await transport.send(message)
  transport.close()
  return server.mails[0]
}

describe('an SMTP transport with keys', () => {
  it.each(['Hello\n.\n..\n\n \n', '你好\n.\n'.repeat(2000), ''])(
    'hands over what others can verify, and nothing else is different: %j',
    async text => {
      const message = messageOf(text)
      const [signed, plain] = [await receivedFrom(message, dkimSigner(keys)), await receivedFrom(message)]
      expect(await verdictsOn(signed?.raw ?? Buffer.alloc(0))).toEqual([
        'rsa-sha256 pass',
        'ed25519-sha256 pass',
      ])
      expect(signed?.email.headers.slice(2).map(({ key }) => key)).toEqual(
        plain?.email.headers.map(({ key }) => key),
      )
      expect([signed?.email.text, signed?.email.html]).toEqual([plain?.email.text, plain?.email.html])
      expect(signed?.to).toEqual(['a@b.org'])
    },
  )

  it('still knows what became of a message whose connection breaks', async () => {
    const server = await aServerThatSays(command => (command === 'message' ? undefined : usual(command)))
    const transport = openSmtp(server.url, { secure: false, dkim: dkimSigner(keys) })
    await expect(transport.send(messageOf('Hello'))).rejects.toThrow('may have taken the message')
    const refusing = await aServerThatSays(command =>
      command.startsWith('DATA') ? undefined : usual(command),
    )
    const other = openSmtp(refusing.url, { secure: false, dkim: dkimSigner(keys) })
    await expect(other.send(messageOf('Hello'))).rejects.toThrow('broke off before it took')
  })
})
