import type { Language } from '../../posts/language.ts'
import type { LetterKind } from '../../subscribers/letter-queue.ts'
import { SlottedText } from '../slots.ts'

/** What a letter says. */
export interface LetterWords {
  subject: string
  preheader: string
  paragraphs: readonly SlottedText[]
  /** On the button. */
  action: string
  /** Before the address of the button, for programs that show none. */
  orOpen: string
  /** Why somebody gets it, and what to do who wanted none. */
  reason: string
}

const orOpen = {
  'zh-CN': '如果按钮打不开，请在浏览器中打开这个地址：',
  'zh-TW': '如果按鈕打不開，請在瀏覽器中開啟這個網址：',
  en: 'If the button does not work, open this address in a browser:',
}

/** `{name}` stands for the newsletter, `{address}` for that of the reader. */
interface Written extends Omit<LetterWords, 'paragraphs' | 'orOpen'> {
  paragraphs: readonly string[]
}

const words: Record<LetterKind, Record<Language, Written>> = {
  confirm: {
    'zh-CN': {
      subject: '请确认订阅《{name}》',
      preheader: '还差一步：确认之后，您才会收到我们的邮件。',
      paragraphs: ['有人用 {address} 申请订阅《{name}》。如果是您本人，请确认。'],
      action: '确认订阅',
      reason: '如果不是您申请的，请不要理会这封信：您不确认，就不会收到《{name}》。',
    },
    'zh-TW': {
      subject: '請確認訂閱《{name}》',
      preheader: '還差一步：確認之後，您才會收到我們的郵件。',
      paragraphs: ['有人用 {address} 申請訂閱《{name}》。如果是您本人，請確認。'],
      action: '確認訂閱',
      reason: '如果不是您申請的，請不要理會這封信：您不確認，就不會收到《{name}》。',
    },
    en: {
      subject: 'Please confirm your subscription to {name}',
      preheader: 'One step is left: you get mail from us only after you confirm.',
      paragraphs: ['Somebody asked for {name} to be sent to {address}. If it was you, please confirm it.'],
      action: 'Confirm',
      reason: 'If it was not you, ignore this letter: unless you confirm, you do not get {name}.',
    },
  },
  welcome: {
    'zh-CN': {
      subject: '您已订阅《{name}》',
      preheader: '从下一期起，您会收到我们的邮件。',
      paragraphs: [
        '您的订阅已经确认。从下一期起，《{name}》会寄到 {address}。',
        '您可以随时更改设置、暂停一段时间，或者退订。',
      ],
      action: '订阅设置',
      reason: '您收到这封信，是因为您确认了订阅《{name}》。如果不是您本人，请用下面的链接退订。',
    },
    'zh-TW': {
      subject: '您已訂閱《{name}》',
      preheader: '從下一期起，您會收到我們的郵件。',
      paragraphs: [
        '您的訂閱已經確認。從下一期起，《{name}》會寄到 {address}。',
        '您可以隨時變更設定、暫停一段時間，或者取消訂閱。',
      ],
      action: '訂閱設定',
      reason: '您收到這封信，是因為您確認了訂閱《{name}》。如果不是您本人，請用下面的連結取消訂閱。',
    },
    en: {
      subject: 'You are subscribed to {name}',
      preheader: 'You get our mail from the next issue on.',
      paragraphs: [
        'Your subscription is confirmed. From the next issue on, {name} comes to {address}.',
        'You can change what you get, pause for some weeks, or unsubscribe at any time.',
      ],
      action: 'Your preferences',
      reason:
        'You get this letter because you confirmed your subscription to {name}. If it was not you, unsubscribe below.',
    },
  },
  known: {
    'zh-CN': {
      subject: '您已经订阅了《{name}》',
      preheader: '您不需要做任何事。',
      paragraphs: [
        '有人用 {address} 申请订阅《{name}》，而这个地址早已订阅。您不需要做任何事，订阅照旧。',
        '如果您想更改设置、暂停一段时间，或者退订，请打开订阅设置。',
      ],
      action: '订阅设置',
      reason: '如果不是您申请的，请不要理会这封信：您的订阅没有任何变化。',
    },
    'zh-TW': {
      subject: '您已經訂閱了《{name}》',
      preheader: '您不需要做任何事。',
      paragraphs: [
        '有人用 {address} 申請訂閱《{name}》，而這個地址早已訂閱。您不需要做任何事，訂閱照舊。',
        '如果您想變更設定、暫停一段時間，或者取消訂閱，請開啟訂閱設定。',
      ],
      action: '訂閱設定',
      reason: '如果不是您申請的，請不要理會這封信：您的訂閱沒有任何變化。',
    },
    en: {
      subject: 'You already get {name}',
      preheader: 'There is nothing that you need to do.',
      paragraphs: [
        'Somebody asked for {name} to be sent to {address}, where it goes already. Nothing changes, and there is nothing that you need to do.',
        'If you want to change what you get, pause for some weeks, or unsubscribe, open your preferences.',
      ],
      action: 'Your preferences',
      reason: 'If it was not you, ignore this letter: your subscription is as it was.',
    },
  },
}

/** The words of a letter, with the newsletter's name in them. */
export function letterWords(kind: LetterKind, language: Language, name: string): LetterWords {
  const { paragraphs, action, ...lines } = words[kind][language]
  const named = (text: string) => text.replaceAll('{name}', () => name)
  return {
    subject: named(lines.subject),
    preheader: named(lines.preheader),
    reason: named(lines.reason),
    paragraphs: paragraphs.map(paragraph => slotted(paragraph, named)),
    action,
    orOpen: orOpen[language],
  }
}

// Cut before the name is in it, for that may have the same signs.
const slotted = (paragraph: string, named: (text: string) => string): SlottedText =>
  new SlottedText(
    paragraph
      .split(/(\{address\})/)
      .map(piece => (piece === '{address}' ? { slot: 'address' as const } : named(piece))),
  )
