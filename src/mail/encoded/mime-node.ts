import { createRequire } from 'node:module'
import type Node from 'nodemailer/lib/mime-node'

/** What writes headers as nodemailer does; of its CommonJS build, as `nodemailer-connection.ts` has it. */
export const MimeNode: typeof Node = createRequire(import.meta.url)('nodemailer/lib/mime-node')
