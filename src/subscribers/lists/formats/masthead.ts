import { readAttributes } from '../cells/attributes-cell.ts'
import { guardedInside, jsonCell, unguardedInside } from '../cells/formula-guard.ts'
import { found } from '../cells/found.ts'
import { parsedJson } from '../cells/json-text.ts'
import { readTags } from '../cells/tags-cell.ts'
import { type Arrival, type ListFormat, type Row, RowError } from '../list-format.ts'
import { personFields, personOfRecord, readPerson } from '../person-json.ts'
import { hasAll } from './signature.ts'

/** Masthead's own file, which has a column for each field. */
export const mastheadList: ListFormat = {
  name: 'masthead',
  title: 'Masthead',
  readerFor: head => (hasAll(head, 'email', 'status', 'attributes', 'consents') ? read : undefined),
  files: [
    {
      name: 'subscribers.csv',
      columns: personFields,
      takes: () => true,
      write: record => {
        const { name, tags, attributes, consents, ...texts } = personOfRecord(record)
        const cells: Record<string, string> = {
          ...texts,
          name: guardedInside(name),
          tags: tags.some(hasSeparator) ? jsonCell(tags) : tags.join(', '),
          attributes: Object.keys(attributes).length > 0 ? jsonCell(attributes) : '',
          consents: consents.length > 0 ? jsonCell(consents) : '',
        }
        return personFields.map(field => cells[field] ?? '')
      },
    },
  ],
}

function read(row: Row): Arrival {
  const tags = row.tags?.trim() ?? ''
  return readPerson({
    ...row,
    name: unguardedInside(row.name ?? ''),
    status: row.status ?? '',
    tags: tags.startsWith('["') ? json(tags) : readTags(tags, /[,;]/),
    attributes: readAttributes(row.attributes ?? ''),
    consents: row.consents?.trim() ? json(row.consents) : [],
  })
}

const hasSeparator = (tag: string): boolean => /[,;]|^\["/.test(tag)

function json(cell: string): unknown {
  const value = parsedJson(cell)
  if (value !== undefined) return value
  throw new RowError(`not JSON: ${found(cell)}, expected as Masthead writes it`)
}
