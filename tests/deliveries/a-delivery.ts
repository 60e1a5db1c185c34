import { deliver } from '../../src/deliveries/deliver.ts'
import { type Outcome, planDeliveries } from '../../src/deliveries/delivery.ts'
import type { Ledger } from '../../src/deliveries/ledger.ts'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { writeMessage } from '../../src/mail/message.ts'
import { openDatabase } from '../../src/store/database.ts'
import { SqliteLedger } from '../../src/store/sqlite-ledger.ts'
import type { Recipient } from '../../src/subscribers/subscriber.ts'
import { aMail } from '../mail/mail-settings.ts'

export const three = ['a@example.org', 'b@example.org', 'c@example.org']
export const issue = '2026-W03'
const mail = aMail({ language: 'zh-CN', subject: '主题', html: '<p>正文</p>', text: '正文' })
const sender = { name: '周报', address: 'weekly@example.org' }
export const clock = () => new Date('2026-01-19T08:00:00Z')
export const people = (...addresses: string[]) => ({
  subscribers: addresses.map(address => ({ address, name: '' })),
  refused: [],
})
export const messageFor = (subscriber: Recipient) =>
  writeMessage(mail, subscriber, sender, undefined, clock())
export const aLedger = async () => new SqliteLedger(await openDatabase(':memory:'))

export async function send(url: string, ledger: Ledger, ...addresses: string[]): Promise<Outcome[]> {
  const transport = openSmtp(url, { secure: false })
  const plan = planDeliveries(issue, people(...addresses), ledger.deliveriesOf(issue), clock())
  const deliveries: Outcome[] = []
  for await (const delivery of deliver(plan, { transport, ledger, messageFor, clock }))
    deliveries.push(delivery)
  transport.close()
  return deliveries
}
