import { describe, expect, it } from 'vitest'
import { refersBack } from '../../../src/digest/summaries/back-reference.ts'
import { digestOf } from '../a-digest.ts'

const filler = (topic: string) =>
  Array.from(
    { length: 6 },
    (_, at) =>
      `## Part ${at + 1}\n\nThe ${at + 1}th remark on ${topic} concerns somebody who once walked to the station.\n`,
  ).join('\n')

describe('the best sentence of a post', () => {
  it('is the one that says what the title says, and not the anecdote above it', () => {
    const text = `---\ntitle: Caching layers of container images\n---\nLast winter I lost my keys on the way to the office.\n\nThis post explains how caching layers makes builds of container images four times faster.\n\n${filler('life')}`
    expect(digestOf(text)?.summary).toBe(
      'This post explains how caching layers makes builds of container images four times faster.',
    )
  })

  it('is chosen in Chinese as well', () => {
    const text =
      '---\ntitle: 用缓存加速容器镜像的构建\n---\n去年冬天，我在上班的路上把钥匙丢了。\n\n本文介绍如何用分层缓存把容器镜像的构建时间缩短到四分之一。\n\n## 后来\n\n朋友们都说，那个冬天的早晨特别冷，路上一个人也没有。\n'
    expect(digestOf(text)?.summary).toBe('本文介绍如何用分层缓存把容器镜像的构建时间缩短到四分之一。')
  })

  it('stands in a paragraph that ends with a credit, and is not the credit', () => {
    const text =
      '---\ntitle: Acme 收购 Foo\n---\nAcme 公司周一宣布收购 Foo 公司，所有员工都会留任，办公地点不变。本文转载自公众号。\n'
    expect(digestOf(text)?.summary).toBe('Acme 公司周一宣布收购 Foo 公司，所有员工都会留任，办公地点不变。')
  })

  it('is never the question of a reader that is quoted, nor its answer', () => {
    const text =
      '---\ntitle: Queues at work\n---\n> Why are queues at work so slow?\n\nA: The queues at work wait for one machine.\n\nThe queues wait for it at work.\n\n## Next\n\nNext week we visit the station of the old town.\n'
    expect(digestOf(text)?.summary).toBe('Next week we visit the station of the old town.')
  })

  it('has no company where it stands at the top, alone in its paragraph', () => {
    const top = 'Learn how a queue of jobs keeps its order.'
    const more = 'A queue of jobs keeps its order by a counter.'
    const post = (text: string) =>
      `---\ntitle: How a queue of jobs keeps its order\n---\n${text}\n\n${filler('jobs')}`
    expect(digestOf(post(`${top}\n\n${more}`))?.summary).toBe(top)
  })

  it('speaks of "this release" only below a title of one', () => {
    const text = (title: string) =>
      `---\ntitle: ${title}\n---\nThis release of the parser skips what it knows already.\n\nTea was had by all of us at nine in the morning.\n`
    expect(digestOf(text('Parser 2.0 released'))?.summary).toContain('This release')
    expect(digestOf(text('A week of parsers'))?.summary).toBe(
      'Tea was had by all of us at nine in the morning.',
    )
  })

  it('is the same each time, and stands in the post to the letter', () => {
    const text = `---\ntitle: On queues\n---\n${filler('queues')}`
    const summary = digestOf(text)?.summary ?? ''
    expect(summary).not.toBe('')
    expect(digestOf(text)?.summary).toBe(summary)
    expect(text).toContain(summary)
  })

  it('has company only where it is short, or where more is asked for', () => {
    const opening =
      'This post shows how a queue of jobs keeps the order in which people have asked for their work.'
    const post = `---\ntitle: Queues of jobs\n---\n${opening}\n\nNobody waits longer than an hour for a machine.\n\n${filler('jobs')}`
    const count = (length: 'short' | 'normal' | 'detailed') =>
      digestOf(post, 'x.md', length)?.summary.split('. ').length
    expect([count('short'), count('normal'), count('detailed')]).toEqual([1, 1, 3])
  })

  it.each([
    'It makes builds faster.',
    'However, builds are slow.',
    'This is why builds are slow.',
    'For example, builds are slow.',
    '这是一个缓慢的过程。',
    '此外，构建很慢。',
    '因此我们换了工具。',
    '它让构建更快。',
    '因为它很慢。',
    '「这让构建更快。」',
    '這使得構建更快。',
    '該方案很慢。',
    '最後，我們換了工具。',
    '此方案很慢。',
    '这份文档很长。',
    '由上表可知，构建很慢。',
    '从图中可以看到，构建很慢。',
    '可见，构建很慢。',
    '我们还换了工具。',
    '使用该工具，构建更快。',
    '相較之下，構建很慢。',
    '除了這個，構建很慢。',
    'Either way, builds are slow.',
    'At the time, builds were slow.',
    '从那时起，构建很快。',
    '從那時起，構建很快。',
    '當時構建很慢。',
    '反过来，构建很快。',
    '據此，構建很慢。',
    '对于这种情况，构建很慢。',
    '綜上所述，構建很慢。',
    '兩者都很慢。',
    'Another tool is slow.',
    'Both tools are slow.',
    'Now, builds are slow.',
    '目前这个方案很慢。',
    '回过头来看，构建很慢。',
    '本节的例子很短。',
    '这份报告介绍构建。',
    '上一节介绍了构建。',
    'When such builds fail, nobody sleeps.',
    'You also need a cache.',
    'Which is why builds are slow.',
    'Unlike those, builds are slow.',
    'Neither is fast.',
    'That’d be slow.',
    'They’ll want builds.',
    'Others felt that builds are slow.',
    'Other builds are slow.',
    'We’ll then look at caches.',
  ])('never opens with a word that refers back: %s', sentence => {
    expect(refersBack(sentence)).toBe(true)
  })

  it.each([
    'This post explains builds.',
    'Italy has fast builds.',
    'Sovereign clouds are growing.',
    'Andromeda 2 is out.',
    'Here at the office, builds are fast.',
    'Both Go and Rust have fast builds.',
    '对于初学者，构建很难。',
    '当时间紧迫，构建要快。',
    '本文介绍构建。',
    '这篇文章介绍构建。',
    '其他厂商也发布了新版本。',
    '并发是一个难题。',
    '该来的总会来。',
    '最后通牒博弈实验表明，人们会拒绝不公平的分配。',
    '可见光通信用灯光传输数据。',
    '这份指南介绍构建。',
    '使用方法很简单。',
    '目前有三种构建。',
    '從構建開始的一天。',
  ])('may open with any other: %s', sentence => {
    expect(refersBack(sentence)).toBe(false)
  })
})

