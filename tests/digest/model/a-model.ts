import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  path: string
  headers: IncomingMessage['headers']
  body: { model: string; messages: { role: string; content: string }[] }
}

export type Behaviour = (response: ServerResponse, asked: Asked) => void

/** An endpoint on this machine that answers as it is told, and remembers what it was asked. */
export async function aModel(behave: Behaviour): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', chunk => {
      text += chunk
    })
    request.on('end', () => {
      const question = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) }
      asked.push(question)
      behave(response, question)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked }
}

/** One that answers with this text. */
export const says =
  (content: unknown, finish_reason = 'stop'): Behaviour =>
  response =>
    sends(JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason }] }))(response)

export const sends =
  (body: string, status = 200, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }
