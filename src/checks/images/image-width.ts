import { checkNamed, type Found, quote, warning } from '../found.ts'
import { attributeOf } from '../html/spots.ts'
import { writtenAs } from '../links/links.ts'
import { nameOfPicture, picturesIn } from './pictures.ts'

/** Pictures without the attribute that Outlook needs, which knows no max-width. */
export const imageWidth = checkNamed('image-width', (mail): Found[] => {
  const pictures = picturesIn(mail).filter(
    ({ element }) => !/^\d/.test(attributeOf(element, 'width')?.trim() ?? ''),
  )
  const sources = new Set(pictures.map(({ source }) => source))
  return [...sources].map(source =>
    warning(
      `The picture ${quote(nameOfPicture(source))} has no width: Outlook shows it as large as its file`,
      'Give it a width attribute in pixels, or use <mj-image>.',
      ...writtenAs(source),
    ),
  )
})
