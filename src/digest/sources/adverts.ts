import { simplified } from '../simplified.ts'

const advert =
  /^[^\p{L}]{0,10}(?:(?:our|this (?:week|month|issue)[’']s) )?(?:sponsors?|sponsored(?: (?:by|links?|content|posts?))?|sponsorships?|adverts?|ads?|advertisements?|advertising|赞助(?:商|方|内容|信息)?|本[期周]赞助|特别赞助|鸣谢赞助商?|广告|推广)[^\p{L}]{0,10}$/iu

/** True for a heading such as `Sponsors` or `赞助`: what stands below it was paid for, and is no news. */
export const isAdvert = (heading: string): boolean => heading.length <= 60 && advert.test(simplified(heading))
