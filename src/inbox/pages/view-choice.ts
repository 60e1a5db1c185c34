import type { OpenMail } from '../mailbox/open-mail.ts'

export const views = ['html', 'text', 'headers', 'source', 'parts', 'checks'] as const
export const widths = ['full', '600', '375'] as const
export const looks = ['light', 'dark', 'forced-dark', 'outlook'] as const

export type View = (typeof views)[number]
export type Width = (typeof widths)[number]
export type Look = (typeof looks)[number]

/** What of a mail is shown, and how: all of it stands in the address of the page. */
export interface ViewChoice {
  view: View
  /** Of the HTML, in CSS pixels. */
  width: Width
  look: Look
  images: 'on' | 'off'
  /** Whether pictures, fonts and styles of other machines may load. */
  remote: 'blocked' | 'load'
  /** The search that the list shows; empty, all mails. */
  search: string
}

const maxSearchLength = 500

/** The choice that the query of an address makes; what it does not say, or says wrongly, is as in most mail programs. */
export function readChoice(query: Record<string, string>): ViewChoice {
  return {
    view: views.find(view => view === query.view) ?? 'html',
    width: widths.find(width => width === query.width) ?? 'full',
    look: looks.find(look => look === query.look) ?? 'light',
    images: query.images === 'off' ? 'off' : 'on',
    remote: query.remote === 'load' ? 'load' : 'blocked',
    search: (query.q ?? '').slice(0, maxSearchLength).trim(),
  }
}

/** The choice for a mail, whose view is one that it has. */
export function choiceFor(content: OpenMail['content'], choice: ViewChoice, canCheck: boolean): ViewChoice {
  const available = availableViews(content, canCheck)
  return { ...choice, view: available.find(view => view === choice.view) ?? available[0] ?? 'source' }
}

/** The views that a mail has, in their order. */
export function availableViews({ html, text }: OpenMail['content'], canCheck: boolean): View[] {
  const isThere: Partial<Record<View, boolean>> = {
    html: html !== undefined,
    text: text !== undefined,
    checks: canCheck,
  }
  return views.filter(view => isThere[view] ?? true)
}

/** The query of an address that makes this choice; empty where all is as usual. */
export function queryOf({ view, width, look, images, remote, search }: Partial<ViewChoice>): string {
  const query = new URLSearchParams()
  if (view && view !== 'html') query.set('view', view)
  if (width && width !== 'full') query.set('width', width)
  if (look && look !== 'light') query.set('look', look)
  if (images === 'off') query.set('images', images)
  if (remote === 'load') query.set('remote', remote)
  if (search) query.set('q', search)
  return query.size === 0 ? '' : `?${query}`
}

/** What stays chosen when the next mail is opened: what one mail may load is no leave for another. */
export function choiceOfNextMail(choice: ViewChoice): ViewChoice {
  return { ...choice, remote: 'blocked' }
}
