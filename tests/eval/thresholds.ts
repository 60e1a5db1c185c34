/** What finding sources must reach on the marked posts, in percent. */
export const least = { precision: 98, recall: 95 }
