import type { Generated } from 'kysely'

/** A time as ISO 8601 writes it, in UTC. */
type Time = string
/** A value as JSON. */
type Json = string

/** The database, table by table; what the columns hold stands beside the types that they are read into. */
export interface Tables {
  newsletter: { id: string }
  subscribers: {
    id: Generated<number>
    mailbox: string
    address: string
    name: string
    language: string | null
    timezone: string | null
    tags: Json
    attributes: Json
    status: 'pending' | 'active' | 'unsubscribed' | 'bounced' | 'complained'
    paused_until: Time | null
    since: Time
    changed: Time
  }
  consents: {
    id: Generated<number>
    subscriber: number
    at: Time
    act: string
    how: string
    place: string
    text: string
    details: Json
  }
  suppressions: {
    mailbox: string
    reason: 'unsubscribed' | 'bounced' | 'complained'
    at: Time
    place: string
  }
  keys: { id: string; at: Time }
  forgotten: { hash: string; key: string; at: Time }
  letters: {
    id: Generated<number>
    subscriber: number
    kind: 'confirm' | 'welcome' | 'known'
    at: Time
    attempts: number
    not_before: Time
    status: 'queued' | 'failed'
    reply: string | null
  }
  deliveries: {
    issue: string
    address: string
    status: 'claimed' | 'sent' | 'failed' | 'uncertain'
    at: Time
    reply: string | null
  }
}
