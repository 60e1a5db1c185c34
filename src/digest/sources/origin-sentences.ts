const nouns =
  'post|article|story|piece|essay|blog|blog (?:post|entry)|entry|interview|page|text|guide|tutorial|case study'
const was = '(?:was |were |is |has been |had been )?'
const first = '(?:originally|first(?:ly)?|initially|previously)'
const shown =
  '(?:(?:cross-?|re-?)?(?:posted|published)|appeared|released|featured|printed|written (?:by|for))'
const again = '(?:(?:cross|re)-?posted|republished|reprinted|translated)'
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w{0,6}\\.?'
const date = `(?:${month} )?\\d{1,4}(?:st|nd|rd|th)?(?: ${month})?,?(?: \\d{4},?)?`
const place = `(?:here|with|by|at|(?:on|in)(?! (?:${month} )?\\d)|(?:on|in) ${date} (?:on|at|in|by)(?! \\d)) `
// What a post became in another place or language is no original of it.
const notOnward = '(?!,? (?:(?:in)?to|and translated)\\b)'
const copy = '(?:translation|translated version|(?:cross|re)-?post|cross-?posting|republication|reprint)'
const original =
  'original(?: (?:post|article|essay|blog(?: post)?|(?:version|text|source) of this \\w{2,10}))?'
// Within a longer text these words lead to something else to read.
const rest = '(?:[^.!?。]|[.!?](?=\\S)){0,120}[.!]?[)\\]_*\\s]*$'

/** How an English sentence says, from its start, that the text it stands in comes from elsewhere; for `RegExp`, small letters. */
export const englishOrigins: readonly string[] = [
  `(?:this|the) (?:${nouns}) ${was}${first} ${shown}`,
  `(?:this|the) (?:${nouns}) ${was}${again}${notOnward}`,
  `this (?:${nouns}) ${was}(?:posted|published|appeared) ${place}`,
  `${first} (?:published|posted|appeared|written (?:by|for))`,
  `${again}(?: here)?(?: with (?:kind )?permission)?(?: from| by)`,
  `(?:this|(?:this|the) (?:${nouns})|(?:what|the text) (?:follows|below)) (?:is|was) (?:an? |the |my |our )?(?:[\\w-]{1,20} ){0,2}${copy} (?:of|from)\\b`,
  `the original (?:post|article|essay|blog(?: post)?|(?:version|text) of this \\w{2,10}) (?:is|can be|may be|was) (?:(?:available|found|read|published|posted) )?(?:here|at|on|in|over)\\b${rest}`,
  `(?:you can )?(?:read|view|find) (?:the |this )?${original}(?: (?:here|at|on|in|over)\\b${rest}|[.!)\\]\\s]*$)`,
]

/** How one that ends a note about the writer does. */
export const englishOriginsAtEnd: readonly string[] = [
  `(?:this (?:${nouns}) ${was})?${first} (?:posted|published|appeared) (?:at|on|in|by)\\b`,
  `this (?:${nouns}) ${was}${again} (?:from|with permission)\\b`,
]
