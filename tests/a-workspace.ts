import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A workspace in a folder of its own, removed when the test ends. */
export interface Workspace {
  directory: string
  path(file: string): string
  read(file: string): Promise<string>
  write(file: string, text: string | Uint8Array): Promise<void>
  remove(file: string): Promise<void>
}

export async function aWorkspace(files: Record<string, string | Uint8Array> = {}): Promise<Workspace> {
  const directory = await mkdtemp(join(tmpdir(), 'masthead-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const path = (file: string) => join(directory, file)
  const write = async (file: string, text: string | Uint8Array) => {
    await mkdir(dirname(path(file)), { recursive: true })
    await writeFile(path(file), text)
  }
  for (const [file, text] of Object.entries(files)) await write(file, text)
  return {
    directory,
    path,
    write,
    read: file => readFile(path(file), 'utf8'),
    remove: file => rm(path(file), { recursive: true }),
  }
}

export const settings = `name: 测试周报
language: zh-CN
timezone: Asia/Shanghai
`

/** The text of a post with a YAML header. */
export const aPost = (
  header: Record<string, string>,
  body = 'One sentence that says something about the week.\n',
) =>
  `---\n${Object.entries(header)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')}\n---\n\n${body}`
