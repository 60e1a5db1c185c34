import { checkNamed, error, type Found, quote, warning } from '../found.ts'

/** Pictures of an issue that its mail does not show, or not from the file that was to travel with it. */
export const pictureFiles = checkNamed('picture-files', ({ origin }): Found[] =>
  (origin?.pictureProblems ?? []).map(({ url, problem, isShown }) => {
    const what = `The picture ${quote(url)} ${isShown ? 'stays a link' : 'is not shown'}: ${problem}`
    return (isShown ? warning : error)(what, wayOutOf(problem), url)
  }),
)

const wayOutOf = (problem: string): string =>
  problem.includes('site.url')
    ? 'Write its whole address, set site.url, or let files travel with the mail: images: embed'
    : 'Put the file beside its post or where the site has its pictures, as PNG, JPEG or GIF, and not too large.'
