import { readdir, utimes } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { IssueChangedError } from '../../src/errors.ts'
import { IssueFolder } from '../../src/issues/issue-folder.ts'
import { aWorkspace } from '../a-workspace.ts'

it('removes what a program left that was killed while it wrote, and nothing else', async () => {
  const names = ['issue.md.123456', 'issue.md.654321', 'issue.md.bak', 'issue.md.1.bak', 'notes.123456']
  const { path } = await aWorkspace(
    Object.fromEntries(names.map(name => [`issues/2026-W03/${name}`, 'half of it'])),
  )
  const anHourAgo = Date.now() / 1000 - 3600
  for (const name of names.filter(name => name !== 'issue.md.654321'))
    await utimes(path(`issues/2026-W03/${name}`), anHourAgo, anHourAgo)
  await new IssueFolder(path('issues')).write('2026-W03', 'all of it')
  expect((await readdir(path('issues/2026-W03'))).toSorted()).toEqual([
    'issue.md',
    'issue.md.1.bak',
    'issue.md.654321',
    'issue.md.bak',
    'notes.123456',
  ])
})

it('changes an issue only where nobody has saved another text since it was read', async () => {
  const { path, read } = await aWorkspace({ 'issues/2026-W03/issue.md': 'as it was read' })
  const folder = new IssueFolder(path('issues'))
  await expect(folder.change('2026-W03', 'something older', 'ours')).rejects.toThrow(IssueChangedError)
  await expect(folder.change('2026-W03', undefined, 'ours')).rejects.toThrow(
    'saved while it was being changed',
  )
  expect(await read('issues/2026-W03/issue.md')).toBe('as it was read')
  await folder.change('2026-W03', 'as it was read', 'ours')
  expect(await read('issues/2026-W03/issue.md')).toBe('ours')
  expect(await readdir(path('issues/2026-W03'))).toEqual(['issue.md'])
})
