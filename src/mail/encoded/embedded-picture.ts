import type { EmbeddedFile } from '../pictures/picture.ts'
import { MimeNode } from './mime-node.ts'

/** The header of the part of a picture that travels with a mail, as nodemailer writes it; without the empty line after it. */
export function pictureHeader({ cid, name, type }: EmbeddedFile): string {
  const part = new MimeNode('multipart/related').createChild(type, { filename: name })
  part.setHeader('Content-Id', `<${cid.replace(/[<>]/g, '')}>`)
  part.setHeader('Content-Transfer-Encoding', 'base64')
  part.setHeader('Content-Disposition', 'inline')
  return part.buildHeaders()
}
