const idShape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{6}$/

/** The name of a captured mail, such as `20260116T083000123Z-00ab12`: sorts by time, safe in a file name and in a URL. */
export function mailId(receivedAt: Date, suffix: number): string {
  const stamp = receivedAt.toISOString().replace(/[-:.]/g, '')
  return `${stamp}-${suffix.toString(16).padStart(6, '0')}`
}

/** Whether a text from outside is the name of a captured mail, and so cannot be a path. */
export function isMailId(text: string): boolean {
  return idShape.test(text) && !Number.isNaN(receivedAtOf(text).getTime())
}

/** When the mail of this id was received, to the millisecond. */
export function receivedAtOf(id: string): Date {
  return new Date(id.replace(idShape, '$1-$2-$3T$4:$5:$6.$7Z'))
}
