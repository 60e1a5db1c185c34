/** What template languages and mail services fill in: Handlebars and Jinja, Liquid, ERB, Mailchimp, ExactTarget, Mailgun. */
const marks = [
  /\{\{[^{}]{0,100}[\w#>.][^{}]{0,100}\}\}/,
  /\{%[^%{}]{1,200}%\}/,
  /<%[^%<>]{1,200}%>/,
  /\*\|[A-Z][^|*\s]{0,100}\|\*/,
  /%%[A-Za-z_][\w .:-]{0,60}%%/,
  /%recipient[.\w]{1,60}%/,
]
const mark = new RegExp(marks.map(({ source }) => source).join('|'), 'g')
// In an address a shell's or a program's variable is no content either.
const markInAddress = new RegExp(`${mark.source}|\\$\\{[^{}]{1,100}\\}`, 'g')

/** What in a text a template was to fill in, such as `{{ name }}`; each once. */
export const marksIn = (text: string): string[] => eachOnce(text.match(mark) ?? [])

/** The same in an address, in which the signs may be encoded. */
export const marksInAddress = (address: string): string[] =>
  eachOnce(unescaped(address).match(markInAddress) ?? [])

const eachOnce = (marks: readonly string[]): string[] => [...new Set(marks)]

const signs: Record<string, string> = {
  '7B': '{',
  '7D': '}',
  '7C': '|',
  '25': '%',
  '20': ' ',
  '24': '$',
  '3C': '<',
  '3E': '>',
}

const unescaped = (address: string): string =>
  address.replace(/%(7[bcd]|2[045]|3[ce])/gi, (whole, code: string) => signs[code.toUpperCase()] ?? whole)
