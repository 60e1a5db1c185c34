import { describe, expect, it } from 'vitest'
import { connectModel } from '../../../src/digest/model/model-connection.ts'
import { aModel, type Behaviour, says, sends } from './a-model.ts'

const limits = { timeoutMs: 2000, mostBytes: 64 * 1024, longestPauseMs: 1000 }
const prompt = { instructions: 'Be short.', post: 'A post.' }
const secret = 'sk-very-secret'
const never = new AbortController().signal

async function ask(behave: Behaviour, special = {}) {
  const { url, asked } = await aModel(behave)
  const model = await connectModel({ url, name: 'small', key: secret }, { ...limits, ...special })
  return { answer: await model(prompt, never).catch((error: Error) => error.message), asked }
}

const withoutEnd: Behaviour = response => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const write = () => {
    while (!response.destroyed && response.write(' '.repeat(10_000)));
  }
  response.on('drain', write)
  write()
}

describe('a model', () => {
  it('that answers with the key has answered nothing', async () => {
    const { answer } = await ask(says(`The key is ${secret}.`))
    expect(answer).toBe('it answered with the key')
  })

  it('is asked with its name, the key and two messages, and nothing else', async () => {
    const { answer, asked } = await ask(says('Fine.'))
    expect(answer).toEqual({ text: 'Fine.', isCut: false })
    expect(asked).toMatchObject([
      { path: '/v1/chat/completions', headers: { authorization: `Bearer ${secret}` } },
    ])
    expect(Object.keys(asked[0]?.headers ?? {}).filter(name => /stainless|openai|agent/.test(name))).toEqual([
      'user-agent',
    ])
    expect(asked[0]?.body).toEqual({
      model: 'small',
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'A post.' },
      ],
    })
  })

  it('says when its answer was cut off', async () => {
    expect((await ask(says('Fi', 'length'))).answer).toEqual({ text: 'Fi', isCut: true })
  })

  it('may forget to say that it answers in JSON', async () => {
    const plain: Behaviour = response => response.end('{"choices":[{"message":{"content":"Fine."}}]}')
    expect((await ask(plain)).answer).toEqual({ text: 'Fine.', isCut: false })
  })

  const misbehaviours: [string, Behaviour, string][] = [
    ['500', sends(`{"error":{"message":"key ${secret}"}}`, 500), 'it answers 500'],
    ['401', sends(`key ${secret}`, 401), 'it answers 401: MASTHEAD_MODEL_KEY is not accepted'],
    ['404', sends('', 404), 'it answers 404: does the address lack /v1, or is there no such model?'],
    ['429 with a long pause', sends('', 429, { 'retry-after': '3600' }), 'it answers 429'],
    ['429 with a pause that is none', sends('', 429, { 'retry-after': 'later' }), 'it answers 429'],
    ['a redirect', sends('', 302, { location: 'http://127.0.0.1:9/' }), 'it answers 302'],
    ['no content', sends('', 204), 'its answer is no chat completion'],
    ['text', sends('Hello'), 'its answer is not JSON'],
    ['half of an object', sends('{"choices":[{'), 'its answer is not JSON'],
    ['null', sends('null'), 'its answer is no chat completion'],
    ['a list', sends('[]'), 'its answer is no chat completion'],
    ['no choices', sends('{"choices":[]}'), 'its answer is no chat completion'],
    ['choices of another kind', sends('{"choices":[null,1]}'), 'its answer is no chat completion'],
    ['content of another kind', says({ text: 'x' }), 'its answer is no chat completion'],
    ['a megabyte', says('x'.repeat(1_000_000)), 'its answer has more than 64 KB'],
    ['a megabyte about an error', sends('x'.repeat(1_000_000), 500), 'its answer has more than 64 KB'],
    ['text without end', withoutEnd, 'its answer has more than 64 KB'],
    ['a dropped connection', response => response.destroy(), 'no connection (UND_ERR_SOCKET)'],
  ]

  it.each(misbehaviours)('that answers with %s gives a reason, and no key', async (_what, behave, reason) => {
    expect((await ask(behave)).answer).toBe(reason)
  })

  it.each<[string, Behaviour]>([
    ['never answers', () => {}],
    ['begins and never ends', response => void response.writeHead(200).write('{"choices":')],
  ])('that %s is left after the time', async (_what, behave) => {
    expect((await ask(behave, { timeoutMs: 50 })).answer).toBe('no answer within 0.05 s')
  })

  it.each([429, 503])('that is busy (%i) is asked once more after a short pause', async status => {
    let requests = 0
    const { answer, asked } = await ask((response, question) => {
      requests += 1
      if (requests === 1) sends('', status, { 'retry-after': '0' })(response)
      else says('Fine.')(response, question)
    })
    expect(answer).toEqual({ text: 'Fine.', isCut: false })
    expect(asked).toHaveLength(2)
  })

  it('that stays busy is asked twice and not more', async () => {
    const { answer, asked } = await ask(sends('', 503, { 'retry-after': '0' }))
    expect([answer, asked.length]).toEqual(['it answers 503', 2])
  })

  it('that is not there gives its reason', async () => {
    const model = await connectModel({ url: 'http://127.0.0.1:9/v1', name: 'x', key: secret }, limits)
    await expect(model(prompt, never)).rejects.toThrow(/^no connection/)
  })
})
