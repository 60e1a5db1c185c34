import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/issues/entry.ts'
import { markedPosts } from '../../src/issues/entry-marker.ts'
import { again, anEntry, composeNew } from './an-issue.ts'

const source = (url: string) => ({ title: 'Source', url })
const story = (headline: string, sentence: string, ...urls: string[]) => ({
  headline,
  sentence,
  sources: urls.map(source),
})
const lease = 'https://news.example.org/2026/01/port-lease'
const own = (name: string) =>
  story(`Only in ${name}`, `What ${name} alone has.`, `https://${name}.example.org/1/own`)
const digest = (name: string, ...stories: ReturnType<typeof story>[]) =>
  anEntry(name, { stories: [...stories, own(name)], link: `https://blog.example.org/${name}/` })

const newer = digest('newer', story('Port leased', 'The port was leased for ten years.', lease))
const older = digest('older', story('港口租出', '港口租期十年。', `${lease}/?utm_source=x`))
const count = (text: string, part: string) => text.split(part).length - 1

describe('a story that several posts tell', () => {
  it('is told once where it has one address, in the newer post, which names the other', () => {
    const { text, repetitions } = composeNew([newer, older])
    expect(count(text, lease)).toBe(1)
    expect(text).toContain('另见：[Title of older](https://blog.example.org/older/)')
    expect(text).toContain('**Only in older**')
    expect(repetitions).toEqual([{ headline: 'Port leased', in: 'newer.md', alsoIn: ['older.md'] }])
  })

  it.each([
    ['港口管理局周三宣布将货运码头租出十年', '港口管理局周三宣布，货运码头将租出十年。'],
    [
      'Harbour board leases the cargo pier for ten years',
      'The harbour board leases its cargo pier for ten years.',
    ],
  ])('is told once where its words are nearly the same, with the sources of both: %s', (a, b) => {
    const [first, second] = ['https://a.example.org/1/x', 'https://b.example.org/2/y']
    const { text, repetitions } = composeNew([
      digest('one', story(a, a, first)),
      digest('two', story(a, b, second)),
    ])
    expect(repetitions).toMatchObject([{ in: 'one.md', alsoIn: ['two.md'] }])
    expect(text).toContain(`[Source](${first}) · [Source](${second})`)
  })

  it.each([
    ['another version', 'Version 1.2 of the planner is out today', 'Version 1.3 of the planner is out today'],
    ['another subject', '本周数据库领域的新动态', '本周网络领域的新动态'],
  ])('is not taken for %s', (_, a, b) => {
    const entries = [
      digest('one', story(a, a, 'https://a.example.org/')),
      digest('two', story(b, b, 'https://a.example.org/')),
    ]
    expect(composeNew(entries).repetitions).toEqual([])
  })

  const policy = '市发布人工智能产业扶持政策，对购买算力的企业给予补贴，最高比例为三成。'
  it.each([
    ['firm', '阿里云发布新一代实例', '腾讯云发布新一代实例', '发布了新一代实例，性价比提升四成。'],
    ['quarter', '某厂一季度营收增长 12%', '某厂二季度营收增长 12%', '云业务首次盈利，股价盘后上涨。'],
    ['direction', '某厂营收增长 12%', '某厂营收下降 12%', '财报显示，云业务首次出现这样的变化。'],
    ['buyer', '甲公司收购乙公司', '乙公司收购甲公司', '交易金额三十亿元，预计六月完成。'],
    ['model', '谷歌发布 Gemini 新模型成本下降', '微软发布 Phi 新模型成本下降', '在大会上发布了新模型。'],
    ['city', '北京出台人工智能产业扶持政策', '上海出台人工智能产业扶持政策', policy],
    ['product', 'Spring 修复远程代码执行漏洞', 'Struts 修复远程代码执行漏洞', '用户应当立即升级到最新版本。'],
    ['rate', '某银行宣布上调存款利率', '某银行宣布下调存款利率', '其他银行预计跟进，自下月起实行。'],
    [
      'answer',
      '法院裁定该港口可以扩建码头',
      '法院裁定该港口不可以扩建码头',
      '裁定周三生效，双方都可以上诉。',
    ],
    [
      'port',
      'Hamburg leases its cargo pier for years',
      'Rotterdam leases its cargo pier for years',
      'It is so.',
    ],
  ])('is not taken for one of another %s: %s, %s', (_, a, b, sentence) => {
    const entries = [a, b].map((headline, at) =>
      digest(`d${at}`, story(headline, sentence, `https://s${at}.example.org/1/x`)),
    )
    expect(composeNew(entries).repetitions).toEqual([])
  })

  it('is not taken for another where only the sentence below one headline names it', () => {
    const entries = ['北京', '上海'].map((city, at) =>
      digest(
        `d${at}`,
        story('人工智能产业扶持政策出台', `${city}${policy}`, `https://s${at}.example.org/1/x`),
      ),
    )
    expect(composeNew(entries).repetitions).toEqual([])
  })

  it('joins no two that contradict each other by a third that names neither', () => {
    const entries = [
      '发布会上的新一代实例性价比提升四成',
      '阿里云发布会上的新一代实例性价比提升四成',
      '腾讯云发布会上的新一代实例性价比提升四成',
    ].map((headline, at) => digest(`d${at}`, story(headline, '', `https://s${at}.example.org/1/x`)))
    expect(composeNew(entries).repetitions).toMatchObject([{ in: 'd0.md', alsoIn: ['d1.md'] }])
  })

  it('is told by the post that is about nothing else', () => {
    const whole = anEntry('whole', { link: lease })
    const { text, repetitions } = composeNew([newer, whole])
    expect(repetitions).toMatchObject([{ in: 'whole.md', alsoIn: ['newer.md'] }])
    expect(text).not.toContain('Port leased')
  })

  it('leaves a post compact that has nothing else to tell', () => {
    const bare = { ...older, digest: { ...older.digest, stories: older.digest.stories.slice(0, 1) } }
    const { text, compact } = composeNew([newer, bare])
    expect(compact).toEqual(['older.md'])
    expect(text).toMatch(/### \[Title of older\].*\n<!-- post.*\n\nSummary of older\.\n/)
  })

  it('stays where it is told when nothing changed', () => {
    const { text } = composeNew([newer, older])
    expect(again(text, [newer, older])).toMatchObject({ text, unchanged: ['newer.md', 'older.md'] })
  })

  it('goes to the other post when the editor takes out the first', () => {
    const { text } = composeNew([newer, older])
    const removed = text.replace(/### \[Title of newer[\s\S]*?(?=### )/, '')
    const composed = again(removed, [newer, older])
    expect(composed).toMatchObject({ removed: ['newer.md'], updated: ['older.md'], repetitions: [] })
    expect(composed.text).toContain('**港口租出**')
    expect(composed.text).not.toContain('另见')
  })

  it.each([
    ['an edited entry', (text: string) => text.replace('What older alone has.', `See also [it](${lease}).`)],
    [
      'an entry of the editor’s own',
      (text: string) => text.replace('### ', `### Mine\n\nOn [it](${lease}).\n\n### `),
    ],
  ])('is left to %s that tells it', (_, edit) => {
    const edited = edit(composeNew([digest('newer'), digest('older')]).text)
    const composed = again(edited, [newer, digest('older')])
    expect(count(composed.text, lease)).toBe(1)
    expect(composed.text).not.toContain('Port leased')
  })
})

const essay =
  '北方的港口在过去十年里把收费的方式改了三次：先按船的长度收，再按货物的重量收，最后按停靠的时间收。每改一次，来的船就少一些，等船东算清了账，又慢慢地多起来。我们问了四个港口的财务主管，他们都说，真正要紧的不是怎么收，而是提前多久告诉别人。本文把他们的账本放在一起看，并且试着回答：如果明天再改一次，谁会先走，谁会留下来，又是谁替大家付了钱。'
const point = (sentence: string) => ({ headline: '', sentence, sources: [] })
const origin = { title: 'O', url: 'https://origin.example.org/post/201806-how-harbours-work/' }

describe('posts that are copies of one another', () => {
  const copies: [string, Entry[]][] = [
    [
      'one origin',
      ['a', 'b'].map(name => anEntry(name, { link: 'https://origin.example.org/2026/an-essay' })),
    ],
    [
      'nearly the same words',
      ['a', 'b'].map(name => ({
        ...anEntry(name, { summary: 'A long look at how harbours are built and who pays for them.' }),
        title: 'How harbours are built today',
      })),
    ],
    [
      'the same stories',
      ['a', 'b'].map(name => ({
        ...anEntry(name, { stories: newer.digest.stories, summary: 'The same opening of the same digest.' }),
        title: 'All of the news of this week',
      })),
    ],
    [
      'one title but for its punctuation, and one opening but for a word',
      ['（2）——', '(2)-'].map((mark, at) => ({
        ...anEntry('ab'[at] ?? '', {
          summary: ['船东怎样算账。', '谁替大家付钱？'][at] ?? '',
          opening: `${'背景前言'.slice(2 * at, 2 * at + 2)} ${essay}`,
        }),
        title: `港口如何建造系列文章${mark}收费`,
      })),
    ],
  ]

  it.each(copies)('are one entry, which other issues take for both: %s', (_, entries) => {
    const composed = composeNew(entries)
    expect(composed).toMatchObject({ added: ['a.md'], joined: ['b.md'] })
    expect(composed.text).toContain('另见：')
    expect(markedPosts(composed.text)).toEqual(['a.md', 'b.md'])
    expect(again(composed.text, entries)).toMatchObject({
      text: composed.text,
      unchanged: ['a.md'],
      joined: ['b.md'],
    })
  })

  it('stay out together, and part when the first is gone', () => {
    const entries = copies[0]?.[1] ?? []
    const { text } = composeNew(entries)
    const removed = text.replace(/### [\s\S]*?(?=<!-- composed)/, '')
    expect(again(removed, entries).removed).toEqual(['a.md', 'b.md'])
    expect(again(removed, entries.slice(1)).added).toEqual(['b.md'])
  })

  it('keep the entry that stands', () => {
    const [a, b] = copies[0]?.[1] ?? []
    if (!a || !b) throw new Error('no copies')
    expect(again(composeNew([b]).text, [a, b])).toMatchObject({
      joined: ['a.md'],
      updated: ['b.md'],
      added: [],
    })
    const edited = composeNew([b]).text.replace(/^Summary of b\.$/m, 'Edited.')
    expect(again(edited, [a, b])).toMatchObject({ joined: ['a.md'], edited: ['b.md'] })
  })

  it('are one entry where one stands under the path of the page that the other names as its origin', () => {
    const named = anEntry('a', { summary: 'One.', sources: [origin], origin, link: origin.url })
    const there = anEntry('post/201806-how-harbours-work/index', { summary: 'Two.' })
    const both = [
      { ...named, title: 'How the harbours of the north work, part3' },
      { ...there, title: 'How the harbours of the north work (3)' },
    ]
    expect(composeNew(both).joined).toHaveLength(1)
  })

  it.each([
    [
      'the title',
      ['What the board decided', 'What the board decided'],
      ['Cranes are to be painted green before the summer.', 'Pilots get two new boats from Norway.'],
    ],
    [
      'all but the figures',
      ['Weekly ops report', 'Weekly ops report'],
      [12, 3].map(count => `The platform had ${count} incidents this week, all of them in one service.`),
    ],
    [
      'all but the service',
      ['Weekly ops report', 'Weekly ops report'],
      ['payment', 'search'].map(
        name => `The platform had incidents this week, all of them in the ${name} service.`,
      ),
    ],
    [
      'all but the city',
      ['云原生社区 Meetup 北京站', '云原生社区 Meetup 上海站'],
      ['四', '六'].map(count => `云原生社区线下聚会邀请了${count}位讲师分享服务网格的实践，欢迎报名。`),
    ],
    [
      'all but the product',
      ['Foo 组件漏洞公告', 'Bar 组件漏洞公告'],
      ['Foo', 'Bar'].map(name => `${name} 组件存在一个远程代码执行漏洞，请立即升级到最新版本。`),
    ],
  ])('are none where the same is %s', (_, titles, texts) => {
    const posts = texts.map((text, at) => ({
      ...anEntry(`p${at}`, {
        summary: text,
        opening: text,
        stories: [point('The same key point in both of them.')],
      }),
      title: titles[at] ?? '',
    }))
    expect(composeNew(posts)).toMatchObject({ joined: [], repetitions: [] })
  })

  it('are none where they are parts of one series', () => {
    const parts = ['第一章', '第二章'].map((title, at) => ({
      ...anEntry(`p${at}`, { link: 'https://origin.example.org/2026/the-book' }),
      title,
    }))
    expect(composeNew(parts).joined).toEqual([])
  })
})

it('a megabyte of one character is compared within a second', () => {
  const start = performance.now()
  for (const character of ['x', '中', '9', '-', '<!--'])
    composeNew(['a', 'b'].map(name => anEntry(name, { summary: character.repeat(1_000_000), stories: [] })))
  expect(performance.now() - start).toBeLessThan(5000)
})
