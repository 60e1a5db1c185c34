import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { readForm } from '../../src/site/visitors/request-form.ts'

const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' }
const app = new Hono().post('/', async c => {
  const form = await readForm(c)
  return c.json([form.value('a'), form.values('b')])
})

const send = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = urlencoded) =>
  app.request('/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

/** A body whose first part comes, and the rest never. */
const cutOff = () => {
  const parts = ['a=1&b=']
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift()
      if (part === undefined) controller.error(new Error('aborted'))
      else controller.enqueue(new TextEncoder().encode(part))
    },
  })
}

describe('readForm', () => {
  it.each([
    ['a=1&b=2&b=3&a=4', ['1', ['2', '3']]],
    ['', ['', []]],
    ['a=%ff%00&b', ['\ufffd\0', ['']]],
    ['&&=&%', ['', []]],
    ['a'.repeat(32_768), ['', []]],
    ['&'.repeat(32_768), ['', []]],
    ['a&'.repeat(16_384), ['', []]],
  ])('reads %j', async (body, expected) => {
    expect(await (await send(body)).json()).toEqual(expected)
  })

  it('leaves files out, and takes a broken form for an empty one', async () => {
    const form = new FormData()
    form.set('a', new Blob(['x']), 'x.txt')
    form.append('b', '中文')
    expect(await (await send(form, {})).json()).toEqual(['', ['中文']])
    const type = { 'Content-Type': 'multipart/form-data; boundary=x' }
    expect(await (await send('--x\r\nhalf', type)).json()).toEqual(['', []])
  })

  it.each([
    ['is too long', 'a'.repeat(32_769), 413],
    ['ends too early', cutOff(), 400],
  ])('refuses a form that %s', async (_name, body, status) => {
    expect((await send(body)).status).toBe(status)
  })
})
