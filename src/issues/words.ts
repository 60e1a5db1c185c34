import type { Language } from '../posts/language.ts'

/** The words that composing writes into an issue. */
export interface IssueWords {
  sources: string
  /** The section of posts that have no category, beside others and alone. */
  otherPosts: string
  posts: string
  introduction: string
  subject(name: string, number: number, title: string): string
  preheader(posts: number, sources: number): string
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const issueWords: Record<Language, IssueWords> = {
  'zh-CN': {
    sources: '来源：',
    otherPosts: '其他',
    posts: '文章',
    introduction: '卷首语写在这里（Markdown）；留着这行注释，信里就没有卷首语。',
    subject: (name, number, title) => `${name} #${number}：${title}`,
    preheader: (posts, sources) => `${posts} 篇文章，${sources} 条来源`,
  },
  'zh-TW': {
    sources: '來源：',
    otherPosts: '其他',
    posts: '文章',
    introduction: '卷首語寫在這裡（Markdown）；留著這行註解，信裡就沒有卷首語。',
    subject: (name, number, title) => `${name} #${number}：${title}`,
    preheader: (posts, sources) => `${posts} 篇文章，${sources} 條來源`,
  },
  en: {
    sources: 'Sources: ',
    otherPosts: 'More',
    posts: 'Posts',
    introduction:
      'Write the introduction here, in Markdown; while this comment stands alone, the mail has none.',
    subject: (name, number, title) => `${name} #${number}: ${title}`,
    preheader: (posts, sources) => `${plural(posts, 'post')}, ${plural(sources, 'source')}`,
  },
}
