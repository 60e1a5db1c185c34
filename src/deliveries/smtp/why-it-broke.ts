/** Why a connection broke: the system has several words for a server that closes it, and nodemailer another. */
export const whyItBroke = ({ message }: Error): string =>
  /\b(?:EPIPE|ECONNRESET)\b|^Connection closed/.test(message) ? 'the server closed the connection' : message