it.each([
  ['（記者王小明／台北報導）機密運算在今年走出實驗室。', '機密運算在今年走出實驗室。'],
  ['【本报记者 张三】机密计算在今年走出了实验室。', '机密计算在今年走出了实验室。'],
  [
    'TL;DR: Confidential computing has left the laboratory.',
    'Confidential computing has left the laboratory.',
  ],
])('a summary begins behind the label of its text: %s', (text, summary) => {
  expect(digestOf(`---\ntitle: 2026\n---\n${text}\n`)?.summary).toBe(summary)
})

describe('what is said to the reader beside the text', () => {
  it.each([
    ['Builds of images', 'Join us for a talk on builds of images in the great hall next Monday.'],
    ['Builds of images', 'Find out more about builds of images in the handbook of our group.'],
    ['Builds of images', 'Jane Doe: We have made builds of images for ten years in a small shed.'],
    ['Builds of images', 'Who would have thought that anybody reads a whole book on sheds?'],
    ['Builds of images', 'This update is brought to you by Jane Doe and Joe Roe of the team.'],
    ['Builds of images', 'This post was written by Jane Doe and Joe Roe for all builds of images.'],
    ['Builds of images', 'This week’s edition was put together by Jane Doe and Joe Roe.'],
    ['镜像的构建', '本文由李四翻译，王五校对镜像的构建一节。'],
    ['镜像的构建', '本文由王小明撰寫，李四審校鏡像的構建。'],
    ['镜像的构建', '王小明是某公司的工程师，也维护镜像的构建。'],
    ['Builds of images', 'Disclaimer: my own opinions on builds of images are not those of my group.'],
    ['Builds of images', 'In the previous post we have seen how builds of images are started.'],
    ['镜像的构建', '如果你熟悉镜像的构建，可以跳过这一章节。'],
    ['镜像的构建', '在介绍镜像的构建之前，我们不妨先了解一下背景。'],
    ['镜像的构建', '现在和我们一起参加关于镜像构建的会议还不算太晚。'],
    ['镜像的构建', '作者介绍：张三，十年镜像构建经验，曾在多家公司工作。'],
    ['镜像的构建', '注：镜像的构建是本系列介绍的一个话题。'],
  ])('does not sum it up: "%s", %s', (title, sentence) => {
    const [first, second] = /\p{Script=Han}/u.test(title)
      ? ['缓存让每一次重复的工作都快了四倍以上。', '大家在早上都喝了一杯热茶再开始工作。']
      : ['Caches make every repeated piece of the work four times faster.', 'Tea was had by all at nine.']
    const post = `---\ntitle: ${title}\n---\n${sentence}\n\n${first}\n\n${second}\n`
    expect(digestOf(post)?.summary).not.toContain(sentence)
    expect(digestOf(post)?.summary).not.toBe('')
  })

  it('is welcome where it asks what the title asks', () => {
    const post =
      '---\ntitle: How do caches speed up builds?\n---\nHow can caches speed up the builds of a large company?\n\nTea was had by all at nine in the morning.\n'
    expect(digestOf(post)?.summary).toBe('How can caches speed up the builds of a large company?')
  })
})

