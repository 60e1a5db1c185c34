import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { packageTemplates } from '../package-file.ts'
import type { Day } from '../posts/days.ts'

const settings = 'masthead.yaml'

// npm leaves out files with these names when it publishes a package.
const dotfiles: Record<string, string> = { gitignore: '.gitignore', 'env.example': '.env.example' }

/**
 * Makes a workspace from `templates/starter/`: sample posts dated today, settings, and the mail templates to change.
 * Returns the files that it wrote; files that are there already stay, but for `.gitignore`,
 * to which lines are added; none is written where there is a workspace.
 */
export async function createWorkspace(root: string, today: Day): Promise<string[]> {
  if (existsSync(join(root, settings))) return []
  const written: string[] = []
  // Somebody who has posts wants no samples among them.
  const hasPosts = existsSync(join(root, 'content'))
  const starter = (await filesUnder(join(packageTemplates, 'starter'))).filter(
    file => !(hasPosts && isSample(file)),
  )
  const mail = (await filesUnder(packageTemplates)).filter(file => file.endsWith('.mjml'))
  const copies = [
    ...starter.map(file => ({
      from: join(packageTemplates, 'starter', file),
      to: nameInWorkspace(file, today),
    })),
    ...mail.map(file => ({ from: join(packageTemplates, file), to: join('templates', file) })),
  ]
  // The settings come last: they are what makes the folder a workspace, and until then it can be made again.
  for (const { from, to } of copies.toSorted(
    (a, b) => Number(a.to === settings) - Number(b.to === settings),
  )) {
    const text = (await readFile(from, 'utf8')).replaceAll('TODAY', today)
    if (await put(join(root, to), text)) written.push(to)
  }
  await mkdir(join(root, 'issues'), { recursive: true })
  return written
}

async function put(path: string, text: string): Promise<boolean> {
  const standing = existsSync(path) ? await readFile(path, 'utf8') : undefined
  if (standing !== undefined && basename(path) !== '.gitignore') return false
  // A .gitignore of somebody's own gets the lines that keep passwords and people out of git.
  const lines = standing?.split(/\r?\n/) ?? []
  const missing = text.split('\n').filter(line => line !== '' && !lines.includes(line))
  if (standing !== undefined && missing.length === 0) return false
  await mkdir(dirname(path), { recursive: true })
  await writeFileAtomic(
    path,
    standing === undefined ? text : `${standing.trimEnd()}\n${missing.join('\n')}\n`,
  )
  return true
}

const isSample = (file: string): boolean => file.startsWith(join('content', sep))

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return files.map(file => file.slice(folder.length + 1)).toSorted()
}

function nameInWorkspace(file: string, today: string): string {
  const name = dotfiles[basename(file)] ?? basename(file).replace('TODAY', today)
  return join(dirname(file), name)
}
