/** Numbers the links of a text, so that its sentences stay readable and the addresses stand below them. */
export class LinkNotes {
  readonly #urls: string[] = []

  /** The mark behind the words of a link. */
  mark(url: string): string {
    if (!this.#urls.includes(url)) this.#urls.push(url)
    return `[${this.#urls.indexOf(url) + 1}]`
  }

  /** The addresses, by their numbers. */
  lines(): string[] {
    return this.#urls.map((url, at) => `[${at + 1}] ${url}`)
  }
}
