import type { CheckedMail } from '../check.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'
import { attributeOf, type Spot, type SpottedText, spotsIn, textOf } from '../html/spots.ts'
import { isNothing, nothingIn, nothingInAddress, nothingInSubject } from './nothing-words.ts'
import { ownWords } from './own-words.ts'
import { marksIn, marksInAddress } from './template-marks.ts'

/** What a template or a program left: `{{ name }}`, `*|FNAME|*`, "undefined" where a name belongs. */
export const leftovers = checkNamed('leftovers', mail => [
  ...inSubject(mail),
  ...inHtml(mail),
  ...inAddresses(mail),
  ...inText(mail),
])

const fill = 'Fill it in, or take it out: nothing that sends this mail does it.'
const dataLacks = 'Look for the value that the template or the program did not have.'

const left = (mark: string, where: string): Found =>
  error(`${where} has ${quote(mark)}, which was not filled in`, fill, mark)
const lacking = (text: string, where: string): Found =>
  error(`${where} has ${quote(text)} where something is missing`, dataLacks)

function ownMark(mark: string, where: string): Found {
  const wayOut =
    'Put it between backticks if it is meant to be read so; placeholders in an issue are not filled in.'
  return warning(`${where} has ${quote(mark)}, as the issue says it outside of code`, wayOut, mark)
}

// A mail with more of them is none.
const mostMarks = 100

const eachMark = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap(marksIn))].slice(0, mostMarks)

// A subject has no code, and everybody reads it.
function inSubject({ received: { subject } }: CheckedMail): Found[] {
  const nothing = nothingInSubject(subject)
  return [
    ...marksIn(subject).map(mark => left(mark, 'The subject')),
    ...(nothing === undefined ? [] : [lacking(nothing, 'The subject')]),
  ]
}

function inHtml({ received, origin }: CheckedMail): Found[] {
  const isOwn = ownWords(origin)
  const { texts, elements } = spotsIn(received.tree)
  const shown = texts.filter(isShown)
  const alts = elements.flatMap(({ element }) => attributeOf(element, 'alt') ?? [])
  const marks = eachMark([...shown.map(({ value }) => value), ...alts])
  return [
    ...marks.map(mark => (isOwn(mark) ? ownMark : left)(mark, 'The HTML')),
    ...shown.flatMap(({ value }) => {
      const nothing = nothingIn(value)
      return nothing === undefined || isOwn(nothing) ? [] : [lacking(nothing, 'The HTML')]
    }),
    ...elements.filter(isEmptyPlace).flatMap(({ element }) => {
      const text = textOf(element).trim()
      const what = `A <${element.tagName}> says ${quote(text)} and nothing else`
      if (!isOwn(text)) return [error(what, dataLacks)]
      return /^(?:h[1-6]|a|title)$/.test(element.tagName) ? [warning(what, dataLacks, text)] : []
    }),
  ]
}

// Styles and scripts are no text; a title is.
const isShown = ({ spot }: SpottedText): boolean =>
  !spot.isCode && (!spot.isHead || spot.element.tagName === 'title')

// Of elements within each other only the innermost is named.
const isEmptyPlace = (spot: Spot): boolean =>
  !spot.isCode &&
  !spot.isHead &&
  spot.element.children.every(child => child.type === 'text') &&
  isNothing(textOf(spot.element, 80))

function inAddresses({ received, origin }: CheckedMail): Found[] {
  const addresses = spotsIn(received.tree).elements.flatMap(({ element }) =>
    [attributeOf(element, 'href'), attributeOf(element, 'src')].filter(address => address !== undefined),
  )
  const posts = [...(origin?.posts.values() ?? [])]
  const isQuoted = (address: string) => posts.some(({ source }) => source.includes(address))
  return [...new Set(addresses)].flatMap(address => [
    ...marksInAddress(address).map(mark =>
      error(`The address ${quote(address)} has ${quote(mark)}, which was not filled in`, fill, address, mark),
    ),
    ...nothingAt(address).filter(() => !isQuoted(address)),
  ])
}

function nothingAt(address: string): Found[] {
  const nothing = nothingInAddress(address)
  if (nothing === undefined) return []
  return [error(`The address ${quote(address)} has ${quote(nothing)} in place of a name`, dataLacks, address)]
}

const indented = /^(?: {4}|\t|[-\d.]{1,4} {3})/

// In a text part nothing tells code but its indentation, and that it is code in the HTML.
function inText({ received: { text, tree }, origin }: CheckedMail): Found[] {
  const isOwn = ownWords(origin)
  const { texts } = spotsIn(tree)
  const inHtml = new Set(texts.flatMap(({ value }) => marksIn(value)))
  const lines = text.split('\n').filter(line => line.length > 2 && !indented.test(line))
  const marks = eachMark(lines)
  const nothing = lines.find(
    line => (isNothing(line) || nothingIn(line) !== undefined) && !isOwn(line.trim()),
  )
  return [
    ...marks.filter(mark => !inHtml.has(mark) && !isOwn(mark)).map(mark => left(mark, 'The text part')),
    ...(nothing === undefined ? [] : [lacking(nothingIn(nothing) ?? nothing, 'The text part')]),
  ]
}
