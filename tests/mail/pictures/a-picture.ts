/** The smallest PNG header that tells a width; what follows is padding. */
export function aPng(width: number, bytes = 64): Buffer {
  const png = Buffer.alloc(Math.max(bytes, 33))
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  png.writeUInt32BE(13, 8)
  png.write('IHDR', 12, 'latin1')
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(100, 20)
  return png
}
