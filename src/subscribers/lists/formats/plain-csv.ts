import { readAddress } from '../../address.ts'
import { statuses } from '../../subscriber.ts'
import { type ListFormat, type Row, RowError } from '../list-format.ts'

const columns = ['email', 'name', 'language', 'tags', 'status']

/** Any CSV file with a column `email`. */
export const plainCsv: ListFormat = {
  name: 'csv',
  title: 'plain CSV',
  readerFor: head => (head.columns.includes('email') ? readRow : undefined),
  files: [
    {
      name: 'subscribers.csv',
      columns,
      takes: () => true,
      write: ({ subscriber }) => [
        subscriber.address,
        subscriber.name,
        subscriber.language ?? '',
        subscriber.tags.join(';'),
        subscriber.status,
      ],
    },
  ],
}

function readRow(row: Row) {
  const address = readAddress((row.email ?? '').trim())
  if (address === undefined) throw new RowError('not an address: expected one such as ada@example.org')
  return {
    address,
    profile: {
      name: (row.name ?? '').trim(),
      language: row.language || undefined,
      tags: (row.tags ?? '').split(/[;,]/).flatMap(tag => tag.trim() || []),
    },
    status: statuses.find(status => status === row.status) ?? 'active',
    details: {},
    consents: [],
  } as const
}
