import { type Context, Hono } from 'hono'
import { languageWithWords } from '../../mail/reader-language.ts'
import type { Subscriber } from '../../subscribers/subscriber.ts'
import type { Known } from '../../subscribers/subscriber-store.ts'
import type { Purpose, Token } from '../../subscribers/token.ts'
import type { SitePages } from '../pages/site-pages.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { type RequestForm, readForm } from '../visitors/request-form.ts'
import type { RequestLimits } from '../visitors/request-limits.ts'
import { type VisitorLanguage, visitorLanguage } from '../visitors/visitor-language.ts'

/** What pages of one person work with. */
export interface PersonTools {
  newsletter: SiteNewsletter
  pages: SitePages
  limits: RequestLimits
}

/** A person who came by a link of their own. */
export interface Visit extends PersonTools {
  token: Token
  person: Subscriber
  known: Known
  reader: VisitorLanguage
  /** The words after `?`, of the address. */
  query(name: string): string
}

/** What a link of one purpose shows, and what its form does. */
export interface PersonalPage {
  purpose: Purpose
  show(visit: Visit): Response | Promise<Response>
  act(visit: Visit, form: RequestForm): Promise<Response>
}

/** No subscriber has this number: the links of test mails have it. */
const sample = 0

/**
 * The pages of one purpose. Mail scanners follow every link, so GET shows a page and only POST acts. Whoever comes with a
 * link that was altered, or made for another purpose or newsletter, or whose person is forgotten, gets one same answer:
 * 404, as for any address that leads nowhere.
 */
export function createPersonRoutes({ purpose, show, act }: PersonalPage, tools: PersonTools): Hono {
  const routes = new Hono()
  const path = `/${purpose}/:token`
  const answer = async (c: Context, respond: (visit: Visit) => Response | Promise<Response>) => {
    const { newsletter, pages } = tools
    const token = newsletter.links.read(purpose, c.req.param('token') ?? '')
    // Nobody is looked up too, so that every link takes the same work.
    const known = await newsletter.people.byId(token?.subscriber ?? sample)
    const asked = visitorLanguage(c, newsletter.language)
    if (token?.subscriber === sample) return pages.respond({ name: 'sample', ...asked, title: 'sampleTitle' })
    const person = known?.subscriber
    if (token === undefined || known === undefined || person === undefined) return invalidPage(pages, asked)
    const reader = languageOf(person, asked)
    return respond({ ...tools, token, person, known, reader, query: name => c.req.query(name) ?? '' })
  }
  routes.get(path, c => answer(c, show))
  routes.post(path, async c => {
    const form = await readForm(c)
    return answer(c, visit => act(visit, form))
  })
  return routes
}

/** The one page for every link that is not valid. */
export const invalidPage = (pages: SitePages, reader: VisitorLanguage): Response =>
  pages.respond({ name: 'invalid', ...reader, title: 'invalidTitle', status: 404 })

/** A person's own language where the pages have it. */
export function languageOf({ language }: Subscriber, asked: VisitorLanguage): VisitorLanguage {
  const own = languageWithWords(language)
  return own === undefined ? asked : { language: own, isChosen: true }
}
