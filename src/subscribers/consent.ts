/** What happened between a person and the newsletter. */
export type Act =
  /** Asked to get it, and was asked to confirm. */
  | 'asked'
  | 'confirmed'
  | 'imported'
  /** By the operator. */
  | 'added'
  /** By the operator who names a reason, after the person had been suppressed. */
  | 'brought-back'
  | 'changed'
  | 'paused'
  | 'unsubscribed'
  | 'bounced'
  | 'complained'

/** By which way it happened. */
export type How = 'form' | 'page' | 'one-click' | 'mail' | 'file' | 'operator'

/** One record of what a person agreed to, or no longer does; records are added, never changed. */
export interface Consent {
  at: Date
  act: Act
  how: How
  /** The page, the file or the command. */
  place: string
  /** The words that the person agreed to, or the reason that the operator gives. */
  text: string
  /** What else is known, such as the network that a form was sent from, or the times that a file has. */
  details: Readonly<Record<string, string>>
}
