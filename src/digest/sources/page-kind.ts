import { webAddress } from './web-address.ts'

/** `section`: the news or the blog of a site; `aside`: a share button, a licence or a picture, which is a source of nothing. */
export type PageKind = 'article' | 'section' | 'home' | 'profile' | 'aside'

const shareButtons =
  /^(?:(?:twitter|x)\.com\/(?:intent|share|home)\b|(?:www\.)?facebook\.com\/(?:sharer|share\.php|dialog)|service\.weibo\.com\/share|(?:www\.)?linkedin\.com\/(?:shareArticle|sharing)|news\.ycombinator\.com\/submitlink|(?:www\.)?reddit\.com\/submit|(?:t\.me|telegram\.me)\/share|getpocket\.com\/(?:save|edit)|connect\.qq\.com|api\.whatsapp\.com|wa\.me\/)/i
const licences =
  /^(?:(?:www\.)?creativecommons\.org\/(?:licenses|publicdomain)|(?:www\.)?opensource\.org\/licenses|choosealicense\.com|(?:www\.)?gnu\.org\/licenses)/i
const pictureHosts =
  /(?:^|\.)(?:unsplash|pexels|pixabay|flickr|giphy|gettyimages|shutterstock|istockphoto|freepik)\.(?:com|org)$|^commons\.wikimedia\.org$|^flic\.kr$/
const pictureFile = /\.(?:png|jpe?g|gif|svg|webp|avif|ico)$/i

/** Sites on which the first part of a path is a person, a company or a column. */
const hostsOfPeople =
  /(?:^|\.)(?:github\.com|gitlab\.com|gitee\.com|codeberg\.org|bitbucket\.org|twitter\.com|x\.com|weibo\.com|weibo\.cn|facebook\.com|instagram\.com|medium\.com|dev\.to|t\.me|keybase\.io|linktr\.ee|about\.me|hashnode\.com|pinboard\.in|vk\.com|cnblogs\.com|blog\.csdn\.net)$/
const peopleOf: readonly [host: RegExp, path: RegExp][] = [
  [/(?:^|\.)github\.com$/, /^\/(?:orgs|sponsors|users)\/[^/]+$/],
  [/(?:^|\.)weibo\.(?:com|cn)$/, /^\/(?:u|n|p)\/[^/]+$/],
  [/(?:^|\.)zhihu\.com$/, /^\/(?:people|org|column)\/[^/]+$|^\/c_\d+$/],
  [/(?:^|\.)juejin\.(?:cn|im)$/, /^\/user\/\w+(?:\/posts)?$/],
  [/(?:^|\.)linkedin\.com$/, /^\/(?:in|company|pub)\/[^/]+$/],
  [/(?:^|\.)jianshu\.com$/, /^\/u\/[^/]+$/],
  [/(?:^|\.)youtube\.com$/, /^\/(?:channel|c|user)\/[^/]+$/],
  [/(?:^|\.)reddit\.com$/, /^\/(?:u|user|r)\/[^/]+$/],
  [/(?:^|\.)(?:stackoverflow|stackexchange)\.com$/, /^\/users\/\d+(?:\/[^/]+)?$/],
  [/^bsky\.app$/, /^\/profile\/[^/]+$/],
  [/^space\.bilibili\.com$/, /^\/\d+$/],
  [/^news\.ycombinator\.com$/, /^\/user$/],
]
// With a region or a script; sites also call a language by a country.
const language =
  '(?:\\/(?:ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|ur|vi|zh|cn|hk|jp|kr|tw)(?:[-_](?:[a-z]{2}|hans|hant|latn|cyrl|419))?)'
const person = /^\/(?:@[^/]+|about|about-?me|about-?us|author|authors|contact|team|people|关于)$/i
const personBelow = new RegExp(
  `^(?:${language}|\\/(?:blog|news|forum|community))?\\/(?:authors?|users?|people|profiles?|members?|contributors?)\\/[^/]+$`,
  'i',
)
const homePage = new RegExp(`^${language}?(?:\\/(?:home|index|default)(?:\\.\\w{3,4})?)?$`, 'i')
const sectionPage = new RegExp(`^${language}?\\/(?:blog|news|posts|articles|archives?)$`, 'i')

/** What kind of page an address leads to, as far as the address tells; only an article is a source of its own. */
export function pageKind(address: string): PageKind {
  const url = webAddress(address)
  if (!url) return 'aside'
  const host = url.hostname.replace(/^www\./, '')
  const path = url.pathname.replace(/\/+$/, '')
  const place = host + url.pathname
  if (shareButtons.test(place) || licences.test(place)) return 'aside'
  if (pictureHosts.test(host) || pictureFile.test(path)) return 'aside'
  if (isPerson(host, path)) return 'profile'
  if (url.search !== '' || /^#[/!]/.test(url.hash)) return 'article'
  if (sectionPage.test(path)) return 'section'
  return homePage.test(path) ? 'home' : 'article'
}

function isPerson(host: string, path: string): boolean {
  if (hostsOfPeople.test(host) && /^\/[^/]+$/.test(path)) return !isArticleOfHost(host, path)
  return (
    person.test(path) ||
    personBelow.test(path) ||
    peopleOf.some(([site, at]) => site.test(host) && at.test(path))
  )
}

// A column with a host of its own, such as someone.medium.com, has its articles right below it.
const isArticleOfHost = (host: string, path: string): boolean =>
  /^[^.]+\.(?:medium|hashnode|github|gitlab|cnblogs)\.(?:com|io)$/.test(host) && !path.startsWith('/@')
