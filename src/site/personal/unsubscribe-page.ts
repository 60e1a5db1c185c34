import type { Consent } from '../../subscribers/consent.ts'
import { leave } from '../../subscribers/rules/leave.ts'
import { isSuppressed } from '../../subscribers/suppression.ts'
import type { RequestForm } from '../visitors/request-form.ts'
import type { PersonalPage, Visit } from './person-routes.ts'

/** Where a person leaves: by the button of the page, or by that of the mail program (RFC 8058). */
export const unsubscribePage: PersonalPage = {
  purpose: 'unsubscribe',
  show: visit =>
    isSuppressed(visit.person.status)
      ? unsubscribedPage(visit)
      : visit.pages.respond({ name: 'unsubscribe', ...visit.reader, title: 'unsubscribeTitle' }),
  async act(visit, form) {
    const how = wayOf(form)
    return how === undefined ? unsubscribePage.show(visit) : unsubscribe(visit, how)
  },
}

/** Suppresses a person, and says so. */
export async function unsubscribe(visit: Visit, how: Consent['how']): Promise<Response> {
  const { newsletter, person } = visit
  const words = { at: newsletter.clock(), how, place: newsletter.url, text: '', details: issueOf(visit) }
  await newsletter.people.changeById(person.id, leave({ status: 'unsubscribed', ...words }))
  return unsubscribedPage(visit)
}

/** The page for somebody who gets nothing any more. */
export const unsubscribedPage = ({ pages, reader }: Visit): Response =>
  pages.respond({ name: 'unsubscribed', ...reader, title: 'unsubscribedTitle' })

function wayOf(form: RequestForm): 'one-click' | 'page' | undefined {
  if (/^\s*one-click\s*$/i.test(form.value('List-Unsubscribe').slice(0, 40))) return 'one-click'
  return form.value('leave') === 'yes' ? 'page' : undefined
}

// Of the links in a mail, each names the issue that it stands in.
function issueOf({ query }: Visit): { issue?: string } {
  const issue = query('issue')
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(issue) ? { issue } : {}
}