describe('key points', () => {
  const tea = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Flo', 'Gus', 'Hal']
    .map(name => `${name} and some friends went for a cup of tea.`)
    .join(' ')
  const sections = (sentences: readonly string[]) =>
    sentences.map((sentence, at) => `## Step ${at + 1}\n\n${sentence}\n\n${tea}\n`).join('\n')
  const pointsOf = (...sentences: string[]) =>
    digestOf(
      `---\ntitle: Caches for builds of images\n---\nCaches make builds of large images four times faster in a company of any size and any age.\n\n${sections(sentences)}`,
    )?.stories.map(({ sentence }) => sentence)

  it('say what the summary does not, in the order of the post', () => {
    const points = [
      'Shared caches save the mornings of new colleagues.',
      'Signed images keep strangers out of the registry.',
      'Old caches fill the disk within seven days.',
    ]
    expect(pointsOf(...points)).toEqual(points)
  })

  it('are none where a post gives advice to its reader', () => {
    const advice = [
      'Run the builds of images with your shared caches.',
      'Consider the caches of images below.',
      'Note that builds of images need caches.',
    ]
    expect(pointsOf(...advice)).toEqual([])
  })
})

describe('a release', () => {
  const release = (...changes: string[]) =>
    `---\ntitle: Hammer release v4.2\n---\nEvery six weeks we cut a branch.\n\n## Features\n\n${changes.map(change => `### ${change} { #x }\n\nSome words on it.\n`).join('\n')}\n## Upgrading\n\nRun the installer of your system.\n`

  it('is told by its changes', () => {
    expect(digestOf(release('Faster nails', 'A softer handle'))?.summary).toBe(
      'Faster nails; A softer handle',
    )
  })

  it('is told by the items of its lists of changes, where its headings only name them', () => {
    const post =
      "---\ntitle: Hammer 4.2 released\n---\nWe are happy to announce Hammer 4.2!\n\n## What's new\n\n- Nails go in at once. No more bent ones.\n- A softer handle.\n- Two sizes.\n\n## Thanks\n\n- Ann\n- Bob\n"
    expect(digestOf(post)?.summary).toBe('Nails go in at once; A softer handle; Two sizes')
  })

  it('is told by a sentence where its headings ask questions', () => {
    expect(digestOf(release('What happened?', 'What now?'))?.summary).not.toContain('?')
  })
})

