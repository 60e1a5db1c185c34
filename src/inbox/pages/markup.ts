import type { HtmlEscapedString } from 'hono/utils/html'

/** Escaped HTML: what a `html` template returns. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** What every page of the inbox needs to know. */
export interface PageFrame {
  /** The secret path that every link starts with, such as `/3f9c…`. */
  base: string
  /** The name of the inbox, on every page. */
  title: string
}
