import * as v from 'valibot'

const as = v.picklist(['link', 'embed'], 'expected link or embed')
const kilobytes = (use: string, otherwise: number) =>
  v.exactOptional(
    v.pipe(
      v.number('expected a number'),
      v.minValue(1, 'expected 1 or more'),
      v.maxValue(20_000, 'expected no more than 20000'),
      v.description(use),
    ),
    otherwise,
  )

/** The keys of `images`, where it is more than one word. */
export const imagesGroup = v.strictObject(
  {
    as: v.exactOptional(
      v.pipe(as, v.description('link: the site has them; embed: files travel with the mail')),
      'link',
    ),
    kilobytes: kilobytes('How large a file that is embedded may be', 1000),
    kilobytesOfAll: kilobytes('How large all of them may be', 5000),
  },
  'expected link, embed, or keys with values',
)

export const imagesDefaults = { as: 'link', kilobytes: 1000, kilobytesOfAll: 5000 } as const

/** `images:` in `masthead.yaml`: one word, or keys with values. */
export const imagesSetting = v.union(
  [
    v.pipe(
      as,
      v.transform(word => ({ ...imagesDefaults, as: word })),
    ),
    imagesGroup,
  ],
  'expected link, embed, or keys with values',
)
