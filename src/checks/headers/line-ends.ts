import { checkNamed, error, type Found } from '../found.ts'

/** Line ends that are not CR LF, which servers refuse, or read as the end of the mail. */
export const lineEnds = checkNamed('line-ends', ({ received: { raw } }): Found[] => {
  const text = raw.toString('latin1')
  const [pairs, feeds, returns] = [count(text, '\r\n'), count(text, '\n'), count(text, '\r')]
  // A mail in a file of Unix has none of them, and gets them when it is sent.
  const bareFeeds = pairs === 0 ? 0 : feeds - pairs
  const wayOut = 'End every line with CR LF; encode what has other line ends in base64.'
  return [
    ...(bareFeeds > 0 ? [error(`The mail has LF without CR ${times(bareFeeds)}`, wayOut)] : []),
    ...(returns > pairs ? [error(`The mail has CR without LF ${times(returns - pairs)}`, wayOut)] : []),
  ]
})

const times = (count: number): string => (count === 1 ? 'once' : `${count.toLocaleString('en')} times`)

function count(text: string, sign: string): number {
  let found = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) found += 1
  return found
}
