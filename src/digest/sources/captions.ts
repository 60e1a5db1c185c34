import { isSourceLine } from './credit-lines.ts'

const figure =
  /^[▲△↑\s]{0,5}(?:fig(?:ure|\.)?|photo|image|picture|screenshot|[上下]?[图圖]|图[片表]|圖[片表])\s{0,3}[\d一二三四五六七八九十.-]{0,6}\s{0,3}[:：.、]/i
const ofPictures =
  /^(?:photos?|images?|pictures?|gallery|getty images|adobe stock|shutterstock|istock(?:photo)?|flickr|wikimedia(?: commons)?|unsplash|pexels|pixabay|freepik|视觉中国)$|\b(?:photo|image|picture|multimedia|media) (?:gallery|library|archive|bank)$|(?:图[片库集]|圖[片庫集]|图片库|摄影|攝影)$/i
const pictureFolder =
  /^https?:\/\/[^/]+\/(?:[^?#]{0,300}\/)?(?:images?|pictures?|gallery|galleries|media\/photos?)\//i

/** Where a picture stands: in the line above, or alone in the block above. */
export type PictureAbove = 'line' | 'block'

/** What of a line tells whether it is a caption. */
export interface Captioning {
  text: string
  isNote: boolean
  links: readonly { title: string; url: string }[]
}

/** True for a line that tells of a picture: what it names as a source is the picture's. */
export function isCaption(line: Captioning, picture: PictureAbove | undefined): boolean {
  if (figure.test(line.text.slice(0, 60))) return true
  if (picture === undefined) return false
  // `*Source: [t](u)*` alone below a picture is as often that of a story.
  const isNote = line.isNote && (picture === 'line' || !isSourceLine(line.text))
  return isNote || line.links.some(({ title, url }) => leadsToPicture(title, url))
}

const leadsToPicture = (title: string, url: string): boolean =>
  ofPictures.test(title.slice(0, 200)) || pictureFolder.test(url.slice(0, 500))
