import { checkNamed, type Found, quote, warning } from '../found.ts'

const largest = 1024 * 1024

/** Pictures in the mail itself that take long to load on a phone. */
export const imageSize = checkNamed('image-size', ({ received }): Found[] =>
  received.files.flatMap(file => {
    const { type, bytes } = file
    if (!/^image\//i.test(type) || bytes <= largest) return []
    const name = file.name || file.contentId || type
    return [
      warning(
        `The picture ${quote(name)} has ${(bytes / largest).toFixed(1)} MiB, and every reader loads it`,
        'Make it smaller: twice the width at which it is shown is enough, below 1 MiB.',
        ...(file.name ? [file.name] : []),
      ),
    ]
  }),
)
