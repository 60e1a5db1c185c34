import { createRequire } from 'node:module'
import type Connection from 'nodemailer/lib/smtp-connection'
import type OAuth2 from 'nodemailer/lib/xoauth2'

// The ES modules of nodemailer import all of Node's HTTP, and with it undici: 17 MB of memory that no mail needs.
const require = createRequire(import.meta.url)

/** Speaks with a server. */
export const SMTPConnection: typeof Connection = require('nodemailer/lib/smtp-connection')
export type SMTPConnection = Connection

/** Asks for tokens to log in with. */
export const XOAuth2: typeof OAuth2 = require('nodemailer/lib/xoauth2')
export type XOAuth2 = OAuth2
