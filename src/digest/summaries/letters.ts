/** What two texts have in common that differ in markup and punctuation alone. */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
