/** Where in a conversation a server said something. */
export type Stage = 'connect' | 'login' | 'sender' | 'recipient' | 'data' | 'message'

/** What a server said, whole. */
export interface Reply {
  stage: Stage
  /** Of three digits, such as 550. */
  code: number
  /** Of RFC 3463, such as `5.1.1`; absent where the server gives none. */
  enhanced?: string
  /** Every line of it, with its codes; lines are parted by `\n`. */
  text: string
}

/**
 * What follows from a reply: the address is `dead`; this delivery has `failed`; it is tried again `later`; this
 * `provider` is slowed down, or has to be left alone (`stop-provider`); this `account` of ours is slowed down, or cannot
 * be used (`stop-account`); the connection has to be opened anew (`reconnect`); nobody can be sent anything (`stop`).
 */
export type Act =
  | 'dead'
  | 'failed'
  | 'later'
  | 'slow-provider'
  | 'stop-provider'
  | 'slow-account'
  | 'stop-account'
  | 'reconnect'
  | 'stop'

/** What a reply means. */
export interface Verdict {
  act: Act
  /** Such as `QQ limits how often this sender may write`, for the operator. */
  why: string
  /** How long to wait before another try, where the server's rules are known. */
  waitMs?: number
}
