import { describe, expect, it } from 'vitest'
import { aWorkspace } from '../../a-workspace.ts'
import { masthead } from '../../run-masthead.ts'

/** A workspace with two people, and its `subscribers`. */
async function aList() {
  const { directory } = await aWorkspace({ 'masthead.yaml': 'name: Weekly\n' })
  const subscribers = (...args: string[]) => masthead('-C', directory, 'subscribers', ...args)
  await subscribers('add', 'ada@example.org', '--language', 'en', '--tag', 'beta')
  await subscribers('add', 'wang@qq.com', '--language', 'zh-CN', '--tag', 'beta,vip')
  return { subscribers }
}

describe('--segment', () => {
  it('lists the people of a segment, together with the other flags', async () => {
    const { subscribers } = await aList()
    const { stdout } = await subscribers('list', '--segment', 'tag:beta and language:zh')
    expect(stdout).toContain('wang@qq.com')
    expect(stdout).not.toContain('ada@example.org')
    const both = await subscribers('list', '--segment', 'tag:beta', '--language', 'en', '--json')
    expect(JSON.parse(both.stdout)).toMatchObject([{ address: 'ada@example.org' }])
  })

  it('tags the people of a segment, and counts those who leave it by that', async () => {
    const { subscribers } = await aList()
    const { stdout } = await subscribers('tag', '--segment', 'not tag:vip', '--add', 'vip')
    expect(stdout).toContain('1 person changed, of 1')
    expect((await subscribers('list', '--tag', 'vip')).stdout).toContain('2 people')
  })

  it.each([
    ['list', '--segment', 'tag:btea'],
    ['list', '--tag', 'btea'],
  ])('says with %s %s %s that nobody matches, and which tags there are', async (...args) => {
    const { subscribers } = await aList()
    const { exitCode, stdout, stderr } = await subscribers(...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'Nobody matches\n' })
    expect(stderr).toContain('Nobody has the tag "btea". Active people have "beta", "vip".')
  })

  it.each([
    ['list', '--json'],
    ['tag', '--add', 'x'],
    ['export', '--format', 'jsonl'],
  ])('warns with %s of a misspelt tag that would leave nobody out', async (...args) => {
    const { subscribers } = await aList()
    const { exitCode, stderr } = await subscribers(...args, '--segment', 'not tag:vpi and not tag:vip')
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Nobody has the tag "vpi".'),
    })
  })

  it('tells no more than some of many tags', async () => {
    const { subscribers } = await aList()
    const many = Array.from({ length: 30 }, (_, at) => `t${at}`).join(',')
    await subscribers('tag', '--all', '--add', many)
    expect((await subscribers('list', '--tag', 'x')).stderr).toMatch(
      /Active people have (\S+, ){20}and 12 more/,
    )
  })

  it.each([
    ['list', ''],
    ['tag', 'tga:beta'],
    ['export', 'tag:beta or'],
  ])('refuses with %s what is no segment, such as %j, and does nothing', async (command, segment) => {
    const { subscribers } = await aList()
    const rest = command === 'tag' ? ['--add', 'x'] : []
    const { exitCode, stdout, stderr } = await subscribers(command, '--segment', segment, ...rest)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/The segment cannot be read at column \d+: found .*, expected .*tag/)
    expect((await subscribers('list', '--tag', 'x')).stdout).toBe('Nobody matches\n')
  })
})
