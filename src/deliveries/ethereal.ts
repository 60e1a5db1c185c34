import nodemailer from 'nodemailer'
import { DeliveryError } from '../errors.ts'

/** A new mailbox at ethereal.email, where mail can be seen and goes no further. */
export interface EtherealAccount {
  address: string
  smtpUrl: string
}

/** Asks Ethereal for a mailbox; throws a DeliveryError when it cannot be reached. */
export async function createEtherealAccount(): Promise<EtherealAccount> {
  try {
    const { user, pass, smtp } = await nodemailer.createTestAccount()
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(pass)}`
    return {
      address: user,
      smtpUrl: `${smtp.secure ? 'smtps' : 'smtp'}://${login}@${smtp.host}:${smtp.port}`,
    }
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    throw new DeliveryError(`Ethereal cannot be reached: ${found}`, { cause: error })
  }
}
