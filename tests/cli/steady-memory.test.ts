import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { aWorkspace, settings } from '../a-workspace.ts'

const program = new URL('../../src/cli/masthead.js', import.meta.url).pathname
const asked = `data:text/javascript,process.on('exit',()=>console.error(String(process.execArgv), process.env.MALLOC_ARENA_MAX))`

it.skipIf(process.platform === 'win32').each([
  ['resume', true],
  ['status', false],
])('a command that sends begins with a heap that stays small: %s, %s', async (command, isSteady) => {
  const { directory } = await aWorkspace({ 'masthead.yaml': settings })
  const args = ['--import', asked, program, '-C', directory, command]
  const told = await promisify(execFile)(process.execPath, args).catch(error => error)
  expect(told.stdout + told.stderr).toContain(isSteady ? 'No issue is on its way' : 'No issue was sent yet')
  expect(told.stderr.includes('--memory-saver-mode')).toBe(isSteady)
  expect(told.stderr).toMatch(isSteady ? / 1\n$/ : / undefined\n$/)
})
