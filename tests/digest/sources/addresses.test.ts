import { describe, expect, it } from 'vitest'
import { addressKey } from '../../../src/digest/sources/address-key.ts'
import { cleanAddress } from '../../../src/digest/sources/clean-address.ts'
import { pageKind } from '../../../src/digest/sources/page-kind.ts'
import { siteOf, webAddress } from '../../../src/digest/sources/web-address.ts'

describe('cleanAddress', () => {
  it.each([
    ['https://A.org/x?utm_source=a&id=1&UTM_Medium=b&v=2#s', 'https://A.org/x?id=1&v=2#s'],
    ['https://a.org/x?fbclid=1&amp;gclid=2', 'https://a.org/x'],
    ['https://a.org/x?from=timeline&isappinstalled=0', 'https://a.org/x'],
    ['https://www.youtube.com/watch?v=1&si=2', 'https://www.youtube.com/watch?v=1'],
    ['https://x.com/a/status/1?s=20&t=abc', 'https://x.com/a/status/1'],
    ['https://a.org/x#utm_source=feed', 'https://a.org/x'],
    ['https://a.org/#/x?utm_source=feed&p=1', 'https://a.org/#/x?p=1'],
    [
      'https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a&key=k&uin=u&pass_ticket=p',
      'https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a',
    ],
  ])('%s becomes %s', (written, clean) => {
    expect(cleanAddress(written)).toBe(clean)
  })

  it.each([
    'https://a.org/x?id=1&p=2&v=3&ref=sidebar&source=front&from=2024',
    'https://a.org/x?s=query&t=20',
    'https://a.org/中文?q=%E4%BD%A0&&x=%ZZ',
    'https://a.org/x?',
    'https://a.org/(a)/b_(2025).pdf#page=3',
    'javascript:alert(1)?utm_source=a',
    '/x?utm_source=a',
    '',
  ])('%s stays as it is', written => {
    expect(cleanAddress(written)).toBe(written)
  })
})

describe('addressKey', () => {
  it.each([
    ['http://www.A.org/x/', 'https://a.org/x?utm_source=b#top'],
    ['https://a.org', 'https://a.org/index.html'],
    ['https://a.org/x?b=2&a=1', 'https://a.org/x?a=1&b=2'],
    ['https://a.org/x%e4', 'https://a.org/x%E4'],
    ['https://a.org/中', 'https://a.org/%E4%B8%AD'],
    ['https://mobile.twitter.com/a/status/1', 'https://x.com/a/status/1?s=20'],
    ['https://youtu.be/abc?si=1', 'https://m.youtube.com/watch?v=abc'],
    ['https://en.m.wikipedia.org/wiki/X', 'https://en.wikipedia.org/wiki/X'],
    ['https://a.org/a-long-title/amp/', 'https://a.org/a-long-title'],
    [
      'http://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a&chksm=b&scene=21#wechat_redirect',
      'https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a',
    ],
    ['https://例子.中国/x', 'https://xn--fsqu00a.xn--fiqs8s/x'],
  ])('%s and %s are one page', (a, b) => {
    expect(addressKey(a)).toBe(addressKey(b))
  })

  it.each([
    ['https://a.org/x?id=1', 'https://a.org/x?id=2'],
    ['https://a.org/#/x', 'https://a.org/#/y'],
    ['https://a.org/#!x', 'https://a.org/'],
    ['https://a.org/docs/amp', 'https://a.org/docs'],
    ['https://a.org/x', 'https://a.org/X'],
    ['https://b.a.org/x', 'https://a.org/x'],
    ['https://m.a.org/x', 'https://a.org/x'],
    ['https://a.org:8443/x', 'https://a.org/x'],
  ])('%s and %s are two', (a, b) => {
    expect(addressKey(a)).not.toBe(addressKey(b))
  })

  it('of what is no address is the text', () => {
    expect(addressKey(' not an address ')).toBe('not an address')
  })
})

describe('webAddress', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://bank.org@evil.org/',
    'https://a:b@c.org/',
    'http://localhost:3000/',
    'http://127.0.0.1/x',
    'http://2130706433/',
    'http://[::1]/',
    'https://a.org/ b',
    `https://a.org/${'x'.repeat(5000)}`,
  ])('is none for %s', written => {
    expect(webAddress(written)).toBeUndefined()
  })

  it('names the site of an address', () => {
    expect(siteOf('https://www.a.org/x')).toBe('a.org')
    expect(siteOf('nothing')).toBe('nothing')
  })
})

describe('pageKind', () => {
  it.each([
    ['article', 'https://a.org/2024/x'],
    ['article', 'https://a.org/?p=12'],
    ['article', 'https://github.com/owner/repo'],
    ['article', 'https://x.com/a/status/1'],
    ['article', 'https://medium.com/@a/title-1'],
    ['article', 'https://someone.medium.com/title-1'],
    ['article', 'https://a.org/docs/users/guide'],
    ['article', 'https://a.org/ai'],
    ['article', 'https://a.org/tv'],
    ['article', 'https://a.org/ai-act'],
    ['article', 'https://a.org/ui-kit/'],
    ['article', 'https://a.org/de-facto'],
    ['section', 'https://a.org/blog/'],
    ['home', 'https://a.org/zh-Hans/'],
    ['home', 'https://a.org/pt_BR/index.html'],
    ['home', 'https://a.org/ja'],
    ['section', 'https://a.org/en/news'],
    ['home', 'https://a.org'],
    ['home', 'https://a.org/zh-cn/#top'],
    ['home', 'https://a.org/index.html'],
    ['profile', 'https://github.com/owner'],
    ['profile', 'https://medium.com/@a'],
    ['profile', 'https://mastodon.social/@a'],
    ['profile', 'https://www.zhihu.com/people/a'],
    ['profile', 'https://weibo.com/u/12'],
    ['profile', 'https://www.linkedin.com/in/a'],
    ['profile', 'https://a.org/about/'],
    ['profile', 'https://a.org/author/b'],
    ['aside', 'https://twitter.com/intent/tweet?url=x'],
    ['aside', 'https://creativecommons.org/licenses/by/4.0/'],
    ['aside', 'https://unsplash.com/photos/x'],
    ['aside', 'https://a.org/x.png'],
    ['aside', 'javascript:alert(1)'],
  ])('%s: %s', (kind, url) => {
    expect(pageKind(url)).toBe(kind)
  })
})
