import type { ListFormat } from '../list-format.ts'
import { buttondown } from './buttondown.ts'
import { ghost } from './ghost.ts'
import { hyvor } from './hyvor.ts'
import { keila } from './keila.ts'
import { listmonk } from './listmonk.ts'
import { mailchimp } from './mailchimp.ts'
import { mastheadList } from './masthead.ts'
import { plain } from './plain.ts'
import { substack } from './substack.ts'

/** All formats, in the order in which a file is held against them: the last one takes any column of addresses. */
export const listFormats: readonly ListFormat[] = [
  mastheadList,
  mailchimp,
  substack,
  buttondown,
  ghost,
  listmonk,
  keila,
  hyvor,
  plain,
]

/** The format of a name such as `mailchimp`; nothing where there is none. */
export const formatNamed = (name: string): ListFormat | undefined =>
  listFormats.find(format => format.name === name)
