/** A site that is asked for everything at once takes it for an attack. */
const most = { atOnce: 8, perHost: 2 }

/** Does some work for each of several addresses, a few at once, and fewer for each host. */
export async function askEach<Result>(
  urls: readonly string[],
  work: (url: string) => Promise<Result>,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>()
  const waiting = [...urls]
  const busy = new Map<string, number>()
  const next = () => {
    const at = waiting.findIndex(url => (busy.get(hostOf(url)) ?? 0) < most.perHost)
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }
  const run = async (): Promise<void> => {
    for (let url = next(); url !== undefined; url = next()) {
      const host = hostOf(url)
      busy.set(host, (busy.get(host) ?? 0) + 1)
      results.set(url, await work(url))
      busy.set(host, (busy.get(host) ?? 1) - 1)
    }
  }
  // A host that is busy holds its own addresses back only until the worker that is at it comes for the next.
  await Promise.all(Array.from({ length: most.atOnce }, run))
  return results
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? ''
