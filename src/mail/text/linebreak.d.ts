declare module 'linebreak' {
  /** Where lines may break, by UAX 14. */
  class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required: boolean } | null
  }
  export = LineBreaker
}
