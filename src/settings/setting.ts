import * as v from 'valibot'

/** A setting with the sentence that editors show beside it. */
export const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description))

/** Any text. */
export const text = v.string('expected text')

/** A whole number from `least` to `most`, both included. */
export const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.number('expected a number'),
    v.integer('expected a whole number'),
    v.minValue(least, `expected ${least} or more`),
    v.maxValue(most, `expected no more than ${most}`),
  )

/** A port; 0 is any free one. */
export const port = wholeNumber(0, 65535)
