import type { Context } from 'hono'
import type { MailFile } from '../../mime/read-mail.ts'

/** A file of a mail, in a way that nothing in it can act. */
export function serveFile(c: Context, { name, contentId, type, content }: MailFile): Response {
  const isTame = /^[\w.+-]+\/[\w.+-]+$/.test(type) && !/html|xml|xsl|script/.test(type)
  const fileName = encodeURIComponent((name || contentId).slice(0, 200).toWellFormed())
  return c.body(Uint8Array.from(content), 200, {
    'Content-Type': isTame ? type : 'application/octet-stream',
    'Content-Disposition': `${isTame ? 'inline' : 'attachment'}; filename*=UTF-8''${fileName.replace(/['()*]/g, '_')}`,
  })
}
