import type { Element } from 'hast'
import { checkNamed, type Found, quote, warning } from '../found.ts'
import { attributeOf } from '../html/spots.ts'
import { type Link, linksIn, writtenAs } from './links.ts'

const vague = new Set(
  [
    'click here,click,here,tap here,press here,this,this link,link,this page,read more,more,learn more,see more,continue',
    'read on,details,more details,more info,more information,find out more,continue reading,full article,url',
    '这里,這裡,這裏,此处,此處,这儿,点击,點擊,点击这里,點擊這裡,点这里,點這裡,点此,點此,点击此处,點擊此處,点击查看,點擊查看,链接,連結,鏈接',
    '更多,查看更多,阅读更多,閱讀更多,了解更多,瞭解更多,阅读全文,閱讀全文,查看全文,查看详情,查看詳情,详情,詳情,戳这里,戳我,猛戳这里,传送门,网址,網址,地址',
  ].flatMap(line => line.split(',')),
)

/** Links that say nothing of where they lead to who hears a list of them, or nothing at all. */
export const linkText = checkNamed('link-text', mail => linksIn(mail).flatMap(link => unclear(link) ?? []))

function unclear(link: Link): Found | undefined {
  const { address, element } = link
  const said = attributeOf(element, 'ariaLabel') ?? attributeOf(element, 'title') ?? ''
  if (said.trim() !== '') return undefined
  const text = link.text || altIn(element)
  if (text.trim() === '')
    return warning(
      `The link to ${quote(address)} has neither text nor a picture with a description`,
      'Write what it leads to, or describe its picture.',
      ...writtenAs(address),
    )
  if (!vague.has(bareWords(text))) return undefined
  return warning(
    `The text ${quote(text)} does not tell where the link leads`,
    'Make the name of what it leads to the link.',
    `[${text}](${address})`,
    ...writtenAs(address),
  )
}

const bareWords = (text: string): string =>
  text
    .slice(0, 60)
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

function altIn({ children }: Element): string {
  const waiting = [...children]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type !== 'element') continue
    const alt = attributeOf(next, 'alt')?.trim()
    if (alt) return alt
    waiting.push(...next.children.slice(0, 1000))
  }
  return ''
}
