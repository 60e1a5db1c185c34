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
  dispatches: {
    issue: string
    status: 'sending' | 'paused' | 'cancelled' | 'done'
    mail: string
    hash: string
    confirmed: Time
    begins: Time
    changed: Time
    reason: string | null
  }
  approvals: { issue: string; hash: string; at: Time }
  paces: { scope: string; pace: Json }
  deliveries: {
    id: Generated<number>
    issue: string
    /** The mailbox; of somebody who is forgotten, a hash. */
    address: string
    /** Their number on the list. */
    subscriber: number | null
    /** Of somebody of a file: their address and name. */
    person: Json | null
    provider: string
    status: 'queued' | 'claimed' | 'sent' | 'deferred' | 'failed' | 'uncertain' | 'cancelled'
    attempts: number
    first_try: Time | null
    /** Set while it waits, and only then. */
    not_before: Time | null
    account: string | null
    at: Time
    reply: string | null
  }
}
