/** A cell that no spreadsheet takes for a formula, and that holds no control characters; an import undoes the mark. */
export function safeCell(cell: string): string {
  const text = cell.toWellFormed().replace(/(?![\t\n])\p{Cc}/gu, ' ')
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

// Where numbers have a comma, spreadsheets part cells at semicolons, quoted or not.
/** Text in which nothing after a semicolon is a formula either. */
export const guardedInside = (text: string): string => text.replace(/;(?='*[=+\-@])/g, ";'")

/** The text that was guarded so. */
export const unguardedInside = (text: string): string => text.replace(/;'(?='*[=+\-@])/g, ';')

/** JSON in which no text begins as a formula, wherever a spreadsheet parts it; any reader of JSON gives back the same. */
export const jsonCell = (value: unknown): string =>
  JSON.stringify(value, wellFormed).replace(
    /(?<=[;"]'*)[=+\-@]/g,
    sign => `\\u00${sign.charCodeAt(0).toString(16)}`,
  )

/** For JSON.stringify: texts that UTF-8 can hold. */
export const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value
