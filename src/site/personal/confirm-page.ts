import { confirm } from '../../subscribers/rules/confirm.ts'
import { isSuppressed } from '../../subscribers/suppression.ts'
import { invalidPage, type PersonalPage, type Visit } from './person-routes.ts'

const dayMs = 24 * 3_600_000
/** How long the link of a letter is good for. */
const goodForMs = 14 * dayMs

/** Where the owner of an address says yes. */
export const confirmPage: PersonalPage = {
  purpose: 'confirm',
  show(visit) {
    const { pages, reader, person } = visit
    if (person.status === 'active') return confirmedPage(visit)
    if (isOver(visit)) return invalidPage(pages, reader)
    return pages.respond({ name: 'confirm', ...reader, title: 'confirmTitle' })
  },
  async act(visit) {
    const { newsletter, pages, reader, token, person } = visit
    if (person.status === 'active') return confirmedPage(visit)
    if (isOver(visit)) return invalidPage(pages, reader)
    const { url: place } = newsletter
    const confirmation = confirm({ at: newsletter.clock(), place, askedAt: token.at, details: {} })
    const now = await newsletter.people.changeById(person.id, confirmation)
    if (now?.status !== 'active') return invalidPage(pages, reader)
    newsletter.onLetters()
    return confirmedPage(visit)
  },
}

// A letter from before somebody left brings nobody back.
function isOver({ newsletter, token, person, known: { suppression } }: Visit): boolean {
  const isOld = newsletter.clock().getTime() - token.at.getTime() > goodForMs
  return isOld || (isSuppressed(person.status) && suppression !== undefined && suppression.at >= token.at)
}

const confirmedPage = ({ newsletter, pages, reader, token, person }: Visit): Response => {
  const link = newsletter.links.write(pages.places.base, 'preferences', person, token.at)
  return pages.respond({
    name: 'confirmed',
    ...reader,
    title: 'confirmedTitle',
    view: { preferencesUrl: link },
  })
}
