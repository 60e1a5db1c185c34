import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../../src/errors.ts'
import { openList } from '../../../src/subscribers/lists/list-file.ts'
import { aWorkspace } from '../../a-workspace.ts'
import { aFormat, aList, readAll } from './a-list.ts'

const read = async (text: string | Uint8Array, name?: string) => readAll(await aList(text, name))
const ada = 'ada@example.org'

describe('a list', () => {
  it('is recognised by its columns, and tells which', async () => {
    expect(await aList('Name,Shoe size,E-mail,EMAIL\n')).toMatchObject({
      name: 'people.csv',
      title: 'a test',
      columns: ['name', 'email'],
    })
  })

  it.each([
    ['a comma', 'email,name\nada@example.org,"Lovelace; Ada"\n', 'Lovelace; Ada'],
    ['a semicolon', 'email;name\nada@example.org;"Lovelace, Ada"\n', 'Lovelace, Ada'],
    ['a tab', 'email\tname\nada@example.org\tLovelace, Ada\n', 'Lovelace, Ada'],
    ['a semicolon, with commas in its header', '"email";"a, b, c";name\nada@example.org;;A\n', 'A'],
  ])('has %s between its values', async (_name, text, name) => {
    const { people, refused } = await read(text)
    expect(refused).toEqual([])
    expect(people.map(({ arrival }) => arrival.profile.name)).toEqual([name])
  })

  it('names the line in which a row begins, whatever stands in others', async () => {
    const rows = ['', '"a@example.org","x\r\ny\r\n\nz"', '', 'b@example.org,5" x', 'c@example.org,', '']
    const { people, refused } = await read(`email,notes\r\n${rows.join('\r\n')}`)
    expect(people.map(({ line }) => line)).toEqual([3, 9])
    expect(refused).toMatchObject([{ line: 8, reason: expect.stringContaining('a quote within a value') }])
  })

  it('names the same lines whatever its values and line ends are', async () => {
    const value = fc.array(fc.constantFrom('a', '"', '\r', '\n', '\r\n', ',', '王'), { maxLength: 6 })
    const rows = fc.array(fc.record({ value, end: fc.constantFrom('\n', '\r\n', '\r\n\r\n') }), {
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(rows, async written => {
        let text = 'email,notes\n'
        const lines = written.map(({ value, end }, at) => {
          const line = text.split(/\r\n|\n|\r/).length
          text += `x${at}@example.org,"${value.join('').replaceAll('"', '""')}"${end}`
          return line
        })
        const { people, refused } = await read(text)
        expect(people.map(({ line }) => line)).toEqual(lines)
        expect(refused).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('loses the quote that kept a spreadsheet from calculating', async () => {
    const cells = ["'=1+1", "''+49", "'Ada", "'@x", '=2', "'"]
    const { people } = await read(
      `email,name\n${cells.map((cell, at) => `x${at}@example.org,${cell}\n`).join('')}`,
    )
    expect(people.map(({ arrival }) => arrival.profile.name)).toEqual([
      '=1+1',
      "'+49",
      "'Ada",
      '@x',
      '=2',
      "'",
    ])
  })

  it('is read as lines of JSON by its name, or by how it begins', async () => {
    const lines = `{"email":"${ada}"}\n\n{"email":"nobody"}\n[\n`
    for (const name of ['people.jsonl', 'people.txt']) {
      const { people, refused } = await read(lines, name)
      expect(people).toMatchObject([{ line: 1, arrival: { address: ada } }])
      expect(refused.map(({ line }) => line)).toEqual([3, 4])
    }
  })
})

describe('a row is refused, and the others go on, where it has', () => {
  const big = 'x'.repeat(10_000_000)
  it.each([
    ['no address', 'nobody,x', 'not an address'],
    ['a line break in its address', '"x@example.org\r\nBcc: y@example.org",x', 'not an address'],
    [
      'a line break in its name',
      'x@example.org,"Ada\r\nBcc: y@example.org"',
      'a line break or a control character',
    ],
    ['an escape in its name', 'x@example.org,\u001b[2J', 'a line break or a control character'],
    ['a field of 10 MB', `x@example.org,${big}`, '"name" has 10000000 characters'],
    ['a field of 10 MB between quotes', `x@example.org,"${big}"`, '"name" has 10000000 characters'],
    ['too many values', 'x@example.org,a,b', '3 values, and the header has 2 columns'],
    ['a quote within a value', 'x@example.org,5" x', 'a quote within a value'],
  ])('%s', async (_name, row, reason) => {
    const { people, refused } = await read(`email,name\n${row}\n${ada},Ada\n`)
    expect(people.map(({ arrival }) => arrival.address)).toEqual([ada])
    expect(refused).toHaveLength(1)
    expect(refused).toMatchObject([{ line: 2, reason: expect.stringContaining(reason) }])
  })

  it('too few values, unless it is an address alone', async () => {
    const { people, refused } = await read(
      `email,name,status\nx@example.org,active\n${ada}\n${ada},,,,\n,,\n`,
    )
    expect(people.map(({ line }) => line)).toEqual([3, 4])
    expect(refused).toMatchObject([{ line: 2, reason: '2 values, and the header has 3 columns' }])
  })

  it.each([
    ['half a letter', `{"email":"x@example.org","name":"\\ud83d!"}`, 'half a character'],
    ['a NUL', `{"email":"x@example.org","name":"\\u0000"}`, 'a control character'],
    [
      'a thousand levels',
      `{"email":"x@example.org","attributes":${'{"a":'.repeat(1000)}1${'}'.repeat(1001)}`,
      'layers',
    ],
    ['six million characters', `{"email":"${'x'.repeat(6_000_000)}"}`, 'more than five million characters'],
  ])('in JSON, %s', async (_name, line, reason) => {
    const { people, refused } = await read(
      `{"email":"${ada}","name":"\\\\ud83d"}\n${line}\n{"email":"${ada}"}`,
      'x.jsonl',
    )
    expect(people.map(({ line }) => line)).toEqual([1, 3])
    expect(refused).toMatchObject([{ line: 2, reason: expect.stringContaining(reason) }])
  })
})

describe('nothing is taken of a file', () => {
  const rows = Array.from({ length: 3000 }, (_, at) => `x${at}@example.org,"A\n"\n`).join('')
  it.each([
    [
      'with a quote left open',
      `email,name\n${ada},"x\ny"\nb@example.org,"never\nclosed\n`,
      ':4: a quote opens here',
    ],
    [
      'with a quote left open far ahead',
      `email,name\n${ada},"open\n${'b@example.org,x\n'.repeat(1_200_000)}`,
      ':2: a quote opens here',
    ],
    [
      'with a quote left open before others',
      `email,name\n${ada},"open\n${rows}`,
      ':2: the value that begins here with a quote goes on',
    ],
    ['with a duplicate header', `email,name, NAME\n`, ':1: two columns are named "name"'],
    ['without addresses', `first,last\nAda,Lovelace\n`, ':1: no column of addresses: found first, last'],
    ['that is empty', '', ':1: no column of addresses: found nothing'],
  ])('%s', async (_name, text, message) => {
    const reading = read(text)
    await expect(reading).rejects.toThrow(SubscriberError)
    await expect(reading).rejects.toThrow(`people.csv${message}`)
  })

  it('that is not there, or a folder, or of another format than was said', async () => {
    const { path } = await aWorkspace({ 'people.csv': 'name\nAda\n' })
    const open = (name: string, format?: string) => openList(path(name), name, [aFormat], { format })
    await expect(open('none.csv')).rejects.toMatchObject({
      message: 'Cannot read the people in "none.csv" (ENOENT)',
      wayOut: expect.stringMatching(/looked for at .*none\.csv\.$/),
    })
    await expect(open('.')).rejects.toThrow('it is not a file')
    await expect(open('people.csv', 'test')).rejects.toThrow('people.csv:1: not an export of a test')
  })
})

describe('a megabyte of one character', () => {
  it.each(['"', ',', "'", ' ', '\n', '\r', '\\', '{', 'é', '=', '\t', ';'])(
    '%j does not hold it up',
    async one => {
      for (const head of ['', 'email,name\n', `email,name\n${ada},`])
        await read(head + one.repeat(1_000_000)).catch(error => expect(error).toBeInstanceOf(SubscriberError))
      await read(`{"email":"${one.repeat(900_000)}`, 'x.jsonl')
    },
  )
})
