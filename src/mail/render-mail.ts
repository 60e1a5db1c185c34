import { TemplateError } from '../errors.ts'
import type { Issue } from '../issues/issue.ts'
import type { Mail, MailSettings } from './mail.ts'
import { viewOf } from './mail-view.ts'
import { mjmlToHtml } from './mjml.ts'
import { escapeHtml, fillTemplate, type Template } from './template.ts'
import { textPartOf } from './text-part.ts'

/** Renders an issue; throws a TemplateError for a template that fails, or that shows nothing of an entry. */
export async function renderMail(issue: Issue, template: Template, settings: MailSettings): Promise<Mail> {
  const html = await mjmlToHtml(fillTemplate(template, viewOf(issue, settings)), template)
  for (const { title } of issue.sections.flatMap(section => section.entries))
    if (!html.includes(escapeHtml(title)))
      throw new TemplateError(`${template.main.path}: the mail has nothing of the entry "${title}"`, {
        wayOut: 'Show the title of every entry of every section.',
      })
  const { id, language, subject, preheader } = issue.head
  return { issue: id, language, subject, preheader, html, text: textPartOf(issue, settings) }
}
