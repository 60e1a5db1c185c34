import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { hasPublicDomain, readAddress } from '../../subscribers/address.ts'
import { ask } from '../../subscribers/rules/ask.ts'
import type { PublicArchive } from '../archive/public-archive.ts'
import type { SitePages } from '../pages/site-pages.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { limitedPage } from '../visitors/limited-page.ts'
import { languageChoices, tagChoices } from '../visitors/person-fields.ts'
import { readForm } from '../visitors/request-form.ts'
import type { RequestLimits } from '../visitors/request-limits.ts'
import { networkOf, visitorAddress, visitorKey } from '../visitors/visitor-address.ts'
import { type VisitorLanguage, visitorLanguage } from '../visitors/visitor-language.ts'
import { noAnswers, readAnswers, type SubscribeAnswers } from './subscribe-form.ts'

/** What the page of the form works with. */
export interface SubscribeTools {
  newsletter: SiteNewsletter
  pages: SitePages
  limits: RequestLimits
  archive: PublicArchive
}

/** The form, and what it is sent to. */
export function createSubscribeRoutes(tools: SubscribeTools): Hono {
  const { newsletter, pages } = tools
  const routes = new Hono()
  routes.get('/', c => formPage(tools, visitorLanguage(c, newsletter.language)))
  // Where a visitor comes back to the address of the answer.
  routes.get('/subscribe', c => c.redirect(pages.places.homeUrl))
  routes.post('/subscribe', c => subscribe(c, tools))
  return routes
}

/** How many issues the page of the form names. */
const newest = 5

async function formPage(
  { newsletter, pages, archive }: SubscribeTools,
  reader: VisitorLanguage,
  answers: SubscribeAnswers = noAnswers,
  problem = '',
): Promise<Response> {
  const { language } = reader
  return pages.respond({
    name: 'home',
    ...reader,
    title: 'lead',
    path: pages.places.homeUrl,
    ...(problem === '' ? { publicFor: 60 } : { status: 400 }),
    view: {
      answers,
      problem,
      consent: consentIn(newsletter, pages, reader),
      languages: languageChoices(answers.language ?? language),
      tags: tagChoices(newsletter.settings.tags, answers.tags),
      issues: (await archive.rows(language)).slice(0, newest),
    },
  })
}

// The answer to every address is the same page: nobody learns from it who is subscribed, or who must not be written to.
async function subscribe(c: Context, tools: SubscribeTools): Promise<Response> {
  const { newsletter, pages, limits } = tools
  const reader = visitorLanguage(c, newsletter.language)
  const answers = readAnswers(await readForm(c), newsletter.settings.tags)
  const asked = () => pages.respond({ name: 'asked', ...reader, title: 'askedTitle' })
  if (answers.isTrapped) return asked()
  const address = readAddress(answers.email)
  if (address === undefined || !hasPublicDomain(address))
    return formPage(tools, reader, answers, pages.words(reader.language).noAddress)
  const visitor = visitorOf(c, newsletter)
  const wait = await limits.waitOfVisitor(visitorKey(visitor))
  if (wait !== undefined) return limitedPage(pages, reader, wait)
  const { name, tags, language = reader.language } = answers
  const request = {
    at: newsletter.clock(),
    how: 'form',
    place: newsletter.url,
    text: consentIn(newsletter, pages, reader),
    details: { ...(visitor && { network: networkOf(visitor) }), ...formOrigin(c, newsletter) },
    profile: { name, tags, language },
  } as const
  await newsletter.people.change(address, ask(request))
  newsletter.onLetters()
  return asked()
}

const consentIn = ({ settings }: SiteNewsletter, pages: SitePages, { language }: VisitorLanguage): string =>
  settings.consent ?? pages.words(language).consent

const visitorOf = (c: Context, { settings }: SiteNewsletter) =>
  visitorAddress(getConnInfo(c).remote.address, c.req.header('X-Forwarded-For'), settings.proxies)

// People put the form into sites of their own: which site it was belongs to the proof.
function formOrigin(c: Context, { url }: SiteNewsletter): { form?: string } {
  const origin = c.req.header('Origin') ?? ''
  const isOther = /^https?:\/\/[\w.:[\]-]{1,260}$/.test(origin) && origin !== new URL(url).origin
  return isOther ? { form: origin } : {}
}
