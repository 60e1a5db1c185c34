import { checkNamed, error, type Found } from '../found.ts'

/** RFC 5322 section 3.6, RFC 2045, 2369, 2919 and 8058: what may stand once. */
const once =
  'From Sender Reply-To To Cc Bcc Message-ID In-Reply-To References Subject Date MIME-Version Content-Type Content-Transfer-Encoding List-ID List-Unsubscribe List-Unsubscribe-Post'.split(
    ' ',
  )

/** Headers that stand twice, of which each program takes another, and signatures are said to be forged. */
export const singletonHeaders = checkNamed('duplicate-headers', ({ received }): Found[] => {
  const counts = new Map<string, number>()
  for (const { name } of received.structure.fields)
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1)
  return once.flatMap(name => {
    const count = counts.get(name.toLowerCase()) ?? 0
    return count > 1
      ? [error(`The header ${name} stands ${count} times`, 'Leave one: many servers refuse the mail.')]
      : []
  })
})
