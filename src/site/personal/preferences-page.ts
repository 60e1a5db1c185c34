import { languageWithWords } from '../../mail/reader-language.ts'
import { isTimezone } from '../../posts/days.ts'
import { pauseOf } from '../../subscribers/pause.ts'
import { prefer } from '../../subscribers/rules/prefer.ts'
import { isSuppressed } from '../../subscribers/suppression.ts'
import { limitedPage } from '../visitors/limited-page.ts'
import { chosenTags, languageChoices, readName, tagChoices } from '../visitors/person-fields.ts'
import type { RequestForm } from '../visitors/request-form.ts'
import { withValues } from '../words/page-words.ts'
import { chosenPause, pauseWeeks } from './pauses.ts'
import { languageOf, type PersonalPage, type Visit } from './person-routes.ts'
import { unsubscribe, unsubscribedPage } from './unsubscribe-page.ts'

/** Where a person says what they want, and for how long not. */
export const preferencesPage: PersonalPage = {
  purpose: 'preferences',
  show: visit =>
    isSuppressed(visit.person.status)
      ? unsubscribedPage(visit)
      : visit.pages.respond({
          name: 'preferences',
          ...visit.reader,
          title: 'preferencesTitle',
          view: viewOf(visit),
        }),
  async act(visit, form) {
    if (isSuppressed(visit.person.status)) return unsubscribedPage(visit)
    if (form.value('leave') === 'yes') return unsubscribe(visit, 'page')
    if (form.value('save') !== 'yes') return preferencesPage.show(visit)
    const wait = await visit.limits.waitOfPerson(visit.person.id)
    return wait === undefined ? save(visit, form) : limitedPage(visit.pages, visit.reader, wait)
  },
}

async function save(visit: Visit, form: RequestForm): Promise<Response> {
  const { newsletter, pages, person, reader } = visit
  const now = newsletter.clock()
  const language = languageWithWords(form.value('language'))
  const pausedUntil = chosenPause(form.value('pause'), person, now)
  const preferences = prefer({
    at: now,
    how: 'page',
    place: newsletter.url,
    details: {},
    profile: {
      name: readName(form.value('name')),
      tags: withChosenTags(visit, form),
      ...(language && { language }),
    },
    ...(pausedUntil !== undefined && { pausedUntil }),
  })
  const changed = (await newsletter.people.changeById(person.id, preferences)) ?? person
  if (isSuppressed(changed.status)) return unsubscribedPage(visit)
  const after = { ...visit, person: changed, reader: languageOf(changed, reader) }
  return pages.respond({
    name: 'saved',
    ...after.reader,
    title: 'savedTitle',
    view: { pausedNow: pausedNow(after), preferencesUrl: ownUrl(visit) },
  })
}

// Tags that the operator gave are none of this form's.
function withChosenTags({ newsletter, person }: Visit, form: RequestForm): string[] {
  const { tags } = newsletter.settings
  const others = person.tags.filter(tag => !Object.hasOwn(tags, tag))
  return [...new Set([...others, ...chosenTags(form, tags)])].sort()
}

function viewOf(visit: Visit) {
  const { newsletter, pages, person, reader } = visit
  const words = pages.words(reader.language)
  const own = languageWithWords(person.language)
  const until = pauseOf(person, newsletter.clock())
  const untilDay = until && withValues(words.pausedUntil, { day: writtenDay(visit, until) })
  return {
    email: person.address,
    person: { name: person.name },
    languages: [
      ...(own === undefined ? [{ code: '', name: words.asItIs, isChosen: true }] : []),
      ...languageChoices(own),
    ],
    tags: tagChoices(newsletter.settings.tags, person.tags),
    pauses: [
      ...(untilDay ? [{ value: '', label: untilDay, isChosen: true }] : []),
      { value: '0', label: words.noPause, isChosen: until === undefined },
      ...pauseWeeks.map(weeks => ({
        value: String(weeks),
        label: withValues(words.weeks, { weeks: String(weeks) }),
        isChosen: false,
      })),
    ],
    pausedNow: pausedNow(visit),
  }
}

function pausedNow(visit: Visit): string {
  const { newsletter, pages, person, reader } = visit
  const until = pauseOf(person, newsletter.clock())
  return until ? withValues(pages.words(reader.language).pausedNow, { day: writtenDay(visit, until) }) : ''
}

function writtenDay({ newsletter, person, reader }: Visit, at: Date): string {
  const { timezone } = person
  const timeZone = timezone !== undefined && isTimezone(timezone) ? timezone : newsletter.timezone
  return new Intl.DateTimeFormat(reader.language, { dateStyle: 'long', timeZone }).format(at)
}

const ownUrl = ({ newsletter, pages, token }: Visit): string =>
  newsletter.links.write(pages.places.base, 'preferences', token)
