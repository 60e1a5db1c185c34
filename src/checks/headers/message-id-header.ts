import { fieldsNamed } from '../../mime/header-field.ts'
import { checkNamed, error, type Found, quote } from '../found.ts'

const id = /^<[^\s<>@"()[\]\\,;:]{1,400}@(?:[^\s<>@"()[\]\\,;:]{1,400}|\[[^\s[\]<>]{1,100}\])>$/

/** The name by which programs know a mail again, and file the answers to it. */
export const messageIdHeader = checkNamed('message-id', ({ received }): Found[] => {
  const [field] = fieldsNamed(received.structure, 'message-id')
  const wayOut = 'Let the program that sends it write one, such as <2026-w03.4f2a@example.org>.'
  if (!field) return [error('The mail has no Message-ID header', wayOut)]
  return id.test(field.value)
    ? []
    : [error(`The Message-ID is not well-formed: ${quote(field.value)}`, wayOut)]
})
