import { bodyOf } from '../../mime/mime-part.ts'
import { checkNamed, error, type Found } from '../found.ts'

/** The text part, for programs and readers that show no HTML, and for filters that distrust mail without it. */
export const textPart = checkNamed('text-part', ({ received }): Found[] => {
  const wayOut = 'Send the mail as multipart/alternative, with text/plain before text/html.'
  if (!bodyOf(received.structure, 'text/plain')) return [error('The mail has no text part', wayOut)]
  return received.text.trim() === '' ? [error('The text part is empty', wayOut)] : []
})
