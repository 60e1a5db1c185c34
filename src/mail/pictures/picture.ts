/** What is known of a picture of an issue. */
export interface Picture {
  /** Of the file, in pixels. */
  width?: number
  /** Its file travels with the mail, under this Content-ID. */
  cid?: string
}

/** A file that travels with a mail, and is shown in it. */
export interface EmbeddedFile {
  cid: string
  name: string
  /** Such as `image/png`. */
  type: string
  content: Buffer
}

/** A picture that a mail does not show as was asked for, and why. */
export interface PictureProblem {
  /** As the issue writes it. */
  url: string
  post?: string
  problem: string
  /** Whether it is shown all the same, from the address that it has. */
  isShown: boolean
}

/** The pictures of an issue whose files are known, by `pictureKey`. */
export interface Pictures {
  known: ReadonlyMap<string, Picture>
  embedded: readonly EmbeddedFile[]
  problems: readonly PictureProblem[]
}

export const noPictures: Pictures = { known: new Map(), embedded: [], problems: [] }

/** The pictures of both, of the second where they have the same name. */
export const joinPictures = (one: Pictures, other: Pictures): Pictures => ({
  known: new Map([...one.known, ...other.known]),
  embedded: [
    ...one.embedded,
    ...other.embedded.filter(({ cid }) => one.embedded.every(file => file.cid !== cid)),
  ],
  problems: [...one.problems, ...other.problems],
})

/** HTML in which pictures that travel with a mail stand as data: what a browser needs, which has no mail. */
export const withEmbeddedPictures = (html: string, embedded: readonly EmbeddedFile[]): string =>
  embedded.reduce(
    (shown, { cid, type, content }) =>
      shown.replaceAll(`src="cid:${cid}"`, `src="data:${type};base64,${content.toString('base64')}"`),
    html,
  )

/** What one picture is known by: its address as the issue writes it, and the post whose entry it stands in. */
export const pictureKey = (url: string, post?: string): string => `${post ?? ''}\n${url}`

/** A picture as an issue names it. */
export interface PictureName {
  url: string
  post?: string
}

/** A file that a picture of an issue leads to. */
export interface PictureFile {
  name: string
  bytes: number
  read(): Promise<Buffer>
}

/** Where the files of pictures lie. */
export interface PictureFiles {
  find(picture: PictureName): Promise<PictureFile | undefined>
}
