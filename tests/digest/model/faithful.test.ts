import { describe, expect, it } from 'vitest'
import { inventedIn } from '../../../src/digest/model/faithful.ts'
import { originalOf, originalOfText } from '../../../src/digest/model/original.ts'
import { isPost } from '../../../src/posts/post.ts'
import { readPost } from '../../../src/posts/read-post.ts'

const chinese = originalOfText(
  'Kubernetes 1.29 发布：三成用户已升级。2026年1月16日，CNCF 宣布新增 1,200 家成员，融资十亿美元，增长 35%。社区的张三介绍了《容器之书》，有三个变化。',
)
const english = originalOfText(
  'Kubernetes v1.29 is out. Jane Doe and Anna Smith of Example Cloud said 30% of 1,200,000 users had upgraded; three bugs remain. Developers can use Node.js.',
)

describe('inventedIn', () => {
  it.each([
    'Kubernetes 1.29 发布，30% 的用户已升级。',
    'CNCF 新增 1200 家成员，融资 10 亿美元，增长百分之三十五。',
    '1 月 16 日，张三介绍了《容器之书》和三大变化。',
    'ＫＵＢＥＲＮＥＴＥＳ 的一个版本十分重要，统一了成员。',
  ])('finds nothing in %s', summary => {
    expect(inventedIn(summary, chinese, 'zh-CN')).toEqual([])
  })

  it.each([
    ['Kubernetes 1.30 发布。', '1.30'],
    ['1 月 17 日发布。', '17'],
    ['融资二十亿美元。', '二十亿'],
    ['四成用户已升级。', '四成'],
    ['有五个变化。', '五'],
    ['数百家成员。', '数百'],
    ['用户翻倍。', '翻倍'],
    ['三分之一的用户已升级。', '三分之一'],
    ['docker 发布。', 'docker'],
    ['王健林介绍了变化。', '王健林'],
    ['李小龙介绍了变化。', '李小龙'],
    ['张伟介绍了变化。', '张伟'],
    ['微软宣布融资。', '微软'],
    ['阳光科技宣布融资。', '阳光科技'],
    ['融资公司宣布升级。', '融资公司'],
    ['北京的用户已升级。', '北京'],
    ['张三介绍了《集装箱》。', '集装箱'],
  ])('finds in %s what the post does not name', (summary, invented) => {
    expect(inventedIn(summary, chinese, 'zh-CN')).toContain(invented)
  })

  it.each([
    'Kubernetes 1.29 is out and 30 percent of users upgraded.',
    '1.2 million Users of Example Cloud upgraded.',
    'Using Kubernetes with Node.js: what Example Cloud’s developers said.',
    '3 bugs remain. They can be "Node.js" bugs.',
  ])('finds nothing in %s', summary => {
    expect(inventedIn(summary, english, 'en')).toEqual([])
  })

  it.each([
    ['Microsoft said that users upgraded.', 'Microsoft'],
    ['Jane Smith said that users upgraded.', 'Jane Smith'],
    ['Four bugs remain.', 'four'],
    ['Two million users upgraded.', 'two million'],
    ['1.3 million users upgraded.', '1.3 million'],
    ['Half of the users upgraded.', 'half'],
    ['30 users upgraded.', '30'],
    ['Users can use Deno.js.', 'Deno.js'],
    ['The K8s users upgraded.', 'K8s'],
    ['See example.org for bugs.', 'example.org'],
    ['The Еxample Cloud is out.', 'Еxample'],
    ['Users can use 微软.', '微软'],
  ])('finds in %s what the post does not name', (summary, invented) => {
    expect(inventedIn(summary, english, 'en')).toContain(invented)
  })

  it('looks into the title, the header and text that markup cuts', () => {
    const post = readPost(
      'x.md',
      Buffer.from(
        '---\npeople: [{ name: Babbage }]\n---\n# Ada in 1843\n\nThe **Analyt**ical [Engine](https://example.org/).\n',
      ),
    )
    if (!isPost(post)) throw new Error(post.reason)
    const summary = 'The Analytical Engine of Babbage, by Ada in 1843.'
    expect(inventedIn(summary, originalOf(post), 'en')).toEqual([])
  })

  it.each(['1', ',', '.', '一', '万', '王', 'a', 'A', '"', '“', '《', ' ', "'", '’'])(
    'comes to an end with a megabyte of %j',
    unit => {
      const text = unit.repeat(1_000_000)
      expect(inventedIn(text, originalOfText(text), 'zh-CN')).toBeInstanceOf(Array)
    },
  )
})
