import { expect, it } from 'vitest'
import { openLane } from '../../../src/deliveries/smtp/smtp-lane.ts'
import { aServerThatSays, usual } from '../../a-mail-server.ts'
import { anAccount } from './an-account.ts'

it.each([
  ['421 4.7.0 Too many connections', false],
  ['554 5.7.1 Not from there', true],
])('tells what a server said at once, and whether waiting may help: %s', async (said, isLasting) => {
  const { url } = await aServerThatSays(command => (command === 'the greeting' ? said : usual(command)))
  const account = { name: 'main', url, isTlsRequired: true, weight: 1, connections: 1 }
  const lane = openLane({ ...account, messagesPerConnection: 100, limits: {} })
  await expect(lane.open()).rejects.toMatchObject({ message: `${url} takes no mail: ${said}`, isLasting })
})

it('takes 421 to EHLO for what it is, and for no word on TLS', async () => {
  const busy = '421-4.3.2 busy\r\n421 4.3.2 come back'
  const { url } = await aServerThatSays(command => (/^(?:EHLO|HELO)/.test(command) ? busy : usual(command)))
  await expect(openLane(anAccount(url)).open()).rejects.toMatchObject({
    message: expect.stringContaining('takes no mail: 421'),
    isLasting: false,
  })
})
