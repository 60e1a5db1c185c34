import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../src/errors.ts'
import { readPeopleFile } from '../../src/subscribers/people-file.ts'
import { aWorkspace } from '../a-workspace.ts'

async function read(csv: string) {
  const { path } = await aWorkspace({ 'people.csv': csv })
  return readPeopleFile(path('people.csv'))
}

describe('readPeopleFile', () => {
  it.each(['email,name', 'Email Address,Full Name', '邮箱,姓名', '\uFEFFname,email'])(
    'finds the columns of "%s"',
    async head => {
      const row = head.includes('name,email') ? '王小明,a@example.org' : 'a@example.org,王小明'
      expect(await read(`${head}\r\n${row}\r\n`)).toEqual({
        subscribers: [{ address: 'a@example.org', name: '王小明' }],
        refused: [],
      })
    },
  )

  it('takes each address once, and refuses others with line and reason', async () => {
    const { subscribers, refused } = await read(
      'email\na@example.org\n\nA@Example.org\nnobody\n"x@example.org\nBcc: y@example.org"\n',
    )
    expect(subscribers).toEqual([{ address: 'a@example.org', name: '' }])
    expect(refused).toMatchObject([
      { line: 4, address: 'A@Example.org', reason: 'the same address as in line 2' },
      { line: 5, reason: expect.stringContaining('not an address') },
      { reason: expect.stringContaining('not an address') },
    ])
  })

  it('takes one mailbox once, however its domain is spelt', async () => {
    const { subscribers, refused } = await read('email\nm@münchen.de\nM@xn--mnchen-3ya.de\n<m@münchen.de>\n')
    expect(subscribers).toEqual([{ address: 'm@münchen.de', name: '' }])
    expect(refused).toMatchObject([
      { line: 3, reason: 'the same address as in line 2' },
      { line: 4, address: '<m@münchen.de>', reason: expect.stringContaining('not an address') },
    ])
  })

  it.each(['\n', '\r\n', '\r'])(
    'ends a line at any line end, whatever the first one was (%j)',
    async first => {
      const { subscribers, refused } = await read(
        `email,name${first}a@example.org,A\nb@example.org,B\r\nc@example.org,C\rd@example.org,D\n\r\nnobody\n`,
      )
      expect(subscribers.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D'])
      expect(refused).toMatchObject([{ line: 7, address: 'nobody' }])
    },
  )

  it('reads quoted values, and takes line breaks out of names', async () => {
    expect((await read('name,email\n"Lovelace, Ada\r\nBcc: x",ada@example.org\n')).subscribers).toEqual([
      { address: 'ada@example.org', name: 'Lovelace, Ada Bcc: x' },
    ])
  })

  it('takes addresses in other scripts', async () => {
    expect((await read('email\n用户@例子.中国\n')).subscribers).toHaveLength(1)
  })

  it.each([
    ['first,last\nAda,Lovelace\n', 'people.csv:1: no column of addresses: found first, last'],
    ['', 'people.csv:1: no column of addresses: found nothing'],
    ['email\n"never closed\n', 'people.csv:2: a quote opens here and is never closed'],
  ])('refuses a file without addresses or that is no CSV', async (csv, message) => {
    await expect(read(csv)).rejects.toThrow(SubscriberError)
    await expect(read(csv)).rejects.toThrow(message)
  })
})
