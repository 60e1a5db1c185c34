import { checkNamed, type Found, quote, warning } from '../found.ts'
import { bytesOf } from './embedded-pictures.ts'

const largest = 1024 * 1024

/** Pictures in the mail itself that take long to load on a phone. */
export const imageSize = checkNamed('image-size', ({ received }): Found[] =>
  received.attachments.flatMap(({ mimeType, filename, contentId, content }) => {
    const bytes = bytesOf(content)
    if (!/^image\//i.test(mimeType) || bytes <= largest) return []
    const name = filename ?? contentId ?? mimeType
    return [
      warning(
        `The picture ${quote(name)} has ${(bytes / largest).toFixed(1)} MiB, and every reader loads it`,
        'Make it smaller: twice the width at which it is shown is enough, below 1 MiB.',
        ...(filename ? [filename] : []),
      ),
    ]
  }),
)
