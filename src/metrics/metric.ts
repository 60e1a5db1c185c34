/** Something that is measured, by the conventions of Prometheus. */
export interface Metric {
  /** Such as `masthead_deliveries`; of counters, with `_total` at its end. */
  name: string
  /** What it is, as a sentence. */
  help: string
  type: 'gauge' | 'counter'
  samples: readonly Sample[]
}

/** One value of it. */
export interface Sample {
  /** By their names: letters, digits and `_`. */
  labels: Readonly<Record<string, string>>
  value: number
}

/** A value of each key of a record, under a label. */
export const samplesBy = (
  label: string,
  values: Readonly<Record<string, number>>,
  labels: Sample['labels'] = {},
): Sample[] => Object.entries(values).map(([key, value]) => ({ labels: { ...labels, [label]: key }, value }))
