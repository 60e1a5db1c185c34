import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** Masthead as npm installs it: what is published, without the source. */
export interface Installation {
  folder: string
  /** What `npx masthead` runs. */
  program: string
  remove(): Promise<void>
}

export async function anInstallation(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'masthead-package-'))
  const { files, bin } = JSON.parse(await readFile('package.json', 'utf8'))
  for (const name of ['package.json', ...files])
    if (name !== 'dist') await cp(name, join(folder, name), { recursive: true })
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  const build = ['-c', 'rolldown.config.ts', '--dir', join(folder, 'dist')]
  await promisify(execFile)(process.execPath, ['node_modules/rolldown/bin/cli.mjs', ...build])
  return { folder, program: join(folder, bin.masthead), remove: () => rm(folder, { recursive: true }) }
}
