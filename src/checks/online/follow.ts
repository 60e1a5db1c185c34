import type { AskWeb, WebAnswer } from './web-connection.ts'
import { WebFailure } from './web-connection.ts'

const mostRedirects = 5

/** What the page behind an address answers: by HEAD, and by GET where that is refused, for not every server knows HEAD. */
export async function followed(url: string, ask: AskWeb): Promise<WebAnswer> {
  const first = await follow(url, 'HEAD', ask).catch(error => {
    if (error instanceof WebFailure && error.problem === 'connection') return undefined
    throw error
  })
  return first && first.status < 400 ? first : follow(url, 'GET', ask)
}

async function follow(url: string, method: 'HEAD' | 'GET', ask: AskWeb): Promise<WebAnswer> {
  let at = url
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await ask(at, method)
    if (answer.status < 300 || answer.status >= 400 || answer.location === undefined) return answer
    if (!/^https?:/.test(answer.location))
      throw new WebFailure('connection', `it leads to ${answer.location.slice(0, 80)}`)
    at = answer.location
  }
  throw new WebFailure('connection', `it redirects more than ${mostRedirects} times`)
}
