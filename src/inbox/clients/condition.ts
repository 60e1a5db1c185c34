const token = /\s*(?:(gte|lte|gt|lt)\s+|([&|!()])|([a-z]\w{0,30})\s*(\d+(?:\.\d+)?)?)/iy

// Outlook for Windows since 2016 says 16, whatever its year.
const versions = new Map([
  ['mso', 16],
  ['vml', 1],
])

/** What Outlook for Windows makes of the condition of a comment, such as `mso | IE`; one that cannot be read is false. */
export function isTrueInOutlook(condition: string): boolean {
  const words: RegExpExecArray[] = []
  token.lastIndex = 0
  while (token.lastIndex < condition.trimEnd().length) {
    const word = token.exec(condition)
    if (!word) return false
    words.push(word)
  }
  const reader = { words, at: 0 }
  const value = readEither(reader)
  return reader.at === words.length && value === true
}

interface Reader {
  words: RegExpExecArray[]
  at: number
}

const signAt = ({ words, at }: Reader) => words[at]?.[2]

function readEither(reader: Reader): boolean | undefined {
  let value = readBoth(reader)
  while (signAt(reader) === '|') {
    reader.at++
    const other = readBoth(reader)
    value = value === undefined || other === undefined ? undefined : value || other
  }
  return value
}

function readBoth(reader: Reader): boolean | undefined {
  let value = readOne(reader)
  while (signAt(reader) === '&') {
    reader.at++
    const other = readOne(reader)
    value = value === undefined || other === undefined ? undefined : value && other
  }
  return value
}

function readOne(reader: Reader): boolean | undefined {
  const word = reader.words[reader.at++]
  if (!word) return undefined
  const [, comparison, sign] = word
  if (sign === '!') {
    const value = readOne(reader)
    return value === undefined ? undefined : !value
  }
  if (sign === '(') {
    const value = readEither(reader)
    return signAt(reader) === ')' && reader.at++ >= 0 ? value : undefined
  }
  if (comparison === undefined) return sign === undefined ? isFeature(word, undefined) : undefined
  const feature = reader.words[reader.at++]
  return feature?.[3] === undefined ? undefined : isFeature(feature, comparison.toLowerCase())
}

function isFeature([, , , name = '', version]: RegExpExecArray, comparison: string | undefined): boolean {
  const feature = name.toLowerCase()
  if (feature === 'true' || feature === 'false') return feature === 'true'
  const own = versions.get(feature)
  if (own === undefined) return false
  if (version === undefined) return true
  const asked = Number(version)
  if (comparison === 'gte') return own >= asked
  if (comparison === 'gt') return own > asked
  if (comparison === 'lte') return own <= asked
  if (comparison === 'lt') return own < asked
  return own === asked
}
