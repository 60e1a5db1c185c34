import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

const tokenForm = /^[\w-]{16,}$/

/** The secret of an inbox page, made on first use and kept in a file that only its owner can read, so that bookmarks last. */
export async function readToken(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (tokenForm.test(kept.trim())) return kept.trim()
  const token = randomBytes(16).toString('base64url')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileAtomic(path, `${token}\n`, { mode: 0o600 })
  return token
}
