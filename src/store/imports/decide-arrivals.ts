import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { attributesSize, largestAttributes } from '../../subscribers/attributes-size.ts'
import type { ImportOrder } from '../../subscribers/lists/import-store.ts'
import { mergedProfile } from '../../subscribers/rules/add.ts'
import type { Profile } from '../../subscribers/subscriber.ts'
import type { Database, Db } from '../database.ts'
import { writeProfile } from '../subscriber-rows.ts'
import { left } from './import-tables.ts'

/** Some arrivals by their number, both ends included. */
interface Slice {
  from: number
  to: number
}

const tooMany = `attributes of more than ${largestAttributes} bytes, together with those that are known here`

const heldBack = 'another line with this address cannot be read, and may say that they left'

/**
 * Teaches a connection to merge what is known with what a file says, as people are merged everywhere; attributes that
 * are too many together are NULL.
 */
export function teachMerging({ sqlite }: Database): void {
  const teach = (name: string, merge: (known: string, said: string) => string | null) =>
    sqlite.function(name, { deterministic: true }, (known, said) => merge(String(known), String(said)))
  teach('merged_tags', (known, said) => {
    const before = profileWith({ tags: JSON.parse(known) })
    return writeProfile(mergedProfile(before, { tags: JSON.parse(said) })).tags ?? known
  })
  teach('merged_attributes', (known, said) => {
    const before = profileWith({ attributes: JSON.parse(known) })
    const { attributes } = mergedProfile(before, { attributes: JSON.parse(said) })
    if (isDeepStrictEqual(attributes, before.attributes)) return known
    return attributesSize(attributes) > largestAttributes ? null : JSON.stringify(attributes)
  })
}

const profileWith = (profile: Partial<Profile>): Profile => ({
  name: '',
  tags: [],
  attributes: {},
  ...profile,
})

// Arrivals beside whom they are, and what keeps them from the list.
const met = ({ from, to }: Slice) => sql`
  SELECT a.*, s.id AS subscriber, s.status AS was,
    s.name AS known_name, s.language AS known_language, s.timezone AS known_timezone,
    s.tags AS known_tags, s.attributes AS known_attributes,
    CASE
      WHEN p.mailbox IS NOT NULL THEN p.reason || ' on ' || substr(p.at, 1, 10) ||
        CASE p.place WHEN '' THEN '' ELSE ' (' || p.place || ')' END
      WHEN f.mailbox IS NOT NULL THEN 'forgotten'
      WHEN s.status IN ${left} THEN s.status
    END AS suppression,
    h.mailbox IS NOT NULL AND a.status NOT IN ${left} AS held
  FROM temp.arrivals AS a
  LEFT JOIN subscribers AS s ON s.mailbox = a.mailbox
  LEFT JOIN suppressions AS p ON p.mailbox = a.mailbox
  LEFT JOIN temp.forgotten_arrivals AS f ON f.mailbox = a.mailbox
  LEFT JOIN temp.held_back AS h ON h.mailbox = a.mailbox
  LEFT JOIN temp.doubles AS d ON d.at = a.at
  WHERE a.at BETWEEN ${from} AND ${to} AND d.at IS NULL`

// What would be known of them, as `mergedProfile` has it, and be their status.
const merged = ({ isAsking, language }: ImportOrder) => sql`
  SELECT at, suppression, held, subscriber, status AS said, was,
    known_name, known_language, known_timezone, known_tags, known_attributes,
    CASE WHEN status = 'active' AND ${isAsking ? 1 : 0} AND coalesce(was, 'pending') = 'pending' THEN 'pending'
      WHEN status = 'active' OR was IS NULL THEN status
      ELSE was END AS status,
    CASE WHEN name <> '' THEN name ELSE coalesce(known_name, '') END AS name,
    coalesce(language, known_language, ${language ?? null}) AS language,
    coalesce(timezone, known_timezone) AS timezone,
    CASE WHEN known_tags IS NULL OR tags IN ('[]', known_tags) THEN coalesce(known_tags, tags)
      ELSE merged_tags(known_tags, tags) END AS tags,
    CASE WHEN known_attributes IS NULL OR attributes IN ('{}', known_attributes)
      THEN coalesce(known_attributes, attributes)
      ELSE merged_attributes(known_attributes, attributes) END AS attributes
  FROM met`

// What of that is not known already.
const compared = sql`
  SELECT *, concat_ws(', ', iif(status = was, NULL, 'status'), iif(name = known_name, NULL, 'name'),
    iif(language IS known_language, NULL, 'language'), iif(timezone IS known_timezone, NULL, 'time zone'),
    iif(tags = known_tags, NULL, 'tags'), iif(attributes = known_attributes, NULL, 'attributes')) AS differs
  FROM merged`

/** Decides what becomes of some arrivals; of those who are new, `numbersFrom` and the arrival make the number. */
export async function decide(db: Db, slice: Slice, order: ImportOrder, numbersFrom: number): Promise<void> {
  await sql`DELETE FROM temp.decisions`.execute(db)
  await sql`
    WITH met AS (${met(slice)}), merged AS (${merged(order)}), compared AS (${compared})
    INSERT INTO temp.decisions (at, outcome, reason, subscriber, status, name, language, timezone, tags, attributes)
    SELECT at,
      CASE WHEN suppression IS NOT NULL THEN 'suppressed'
        WHEN held THEN 'refused'
        WHEN subscriber IS NULL THEN 'added'
        WHEN said IN ${left} THEN 'leaving'
        WHEN attributes IS NULL THEN 'refused'
        WHEN differs = '' THEN 'unchanged'
        ELSE 'updated' END,
      CASE WHEN suppression IS NOT NULL THEN suppression
        WHEN held THEN ${heldBack}
        WHEN subscriber IS NULL THEN status
        WHEN said IN ${left} THEN said
        WHEN attributes IS NULL THEN ${tooMany}
        ELSE differs END,
      coalesce(subscriber, ${numbersFrom} + at),
      CASE WHEN said IN ${left} THEN said ELSE status END,
      name, language, timezone, tags, attributes
    FROM compared`.execute(db)
}
