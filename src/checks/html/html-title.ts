import { checkNamed, type Found, warning } from '../found.ts'
import { spotsIn, textOf } from './spots.ts'

/** The title, which programs show where a mail is opened in a window of its own, and read aloud first. */
export const htmlTitle = checkNamed('html-title', ({ received }): Found[] => {
  if (received.html === '') return []
  const title = spotsIn(received.tree).elements.find(({ element }) => element.tagName === 'title')?.element
  if (title && textOf(title).trim() !== '') return []
  const what = title ? 'The <title> of the HTML is empty' : 'The HTML has no <title>'
  return [warning(what, 'Write <mj-title>{{subject}}</mj-title> in the head of the template.')]
})
