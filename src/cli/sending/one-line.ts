/** A reply of several lines as one. */
export const onOneLine = (reply: string): string => reply.replace(/\n/g, ' ')
