import type { Language } from '../posts/language.ts'

/** The words of the frame around an issue's own text. */
export interface FrameWords {
  issue: string
  sources: string
  alsoIn: string
  unsubscribe: string
  preferences: string
  viewInBrowser: string
  whyYouGetThis: string
  /** To somebody whose name is not known, and to somebody whose is. */
  greeting: string
  greetingByName: string
  /** Where anybody reads the issue on the newsletter's own pages. */
  whatThisIs: string
  subscribe: string
  allIssues: string
}

/** The same with `{name}` for the newsletter or the reader, and `{number}` for that of the issue. */
export const frameWords: Record<Language, FrameWords> = {
  'zh-CN': {
    issue: '第 {number} 期',
    sources: '来源',
    alsoIn: '另见',
    unsubscribe: '退订',
    preferences: '订阅设置',
    viewInBrowser: '在浏览器中查看',
    greeting: '您好：',
    greetingByName: '{name}，您好：',
    whyYouGetThis: '您收到这封信，是因为您订阅了《{name}》。',
    whatThisIs: '这是《{name}》的一期。',
    subscribe: '订阅',
    allIssues: '往期',
  },
  'zh-TW': {
    issue: '第 {number} 期',
    sources: '來源',
    alsoIn: '另見',
    unsubscribe: '取消訂閱',
    preferences: '訂閱設定',
    viewInBrowser: '在瀏覽器中檢視',
    greeting: '您好：',
    greetingByName: '{name}，您好：',
    whyYouGetThis: '您收到這封信，是因為您訂閱了《{name}》。',
    whatThisIs: '這是《{name}》的一期。',
    subscribe: '訂閱',
    allIssues: '往期',
  },
  en: {
    issue: 'Issue {number}',
    sources: 'Sources',
    alsoIn: 'Also in',
    unsubscribe: 'Unsubscribe',
    preferences: 'Preferences',
    viewInBrowser: 'View in browser',
    greeting: 'Hello,',
    greetingByName: 'Hello {name},',
    whyYouGetThis: 'You get this mail because you subscribed to {name}.',
    whatThisIs: 'This is an issue of {name}.',
    subscribe: 'Subscribe',
    allIssues: 'All issues',
  },
}

/** The frame's words for one issue, with its number and the newsletter's name in them. */
export function wordsFor(language: Language, name: string, number: number): FrameWords {
  const words = frameWords[language]
  return {
    ...words,
    issue: words.issue.replace('{number}', String(number)),
    whyYouGetThis: words.whyYouGetThis.replace('{name}', () => name),
  }
}

/** The same for an issue on the newsletter's own pages: its links lead to the form, and to all issues. */
export function publicWordsFor(language: Language, name: string, number: number): FrameWords {
  const words = wordsFor(language, name, number)
  const { whatThisIs, subscribe, allIssues } = words
  return {
    ...words,
    whyYouGetThis: whatThisIs.replace('{name}', () => name),
    unsubscribe: subscribe,
    viewInBrowser: allIssues,
  }
}

/** The days of a window as a reader of `language` writes them: "January 12 – 18, 2026", "2026年1月12日—18日". */
export function writtenDays({ from, to }: { from: string; to: string }, language: Language): string {
  const first = new Date(`${from}T00:00:00Z`)
  const last = new Date(`${to}T00:00:00Z`)
  const style = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  if (language === 'en') return style({ dateStyle: 'long' }).formatRange(first, last)
  const whole = { year: 'numeric', month: 'long', day: 'numeric' } as const
  const { year, month, day } = whole
  // ICU writes a range of Chinese days with slashes, and names the year and month twice.
  const rest =
    from.slice(0, 7) === to.slice(0, 7)
      ? { day }
      : from.slice(0, 4) === to.slice(0, 4)
        ? { month, day }
        : { year, month, day }
  return from === to
    ? style(whole).format(first)
    : `${style(whole).format(first)}—${style(rest).format(last)}`
}
