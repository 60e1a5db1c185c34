/** A request that cannot be answered for a reason that can be told: it names neither key nor text. */
export class ModelFailure extends Error {}

/**
 * A fetch whose answers are read whole, and cut off at `mostBytes`: an answer may be endless. It sends no more headers
 * than a chat needs, whatever the environment tells the library to add, and follows no redirect: the key would go along.
 */
export function boundedFetch(mostBytes: number) {
  return async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const authorization = new Headers(init.headers).get('authorization')
    const response = await fetch(url, {
      method: init.method ?? 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(authorization && { authorization }),
      },
      body: init.body ?? null,
      signal: init.signal ?? null,
      redirect: 'manual',
    })
    const { status, headers } = response
    const bytes = await readAtMost(response, mostBytes)
    return new Response(isBodiless(status) ? null : bytes, { status, headers: answerHeaders(headers) })
  }
}

async function readAtMost({ body }: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    // Leaving the loop closes the connection.
    if (size > mostBytes) throw new ModelFailure(`its answer has more than ${mostBytes / 1024} KB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const isBodiless = (status: number): boolean => [204, 205, 304].includes(status)

// Some local servers forget to say that they answer in JSON.
function answerHeaders(headers: Headers): Headers {
  const pause = headers.get('retry-after')
  return new Headers({ 'content-type': 'application/json', ...(pause !== null && { 'retry-after': pause }) })
}
