/** Bytes as text in a charset; one that nobody knows is read as UTF-8. */
export function decodedText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset || 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
