/** True for a text without line ends, other control characters and halves of characters. */
export const isOneLine = (text: string): boolean => !/\p{Cc}/u.test(text) && text.isWellFormed()
