import { SubscriberError } from '../../errors.ts'
import { found } from '../lists/cells/found.ts'

/** A piece of a segment's text. */
export interface Piece {
  text: string
  /** The column at which it begins, from 1. */
  column: number
}

const example = 'Write it such as: tag:beta and (language:zh-CN or not domain:qq.com)'
const englishSigns = 'Its signs are : ( ) and " as an English keyboard has them.'
// What a Chinese keyboard writes in place of : ( ) and "
const fullWidth = /[：（）“”＂]/u

/** What is wrong with a piece of a segment; `wanted` follows "expected". */
export function segmentError({ text, column }: Piece, wanted: string, wayOut?: string): SubscriberError {
  const what = text === '' ? 'found its end' : found(text)
  return new SubscriberError(`The segment cannot be read at column ${column}: ${what}, expected ${wanted}`, {
    wayOut: wayOut ?? (fullWidth.test(text) ? englishSigns : example),
  })
}
