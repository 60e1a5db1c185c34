import type { Attachment } from 'postal-mime'
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
export const embeddedPictures = ({ attachments }: ReceivedMail): EmbeddedPicture[] =>
  attachments.flatMap(({ contentId, mimeType, filename, disposition, content }) => {
    const id = contentId?.trim().replace(/^<|>$/g, '') ?? ''
    if (id === '') return []
    const isFile = disposition === 'attachment'
    return [
      {
        address: `cid:${id}`.toLowerCase(),
        type: mimeType,
        name: filename ?? id,
        bytes: bytesOf(content),
        isFile,
      },
    ]
  })

/** The bytes of a part, decoded. */
export const bytesOf = (content: Attachment['content']): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
