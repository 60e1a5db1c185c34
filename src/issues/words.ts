import type { Language } from '../posts/language.ts'

/** The words that composing writes into an issue. */
export interface IssueWords {
  sources: string
  /** Behind the sources of a post that has more of them. */
  andMore(count: number): string
  /** The section of posts that have no category, beside others and alone. */
  otherPosts: string
  posts: string
  /** Before the other posts that tell a story. */
  alsoIn: string
  /** The section of posts of which only the title stands, and what its comment says to the editor. */
  more: string
  moreHint: string
  introduction: string
  subject(name: string, number: number, title: string): string
  preheader(posts: number, sources: number): string
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const issueWords: Record<Language, IssueWords> = {
  'zh-CN': {
    sources: '来源：',
    andMore: count => ` 及另外 ${count} 个`,
    otherPosts: '其他',
    posts: '文章',
    alsoIn: '另见：',
    more: '更多',
    moreHint: '只列标题；把一条移到上面的栏目里再 compose，就会写成完整的一条。',
    introduction: '卷首语写在这里（Markdown）；留着这行注释，信里就没有卷首语。',
    subject: (name, number, title) => `${name} #${number}：${title}`,
    preheader: (posts, sources) => `${posts} 篇文章，${sources} 条来源`,
  },
  'zh-TW': {
    sources: '來源：',
    andMore: count => ` 及另外 ${count} 個`,
    otherPosts: '其他',
    posts: '文章',
    alsoIn: '另見：',
    more: '更多',
    moreHint: '只列標題；把一條移到上面的欄目裡再 compose，就會寫成完整的一條。',
    introduction: '卷首語寫在這裡（Markdown）；留著這行註解，信裡就沒有卷首語。',
    subject: (name, number, title) => `${name} #${number}：${title}`,
    preheader: (posts, sources) => `${posts} 篇文章，${sources} 條來源`,
  },
  en: {
    sources: 'Sources: ',
    andMore: count => ` and ${count} more`,
    otherPosts: 'Other posts',
    posts: 'Posts',
    alsoIn: 'Also in: ',
    more: 'More',
    moreHint: 'Titles only; move one up into a section and compose again, and it is told whole.',
    introduction:
      'Write the introduction here, in Markdown; while this comment stands alone, the mail has none.',
    subject: (name, number, title) => `${name} #${number}: ${title}`,
    preheader: (posts, sources) => `${plural(posts, 'post')}, ${plural(sources, 'source')}`,
  },
}

const sourcesLabels = Object.values(issueWords).map(({ sources }) => sources.trim())

/** True for the line of an entry that names its sources. */
export const isSources = (text: string): boolean => sourcesLabels.some(label => text.startsWith(label))

const alsoInLabels = Object.values(issueWords).map(({ alsoIn }) => alsoIn.trim())

/** True for the line of an entry that names the other posts which tell its stories. */
export const isAlsoIn = (text: string): boolean => alsoInLabels.some(label => text.startsWith(label))
