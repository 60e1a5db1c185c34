import type { TextField } from '../posts/explanation.ts'
import { coverKeys } from './cover-address.ts'
import type { Digest } from './digest-post.ts'
import { summaryKeys } from './summaries/header-summary.ts'

/** What an issue tells of a post, with the keys of its header that may say it. */
export const toldFields = ({ summary, cover }: Digest): TextField[] => [
  { field: 'summary', value: summary, keys: summaryKeys },
  { field: 'cover', value: cover?.url ?? '', keys: coverKeys },
]
