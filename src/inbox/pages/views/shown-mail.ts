import type { MimePart } from '../../../mime/mime-part.ts'
import type { OpenMail } from '../../mailbox/open-mail.ts'
import type { Markup } from '../markup.ts'
import type { ViewChoice } from '../view-choice.ts'

/** A mail, what is chosen to be shown of it, and what may be done with it. */
export interface ShownMail {
  mail: OpenMail
  /** The address of its page, without a query. */
  path: string
  /** The address below which its framed HTML is. */
  framePath: string
  parts: readonly MimePart[]
  choice: ViewChoice
  canCheck: boolean
  /** The form that sends it again to another subscriber. */
  resendForm: Markup | ''
}
