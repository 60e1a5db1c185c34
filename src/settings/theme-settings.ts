import * as v from 'valibot'

const colour = (use: string) =>
  v.exactOptional(
    v.pipe(
      v.string('expected a colour such as "#1d5c8f"'),
      v.regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'expected a colour such as "#1d5c8f"'),
      v.description(use),
    ),
  )

/** What `theme.colors` and `theme.dark` may say. */
export const palette = v.strictObject(
  {
    page: colour('Around the sheet'),
    sheet: colour('Behind the text'),
    text: colour('Of the text'),
    heading: colour('Of titles'),
    quiet: colour('Of sources, days and the footer'),
    link: colour('Of links'),
    accent: colour('Of the titles of sections'),
    rule: colour('Of lines and borders'),
    code: colour('Behind code'),
    band: colour('Behind the name of the newsletter'),
    onBand: colour('Of the name of the newsletter'),
  },
  'expected keys with values',
)

// They stand in an attribute of the template and in its style sheet.
const font = (use: string) =>
  v.exactOptional(
    v.pipe(
      v.string("expected fonts such as Georgia, 'Songti SC', serif"),
      v.trim(),
      v.regex(/^[^"<>{}();\\@&]{1,300}$/, "expected fonts such as Georgia, 'Songti SC', serif"),
      v.description(use),
    ),
  )

/** What `theme.fonts` may say. */
export const fonts = v.strictObject(
  {
    body: font('Of the text'),
    heading: font('Of the name of the newsletter'),
    code: font('Of code'),
  },
  'expected keys with values',
)

const pixels = (least: number, most: number, use: string) =>
  v.exactOptional(
    v.pipe(
      v.number('expected a number of pixels'),
      v.integer('expected a whole number of pixels'),
      v.minValue(least, `expected ${least} or more`),
      v.maxValue(most, `expected no more than ${most}`),
      v.description(use),
    ),
  )

/** What `theme.logo` may say. */
export const logo = v.strictObject(
  {
    src: v.pipe(
      v.string('expected an address, or a file of the workspace'),
      v.trim(),
      v.minLength(1, 'expected an address, or a file of the workspace'),
      v.regex(
        /^(?!(?!https:)[a-z][a-z0-9+.-]*:)(?!\/\/)/i,
        'expected an address that starts with https://, or a file of the workspace',
      ),
      v.description('Its https address, or its file in the workspace'),
    ),
    width: pixels(16, 600, 'In pixels; 160 without this key'),
  },
  'expected keys with values',
)

/** What `theme` may say. */
export const theme = v.strictObject(
  {
    colors: v.exactOptional(v.pipe(palette, v.description('In light mail programs'))),
    dark: v.exactOptional(
      v.pipe(
        palette,
        v.description('In dark mail programs; links, accents and the band follow the light ones'),
      ),
    ),
    fonts: v.exactOptional(v.pipe(fonts, v.description('Lists of font families, as in CSS'))),
    logo: v.exactOptional(v.pipe(logo, v.description('A picture that stands for the name'))),
    radius: pixels(0, 40, 'Of corners; 6 without this key'),
    width: pixels(320, 900, 'Of the mail; 600 without this key'),
  },
  'expected keys with values',
)
