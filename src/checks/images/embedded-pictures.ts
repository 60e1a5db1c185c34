import type { ReceivedMail } from '../received-mail.ts'

/** A part of a mail that its HTML can show. */
export interface EmbeddedPicture {
  /** `cid:` and its name, in small letters. */
  address: string
  type: string
  name: string
  bytes: number
  /** It is also offered as a file. */
  isFile: boolean
}

/** The parts that have a name to be shown by. */
export const embeddedPictures = ({ files }: ReceivedMail): EmbeddedPicture[] =>
  files
    .filter(({ contentId }) => contentId !== '')
    .map(({ contentId, type, name, bytes, isAttachment }) => ({
      address: `cid:${contentId}`.toLowerCase(),
      type,
      name: name || contentId,
      bytes,
      isFile: isAttachment,
    }))
