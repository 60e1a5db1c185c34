import type { Keys } from './keyring.ts'
import { type Purpose, readToken, type Token, writeToken } from './token.ts'

/** No subscriber has this number: the links of test mails have it, and no address. */
export const sampleNumber = 0

/** Whose links they are. */
export interface Holder {
  id: number
  address: string
}

/** Makes the links of the public pages that only one person has, and reads them. */
export class PageLinks {
  readonly #keys: Keys
  readonly #newsletter: string

  constructor(keys: Keys, newsletter: string) {
    this.#keys = keys
    this.#newsletter = newsletter
  }

  /** An address below the pages, such as `https://letters.example.org/unsubscribe/3mv.t93k2o.…`. */
  write(pagesUrl: string, purpose: Purpose, { id, address }: Holder, at: Date): string {
    const bond = { purpose, newsletter: this.#newsletter, address: id === sampleNumber ? '' : address }
    const text = writeToken(this.#keys.keyring, bond, { subscriber: id, at })
    return `${pagesUrl.replace(/\/$/, '')}/${purpose}/${text}`
  }

  /** Whom a token of these pages was made for, where the person whom it claims has this address; nothing for any other text. */
  read(purpose: Purpose, text: string, address: string): Token | undefined {
    return readToken(this.#keys.keyring, { purpose, newsletter: this.#newsletter, address }, text)
  }
}
