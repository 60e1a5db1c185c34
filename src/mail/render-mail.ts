import { TemplateError } from '../errors.ts'
import type { Issue } from '../issues/issue.ts'
import { withoutControls } from '../issues/plain-line.ts'
import { escapeHtml } from './escape-html.ts'
import type { Mail, MailSettings } from './mail.ts'
import { viewOf } from './mail-view.ts'
import { mjmlToHtml } from './mjml.ts'
import { noPictures, type Pictures } from './pictures/picture.ts'
import { slotFor, withoutSlots } from './slots.ts'
import { fillTemplate, type Template, type TemplateView } from './template.ts'
import { textPartOf } from './text/text-part.ts'

/** Renders an issue; throws a TemplateError for a template that fails, or that leaves out a title or a source. */
export async function renderMail(
  issue: Issue,
  template: Template,
  settings: MailSettings,
  pictures: Pictures = noPictures,
): Promise<Mail> {
  const view = viewOf(issue, settings, pictures)
  const html = await htmlOf(view, template)
  const entries = view.sections.flatMap(section => section.entries)
  const lists = issue.sections.flatMap(({ title, isMore }, at) =>
    isMore ? [{ title, bodyHtml: view.sections[at]?.textHtml ?? '' }] : [],
  )
  for (const { title, bodyHtml } of [...entries, ...lists]) {
    const links = asShown(bodyHtml).match(/href="[^"]*"/g) ?? []
    const isWhole = html.includes(asShown(escapeHtml(title))) && links.every(link => html.includes(link))
    if (!isWhole)
      throw new TemplateError(
        `${template.main.path}: the mail leaves out the title or a source of "${title}"`,
        {
          wayOut: 'Show {{title}} and {{{bodyHtml}}} of every entry of every section.',
        },
      )
  }
  const { id, language, subject, subjectByName, preheader, window } = issue.head
  // A letter that greets in one part greets in the other.
  const greeting = html.includes(slotFor('greeting')) ? slotFor('greeting') : ''
  const text = withoutControls(textPartOf(issue, settings, greeting))
  const { embedded, problems } = pictures
  const { unsubscribeUrl } = settings
  const parts = { html, text, embedded, pictureProblems: problems }
  const subjects = { subject, ...(subjectByName !== undefined && { subjectByName }) }
  return { issue: id, lastDay: window.to, language, ...subjects, preheader, unsubscribeUrl, ...parts }
}

const asShown = (text: string): string => withoutSlots(withoutControls(text))

/** The HTML of a mail; throws a TemplateError for a template that fails. */
export const htmlOf = async (view: TemplateView, template: Template): Promise<string> =>
  withoutControls(await mjmlToHtml(fillTemplate(template, view), template))
