import { mailboxOf } from '../../src/subscribers/address.ts'
import type { Segment, Term } from '../../src/subscribers/segment/segment.ts'
import type { Subscriber } from '../../src/subscribers/subscriber.ts'

/** What the database does in SQL, for one person. */
export function isInSegment(person: Subscriber, segment: Segment): boolean {
  switch (segment.kind) {
    case 'and':
      return segment.parts.every(part => isInSegment(person, part))
    case 'or':
      return segment.parts.some(part => isInSegment(person, part))
    case 'not':
      return !isInSegment(person, segment.part)
    default:
      return isMet(person, segment)
  }
}

function isMet({ address, tags, language, since, attributes }: Subscriber, term: Term): boolean {
  switch (term.kind) {
    case 'tag':
      return tags.includes(term.tag)
    case 'language':
      return language === term.language || (language?.startsWith(`${term.language}-`) ?? false)
    case 'domain':
      return mailboxOf(address).split('@')[1] === term.domain
    case 'since': {
      const day = since.toISOString().slice(0, 10)
      return day >= (term.from ?? day) && day <= (term.to ?? day)
    }
    case 'attribute': {
      const value = Object.hasOwn(attributes, term.name) ? attributes[term.name] : undefined
      return [value].flat().some(one => isPlain(one) && String(one) === term.value)
    }
  }
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
