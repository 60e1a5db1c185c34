import type { Keyring } from './keyring.ts'
import { type Purpose, readToken, type Token, writeToken } from './token.ts'

/** Makes the links of the public pages that only one person has, and reads them. */
export class PageLinks {
  readonly #keyring: Keyring
  readonly #newsletter: string

  constructor(keyring: Keyring, newsletter: string) {
    this.#keyring = keyring
    this.#newsletter = newsletter
  }

  /** An address below the pages, such as `https://letters.example.org/unsubscribe/3mv.t93k2o.…`. */
  write(pagesUrl: string, purpose: Purpose, token: Token): string {
    const text = writeToken(this.#keyring, purpose, this.#newsletter, token)
    return `${pagesUrl.replace(/\/$/, '')}/${purpose}/${text}`
  }

  /** Whom a token of these pages was made for; nothing for any other text. */
  read(purpose: Purpose, text: string): Token | undefined {
    return readToken(this.#keyring, purpose, this.#newsletter, text)
  }
}