describe('a list post', () => {
  it('gives the points that its title counts, with a sentence each', () => {
    const post = `---\ntitle: Three trends in farming\n---\nOver the holidays I ate too much cake with my uncle.\n\n## Looking back\n\nLast year was dry everywhere.\n\n## The trends\n\n${['Robots', 'Drones', 'Soil'].map((name, at) => `### Trend ${at + 1}: ${name}\n\nFarms will buy more of ${name.toLowerCase()} next year.\n`).join('\n')}`
    expect(digestOf(post)?.stories.map(({ headline, sentence }) => [headline, sentence])).toEqual([
      ['Robots', 'Farms will buy more of robots next year.'],
      ['Drones', 'Farms will buy more of drones next year.'],
      ['Soil', 'Farms will buy more of soil next year.'],
    ])
    expect(digestOf(post)?.summary).not.toContain('cake')
  })

  it.each([
    [
      'Three lessons of a winter',
      ['**Lesson one: write it down.**', '**Lesson two: ask for help.**', '**Lesson three: sleep well.**'],
    ],
    ['升级之前要做的三件事', ['一、检查旧接口', '二、备份数据', '三、通知同事']],
  ])('may have its points as lines of their own: %s', (title, lines) => {
    const told = /\p{Script=Han}/u.test(title)
      ? '团队花了整整两天才做完这一步工作。'
      : 'The team took two whole days for this step.'
    const post = `---\ntitle: ${title}\n---\n${lines.map(line => `${line}\n\n${told}\n`).join('\n')}`
    expect(digestOf(post)?.stories.map(({ headline, sentence }) => [headline, sentence])).toEqual(
      lines.map(line => [line.replace(/^\*\*Lesson \w+: |^.、|[.*]+$/g, ''), told]),
    )
  })

  it('gives the items of a list as they begin', () => {
    const items = [
      'Use a faster disk. A new one halves the time of each step.',
      'Sleep for eight hours a night.',
    ]
    const post = `---\ntitle: Two ways to build faster\n---\n${items.map((item, at) => `${at + 1}. ${item}\n`).join('')}`
    expect(digestOf(post)?.stories.map(({ sentence }) => sentence)).toEqual([
      'Use a faster disk.',
      'Sleep for eight hours a night.',
    ])
  })

  it('tells each point by a sentence that says something, however late it stands', () => {
    const point = (name: string) =>
      `## ${name}\n\nA new ${name}?\n\nEvery farm will buy more of it next year.\n\n`
    const post = `---\ntitle: Two trends in farming\n---\n${point('Robots')}${point('Drones')}`
    expect(digestOf(post)?.stories.map(({ sentence }) => sentence)).toEqual([
      'Every farm will buy more of it next year.',
      'Every farm will buy more of it next year.',
    ])
  })

  it('is not made of a title that counts something else', () => {
    expect(digestOf(`---\ntitle: Five years of queues\n---\n${filler('queues')}`)?.stories).toEqual([])
  })

  const told = (title: string, body: string) =>
    digestOf(`---\ntitle: ${title}\n---\n${body}`)?.stories.map(({ headline, sentence }) => [
      headline,
      sentence,
    ])

  it.each([
    [
      'items with a bold lead',
      '选择 Go 的两个理由',
      '去年冬天我丢了钥匙。\n\n1. **速度快**：Go 直接编译成机器码。还有别的。\n2. **语法简单。**规范只有几十页，一个周末就能读完。\n',
      [
        ['速度快', 'Go 直接编译成机器码。'],
        ['语法简单', '规范只有几十页，一个周末就能读完。'],
      ],
    ],
    [
      'items that are sentences',
      '代码评审的两条建议',
      '- 每次只评审一件事，改动不超过四百行。多了看不过来。\n- 当天给出答复，不让作者等到第二天。\n',
      [
        ['', '每次只评审一件事，改动不超过四百行。'],
        ['', '当天给出答复，不让作者等到第二天。'],
      ],
    ],
    [
      'items that say little without the title',
      'Two reasons to write tests',
      '1. It finds bugs early. A run on each push costs little.\n2. You sleep better\n',
      [
        ['It finds bugs early', 'A run on each push costs little.'],
        ['You sleep better', ''],
      ],
    ],
    [
      'items whose bold words begin a sentence',
      'Two tips for shells',
      '- **Quote** every variable that may hold a space.\n- **Stop** at the first command that fails.\n',
      [
        ['', 'Quote every variable that may hold a space.'],
        ['', 'Stop at the first command that fails.'],
      ],
    ],
    [
      'items with a line above their text',
      'Two lessons from a hundred incidents',
      '1. Alerts come late\n\n   Half of the alerts came from users.\n\n2. Runbooks rot\n\n   Nobody updates a runbook after midnight.\n',
      [
        ['Alerts come late', 'Half of the alerts came from users.'],
        ['Runbooks rot', 'Nobody updates a runbook after midnight.'],
      ],
    ],
    [
      'questions in bold',
      '分布式系统 2 问',
      '**问：为什么需要共识算法？**\n\n节点会宕机，副本之间必须对日志的顺序达成一致。\n\n**问：为什么需要幂等？**\n\n网络会重发请求，幂等让重复的请求不产生第二次扣款。\n',
      [
        ['为什么需要共识算法？', '节点会宕机，副本之间必须对日志的顺序达成一致。'],
        ['为什么需要幂等？', '网络会重发请求，幂等让重复的请求不产生第二次扣款。'],
      ],
    ],
    [
      'headings that count down',
      'Top 2 web frameworks in Rust',
      '### No.2 Actix\n\nActix has led the benchmarks for years.\n\n### No. 1: Axum\n\nAxum comes from the team of Tokio.\n',
      [
        ['Actix', 'Actix has led the benchmarks for years.'],
        ['Axum', 'Axum comes from the team of Tokio.'],
      ],
    ],
    [
      'paragraphs with a bold number',
      'Two reasons to like Rust',
      'My uncle wrote C.\n\n**1. It is fast.** Programs start within a millisecond.\n\nMore text.\n\n**Reason 2: The compiler helps**\n\nMistakes are found before a program runs.\n\n## Conclusion\n\nTry it.\n',
      [
        ['It is fast', 'Programs start within a millisecond.'],
        ['The compiler helps', 'Mistakes are found before a program runs.'],
      ],
    ],
  ])('gives %s', (_what, title, body, points) => {
    expect(told(title, body)).toEqual(points)
  })

  it.each([
    ['has more or fewer items', '1. Take a number from the heap.\n2. Put it in its place.\n'],
    [
      'is a small part of the post',
      `${'Much is told here of how people have sorted their things. '.repeat(5)}\n\n1. Take one of them.\n2. Put it away.\n3. Take another one.\n`,
    ],
    [
      'is one of two that could be meant',
      '1. Take.\n2. Put.\n3. Sort.\n\nThen again:\n\n1. Look.\n2. See.\n3. Rest.\n',
    ],
  ])('gives none of a list that %s', (_what, list) => {
    expect(told('Three ways to sort', list)).toEqual([])
  })

  it('is not summed up by the first of its points', () => {
    const list =
      '1. **Fast**: Programs start within a millisecond on any machine.\n2. **Small**: A program is one file.\n'
    expect(digestOf(`---\ntitle: Two reasons to like it\n---\n${list}`)?.summary).toBe('')
  })
})

describe('a post of nothing but a list', () => {
  const long = (word: string) => `Keep ${`${word} `.repeat(50)}close to those who read it.`

  it('is summed up by the first item that is a sentence', () => {
    const list = `- [x](https://a.org/1)\n- Caches\n- ${long('what')}\n- ${long('that')}\n`
    expect(digestOf(`---\ntitle: Notes on caches\n---\n${list}`)?.summary).toBe(long('what'))
  })

  it('has no summary where its items are labels, or links to sources', () => {
    const lists = '- Caches\n- Queues\n\n## References\n\n- [One](https://a.org/1) tells of caches.\n'
    expect(digestOf(`---\ntitle: Notes\n---\n${lists}`)?.summary).toBe('')
  })
})
