import { describe, expect, it } from 'vitest'
import { anOrigin, findingsOf, found } from './a-mail.ts'

const link = (address: string, text = 'A story') => ({
  content: `<p id="there">${anchor(address, text)}</p>`,
})
const anchor = (address: string, text: string) => `<a href="${address}">${text}</a>`

describe('link-target', () => {
  it.each([
    '',
    ' ',
    '#',
    '#nowhere',
    'about.html',
    '/about',
    '//a.org/b',
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,a',
    'file:///C:/a.html',
    'https://',
    'https://a b/',
    'http://localhost:3000/a',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'https://10.1.2.3/',
    'https://172.20.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/',
    'http://[::1]/',
    'http://[fe80::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://intranet/',
    'http://printer.local/',
    'mailto:',
    'mailto:?subject=a',
  ])('finds "%s"', async address => {
    expect(await found('link-target', link(address))).toEqual([expect.stringMatching(/^error: The link/)])
  })

  it.each([
    'https://a.org/b?c#d',
    'HTTPS://A.ORG',
    'https://例子.cn/',
    'https://8.8.8.8/',
    'https://172.217.0.1/',
    'http://[2606:4700::1111]/',
    '#there',
    'mailto:a@b.org?subject=c',
    'mailto:newsletter@localhost',
    'tel:+4930123',
    'weixin://dl/chat',
  ])('passes %s', async address => {
    expect(await found('link-target', link(address))).toEqual([])
  })

  it('says once where the pages of the newsletter itself are on this machine', async () => {
    const pagesUrl = 'http://localhost:4880'
    const content = ['unsubscribe/a', 'preferences/a', 'issues/2026-W03/'].map(path =>
      anchor(`${pagesUrl}/${path}`, path),
    )
    const origin = anOrigin('', {}, { pagesUrl })
    expect(await findingsOf('link-target', { content: content.join(' ') }, { origin })).toMatchObject([
      {
        severity: 'error',
        what: expect.stringContaining(`"${pagesUrl}"`),
        wayOut: expect.stringContaining('"pages.url"'),
      },
    ])
    const other = { content: anchor('http://localhost:48801/a', 'x') }
    expect(await findingsOf('link-target', other, { origin })).toMatchObject([
      { wayOut: expect.stringContaining('whole address') },
    ])
  })

  it('warns of an address that is only an example', async () => {
    expect(await found('link-target', link('https://example.com/a'))).toEqual([
      'warning: The link "A story" leads to the placeholder "https://example.com/a"',
    ])
  })

  it('warns of an address of the reader’s own machine that is shown as it is', async () => {
    expect(await found('link-target', link('http://localhost:8080/', 'http://localhost:8080'))).toEqual([
      expect.stringMatching(/^warning: /),
    ])
  })

  it('names an address once', async () => {
    const content = anchor('/a', 'one') + anchor('/a', 'two') + anchor('/b', 'three')
    expect(await found('link-target', { content })).toHaveLength(2)
  })
})

describe('link-trust', () => {
  it.each([
    ['http://a.org/', 'begins with http:'],
    ['https://bit.ly/3x', 'is shortened'],
    ['https://t.cn/A6x', 'is shortened'],
    ['https://www.tinyurl.com/abc', 'is shortened'],
    ['https://93.184.216.34/a', 'a number in place of a name'],
    ['https://bank.com@evil.org/', 'a name before its host, "evil.org"'],
  ])('warns of %s', async (address, what) => {
    expect(await found('link-trust', link(address))).toEqual([expect.stringContaining(what)])
  })

  it.each([
    'https://a.org/',
    'https://youtu.be/abc',
    'https://medium.com/@ada/x',
    'https://orbit.ly/',
    'mailto:a@b.org',
  ])('passes %s', async address => {
    expect(await found('link-trust', link(address))).toEqual([])
  })

  it('speaks once of a site', async () => {
    const content = anchor('http://a.org/1', 'one') + anchor('http://a.org/2', 'two')
    expect(await found('link-trust', { content })).toEqual([
      'warning: 2 links to a.org begin with http:, the first is "http://a.org/1"',
    ])
  })
})

describe('link-disguise', () => {
  it.each([
    ['https://evil.org/', 'https://bank.com/'],
    ['https://evil.org/', 'www.bank.com'],
    ['https://evil.org/', 'bank.com'],
    ['https://evil.org/bank.com', 'Visit https://bank.com/login now'],
    ['https://bank.com.evil.org/', 'https://bank.com'],
    ['https://bank.co.uk/', 'https://shop.co.uk'],
    ['mailto:a@evil.org', 'help@bank.com'],
  ])('is %s behind "%s"', async (address, text) => {
    expect(await found('link-disguise', link(address, text))).toEqual([
      expect.stringMatching(/^warning: .* opens /),
    ])
  })

  it.each([
    ['https://www.bank.com/a', 'bank.com'],
    ['https://login.bank.com/', 'https://www.bank.com/…'],
    ['https://bank.com/', 'https://bank.com。'],
    ['https://bank.com/', 'https://bank.com来源'],
    ['https://xn--fsqu00a.xn--0zwm56d/', 'https://例子.测试/'],
    ['https://t.co/abc', 'https://bank.com'],
    ['https://count.org/?to=https%3A%2F%2Fbank.com%2F', 'https://bank.com'],
    ['https://youtu.be/abc', 'https://www.youtube.com/watch?v=abc'],
    ['https://nodejs.org/', 'Node.js'],
    ['https://dotnet.microsoft.com/', 'ASP.NET'],
    ['https://github.com/a/b', 'README.md'],
    ['https://github.com/socketio/socket.io', 'socket.io'],
    ['https://news.org/', 'What bank.com did'],
    ['mailto:a@bank.com', 'a@bank.com'],
    ['https://a.org/profile', 'ada@bank.com'],
  ])('is not %s behind "%s"', async (address, text) => {
    expect(await found('link-disguise', link(address, text))).toEqual([])
  })
})

describe('link-text', () => {
  it.each([
    'here',
    'Click here!',
    'Read more →',
    '这里',
    '點擊這裡',
    '「链接」',
    '',
    '<b> </b>',
    '<img src="https://a.org/a.png" alt="">',
  ])('warns of "%s"', async text => {
    expect(await found('link-text', link('https://a.org/', text))).toHaveLength(1)
  })

  it.each([
    'Here is what happened',
    '原文',
    'Read more about V8',
    '<img src="https://a.org/a.png" alt="A graph">',
    '🎉',
    '这里有一切',
  ])('passes "%s"', async text => {
    expect(await found('link-text', link('https://a.org/', text))).toEqual([])
  })

  it('passes a link that says aloud where it leads', async () => {
    const content = '<a href="https://a.org/" aria-label="The story of V8">here</a>'
    expect(await found('link-text', { content })).toEqual([])
  })

  it('finds the link in the post', async () => {
    const origin = anOrigin('', { 'p.md': 'a\n\nSee [here](/story/).\n' })
    const [finding] = await findingsOf('link-text', link('https://blog.org/story/', 'here'), { origin })
    expect(finding?.where).toEqual({ file: 'content/p.md', line: 3 })
  })
})
