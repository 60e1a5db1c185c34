import { addressParser } from 'postal-mime'
import { fieldsNamed, unicodeOf } from '../../mime/header-field.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'

/** Headers that show readers to each other, or make programs take the mail for something else. */
export const recipients = checkNamed('recipients', ({ received: { structure } }): Found[] => {
  const fields = ['to', 'cc'].flatMap(name => fieldsNamed(structure, name))
  const count = fields.flatMap(({ value }) => addressParser(unicodeOf(value), { flatten: true })).length
  const [precedence] = fieldsNamed(structure, 'precedence')
  return [
    ...(fieldsNamed(structure, 'bcc').length > 0
      ? [
          error(
            'The mail has a Bcc header, which shows whom it hides',
            'Leave it out: the envelope names the recipients.',
          ),
        ]
      : []),
    ...(count > 1
      ? [
          warning(
            `The mail shows ${count} addresses to everyone who gets it`,
            'Send each reader a mail of their own.',
          ),
        ]
      : []),
    ...(precedence
      ? [
          warning(
            `The mail has the header Precedence: ${quote(precedence.value)}`,
            'Leave it out: it is not standard, and List-Id and List-Unsubscribe say that it is a newsletter.',
          ),
        ]
      : []),
  ]
})
