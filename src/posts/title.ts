import { decodeHTMLStrict } from 'entities/decode'
import { type Header, textEntry } from './headers/header.ts'
import { firstHeading } from './heading.ts'
import { withoutInvisible } from './invisible.ts'

/** Where a title was found. */
export type TitleOrigin = 'header' | 'heading' | 'file name'

export interface Title {
  title: string
  titleFrom: TitleOrigin
}

/** Where a title may stand in a header, the first one first. */
export const titleKeys = ['title', 'newstitle', 'headline', 'subject', 'postTitle', '标题', 'linkTitle']

const inlineTag =
  /<\/?(?:br|i|b|em|strong|code|span|sub|sup|small|kbd|mark|u|s|del|ins|wbr|font)\b[^<>]{0,200}>/gi

// `[#]: subject:` is the title of the text that was translated; `1. Background` is a title of a part.
const ofSource = 'reference'
const ofPart =
  /^(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[、．.](?!\d)|(?:前言|引言|简介|簡介|背景|概述|序言|摘要|题目描述|introduction|overview|background|summary|preface|tl;?dr)\s*$)/i
const saysSomething = /\p{L}[^\d\s]*\p{L}/u

/** The title of a post: its header's, else its first heading, else its file name in words. */
export function titleOf(header: Header, body: string, path: string): Title {
  const written = plainTitle(textEntry(header, titleKeys)?.value ?? '')
  if (written && header.format !== ofSource) return { title: written, titleFrom: 'header' }
  const heading = firstHeading(body)
  const name = withoutInvisible(nameInWords(path))
  if (heading && !(ofPart.test(heading) && saysSomething.test(name)))
    return { title: heading, titleFrom: 'heading' }
  return written ? { title: written, titleFrom: 'header' } : { title: name, titleFrom: 'file name' }
}

/** Bold, struck and slanted text and links in Markdown; what is marked stands close to its marks. */
const inlineMarkup =
  /\*\*(?=\S)([^*\n]{1,100})(?<=\S)\*\*|(?<!!)\[([^[\]\n]{1,200})\]\(https?:[^()\s]{1,500}\)|~~(?=\S)([^~\n]{1,100})(?<=\S)~~|(?<![\w*`])\*(?=[^\s*])([^*`\n]{1,100})(?<=\S)\*(?![\w*`])/g
const inlineCode = /`([^`\n]{1,100})`/g

// Generators put a title into HTML as it is, so its tags and entities are markup.
function plainTitle(written: string): string {
  const text = /[<&]/.test(written) ? decodeHTMLStrict(written.replace(inlineTag, '')) : written
  return withoutInvisible(text)
    .replace(inlineMarkup, (_, bold, link, struck, slanted) => bold ?? link ?? struck ?? slanted)
    .replace(inlineCode, '$1')
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .trim()
}

function nameInWords(path: string): string {
  const parts = path.split('/')
  const file = (parts.at(-1) ?? '')
    .replace(/\.\w+$/, '')
    .replace(/\.(?:[a-z]{2}(?:[-_][a-z]{2,4})?|origin|translated)$/i, '')
  const name = /^(_?index|readme)$/i.test(file) ? (parts.at(-2) ?? file) : file
  return (
    name
      .replace(/^(?:\d{4}[-_.]\d{1,2}[-_.]\d{1,2}|(?:19|20)\d{6})(?=[-_. ])[-_. ]+/, '')
      .replace(/[-_]+/g, ' ')
      .trim() || name
  )
}
