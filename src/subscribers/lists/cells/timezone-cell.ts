const known = new Map<string, string | undefined>(
  Intl.supportedValuesOf('timeZone').map(zone => [zone.toLowerCase(), zone]),
)
/** How many spellings are remembered besides those that the system lists. */
const mostKnown = known.size + 1000

/** The IANA time zone of a cell such as `Asia/Shanghai`, in any case; nothing for any other text. */
export function readTimezone(cell: string): string | undefined {
  const written = cell.trim()
  const key = written.toLowerCase()
  if (known.has(key)) return known.get(key)
  const zone = isTimezone(written) ? written : undefined
  if (known.size < mostKnown && key.length <= longestZone) known.set(key, zone)
  return zone
}

/** In characters. */
const longestZone = 64

function isTimezone(written: string): boolean {
  // An offset such as +08:00 knows no summer time.
  if (written.length > longestZone || !/^[a-z]/i.test(written)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: written })
    return true
  } catch {
    return false
  }
}
