import type { Element } from 'hast'
import type { CheckedMail } from '../check.ts'
import { attributeOf, spotsIn } from '../html/spots.ts'

/** A picture of the HTML. */
export interface Picture {
  /** As written, without white space around it. */
  source: string
  element: Element
}

/** The pictures that a reader sees; one of a point's size only counts who opens the mail. */
export const picturesIn = ({ received }: CheckedMail): Picture[] =>
  spotsIn(received.tree).elements.flatMap(({ element, isHidden }) => {
    if (element.tagName !== 'img' || isHidden || isPoint(element)) return []
    return [{ source: (attributeOf(element, 'src') ?? '').trim(), element }]
  })

const isPoint = (element: Element): boolean =>
  ['width', 'height'].every(side => /^[01](?:px)?$/.test(attributeOf(element, side) ?? ''))

/** How a finding names a picture: by its address, which may hold the picture itself. */
export const nameOfPicture = (source: string): string =>
  /^data:/i.test(source) ? source.slice(0, 30) : source
