/** A link to where something comes from. */
export interface Source {
  /** Never empty: what the post calls it, else its site. */
  title: string
  /** An http(s) address without tracking. */
  url: string
}
