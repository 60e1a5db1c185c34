import { createHash, type KeyObject, sign as signData } from 'node:crypto'
import { promisify } from 'node:util'
import type { MessageBytes } from '../encoded/body-part.ts'
import { nameOfField, relaxedField } from './relaxed.ts'

/** A private key, RSA or Ed25519, and where its public part stands: `<selector>._domainkey.<domain>`. */
export interface DkimKey {
  /** In ASCII. */
  domain: string
  selector: string
  privateKey: KeyObject
}

/** What signs messages (RFC 6376, relaxed/relaxed; RFC 8463). */
export interface DkimSigner {
  /**
   * The DKIM-Signature fields of a message, one a key, each ending in CRLF, to be put before its header. `header` are
   * its fields, each ending in CRLF; `relaxedBody` is its body in relaxed form, in pieces.
   */
  sign(header: string, relaxedBody: readonly MessageBytes[]): Promise<string>
}

// RFC 8058 wants both headers of List-Unsubscribe to be signed.
const signedNames = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
]

/** Signs with each of the keys. */
export const dkimSigner = (keys: readonly DkimKey[]): DkimSigner => ({
  async sign(header, relaxedBody) {
    const signed = signedFields(header)
    const bodyHash = hashOf(relaxedBody)
    const fields = await Promise.all(keys.map(key => signatureField(key, signed, bodyHash)))
    return fields.join('')
  },
})

/** The names of the fields that are signed, and their relaxed forms in the same order. */
interface SignedFields {
  names: string[]
  relaxed: string
}

function signedFields(header: string): SignedFields {
  const byName = Map.groupBy(header.split(/\r\n(?![ \t])/), nameOfField)
  const found = signedNames.map(name => ({ name, fields: byName.get(name.toLowerCase()) ?? [] }))
  const names = found.flatMap(({ name, fields }) => fields.map(() => name))
  // Fields of one name are signed from the last one up.
  const relaxed = found.flatMap(({ fields }) =>
    fields.toReversed().map(field => `${relaxedField(field)}\r\n`),
  )
  // Named once more than it is there, From cannot be added by anybody on the way.
  return { names: ['From', ...names], relaxed: relaxed.join('') }
}

async function signatureField(key: DkimKey, signed: SignedFields, bodyHash: string): Promise<string> {
  const isRsa = key.privateKey.asymmetricKeyType === 'rsa'
  const unsigned = foldedTags([
    'DKIM-Signature: v=1;',
    `a=${isRsa ? 'rsa' : 'ed25519'}-sha256;`,
    'c=relaxed/relaxed;',
    `d=${key.domain};`,
    `s=${key.selector};`,
    ...`h=${signed.names.join(':')};`.split(/(?<=:)/),
    `bh=${bodyHash};`,
    'b=',
  ])
  const data = Buffer.from(signed.relaxed + relaxedField(unsigned))
  const signature = isRsa
    ? await signInPool('sha256', data, key.privateKey)
    : await signInPool(null, createHash('sha256').update(data).digest(), key.privateKey)
  return `${unsigned}${foldedBase64(signature)}\r\n`
}

// In Node's thread pool: a second core doubles the signatures a second.
const signInPool = promisify<string | null, Uint8Array, KeyObject, Buffer>(signData)

function hashOf(pieces: readonly MessageBytes[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('base64')
}

const longestLine = 76

// Between the names of h=, a space may stand or not; behind a semicolon, one does.
function foldedTags(words: readonly string[]): string {
  let text = ''
  let line = 0
  for (const word of words) {
    const space = text === '' || text.endsWith(':') ? '' : ' '
    const isFolded = line > 0 && line + space.length + word.length > longestLine
    text += isFolded ? `\r\n ${word}` : `${space}${word}`
    line = (isFolded ? 1 : line + space.length) + word.length
  }
  return text
}

const foldedBase64 = (bytes: Buffer): string =>
  (bytes.toString('base64').match(/.{1,72}/g) ?? []).map(line => `\r\n ${line}`).join('')
