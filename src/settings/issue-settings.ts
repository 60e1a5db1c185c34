import * as v from 'valibot'
import { described, text } from './setting.ts'

const aTitle = 'expected a title, or one for each of zh-CN, zh-TW and en'
const title = v.pipe(text, v.trim(), v.minLength(1, 'expected a title that is not empty'))
const titleOfSection = v.union(
  [
    title,
    v.strictObject(
      {
        'zh-CN': v.exactOptional(title),
        'zh-TW': v.exactOptional(title),
        en: v.exactOptional(title),
      },
      aTitle,
    ),
  ],
  aTitle,
)
/** `sections:` in `masthead.yaml`: how an issue is cut into sections. */
export const sectionsSetting = v.strictObject(
  {
    by: v.exactOptional(
      described(
        v.picklist(['category', 'tag', 'folder'], 'expected category, tag or folder'),
        'What of a post its section is made by',
      ),
      'category',
    ),
    order: v.exactOptional(
      described(v.array(text, 'expected a list of names'), 'Whose sections come first, in this order'),
      [],
    ),
    titles: v.exactOptional(
      described(
        v.record(text, titleOfSection, 'expected names with titles'),
        'What the headings of sections say, such as "go: Go language", or "go: { en: Go language }"',
      ),
      {},
    ),
  },
  'expected keys with values',
)

/** `limits:` in `masthead.yaml`: how much an issue may hold. */
export const limitsSetting = v.strictObject(
  {
    entries: v.exactOptional(
      described(
        v.pipe(
          v.number('expected a number'),
          v.integer('expected a whole number'),
          v.minValue(1, 'expected 1 or more'),
        ),
        'How many entries are told whole; as many again are set compact, and of others the title stands',
      ),
      30,
    ),
    kilobytes: v.exactOptional(
      described(
        v.pipe(v.number('expected a number'), v.minValue(20, 'expected 20 or more')),
        'How large the HTML of a mail may be; Gmail shows the first 102',
      ),
      102,
    ),
  },
  'expected keys with values',
)
