import * as v from 'valibot'
import { isOneLine } from './one-line.ts'
import { isOnThisMachine } from './this-machine.ts'

const anEndpoint = 'expected the address of an endpoint such as http://localhost:11434/v1'
const url = v.pipe(
  v.string(anEndpoint),
  v.trim(),
  v.check(written => /^https?:\/\//i.test(written) && URL.canParse(written), anEndpoint),
  v.check(
    written => withURL(written, ({ username, password }) => username === '' && password === ''),
    'a key does not belong here: put it into .env as MASTHEAD_MODEL_KEY',
  ),
  v.check(written => withURL(written, ({ search, hash }) => search === '' && hash === ''), anEndpoint),
  v.check(
    written => withURL(written, ({ protocol }) => protocol === 'https:') || isOnThisMachine(written),
    'expected https://, since the key would go to another machine for everybody to read',
  ),
)

/** What `summary.model` may say. */
export const model = v.strictObject(
  {
    url: v.pipe(
      url,
      v.description(
        'An OpenAI-compatible endpoint, up to what stands before /chat/completions; https, or this machine',
      ),
    ),
    name: v.pipe(
      v.string('expected the name of a model'),
      v.trim(),
      v.minLength(1, 'expected the name of a model'),
      v.maxLength(200, 'expected a name of at most 200 characters'),
      v.check(isOneLine, 'expected a name on one line, without control characters'),
      v.description('The model, as the endpoint calls it'),
    ),
  },
  'expected a url and a name',
)

/** What `summary` may say. */
export const summary = v.strictObject(
  {
    length: v.exactOptional(
      v.pipe(
        v.picklist(['short', 'normal', 'detailed'], 'expected short, normal or detailed'),
        v.description('How much is said of a post'),
      ),
      'normal',
    ),
    model: v.exactOptional(
      v.pipe(
        model,
        v.description(
          'A language model that may write summaries; each is used only if the post has all its numbers and names',
        ),
      ),
    ),
  },
  'expected keys with values',
)

function withURL(written: string, holds: (url: URL) => boolean): boolean {
  const url = URL.parse(written)
  return url !== null && holds(url)
}
