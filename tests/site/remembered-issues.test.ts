import { describe, expect, it } from 'vitest'
import { RememberedIssues } from '../../src/site/archive/remembered-issues.ts'
import type { SentIssue } from '../../src/site/sent-issues.ts'

const places = { formUrl: '', archiveUrl: '' }
const anIssue = (id: string, state = '1') => ({ head: { id }, state, changed: new Date(0) }) as SentIssue

function remembered(failing: string[] = []) {
  const made: string[] = []
  const render = async ({ head: { id }, state }: SentIssue) => {
    made.push(`${id} ${state}`)
    if (failing.includes(`${id} ${state}`)) throw new Error('no')
    return { html: `${id} ${state}`, embedded: [] }
  }
  const viewOf = async () => ({ introductionHtml: '', sections: [] })
  return { made, issues: new RememberedIssues({ list: async () => [], mailOf: render, viewOf }) }
}

describe('RememberedIssues', () => {
  it('renders an issue once, however many ask at once', async () => {
    const { made, issues } = remembered()
    await Promise.all(Array.from({ length: 20 }, () => issues.mailOf(anIssue('a'), places)))
    expect(made).toEqual(['a 1'])
  })

  it('renders it again when its file has changed', async () => {
    const { issues } = remembered()
    await issues.mailOf(anIssue('a'), places)
    expect(await issues.mailOf(anIssue('a', '2'), places)).toMatchObject({ html: 'a 2' })
  })

  it('does not keep a failure', async () => {
    const { made, issues } = remembered(['a 1'])
    for (const _time of [1, 2]) await expect(issues.mailOf(anIssue('a'), places)).rejects.toThrow('no')
    expect(made).toEqual(['a 1', 'a 1'])
  })

  it('keeps the fifty that were asked for last', async () => {
    const { made, issues } = remembered()
    for (let at = 0; at < 50; at += 1) await issues.mailOf(anIssue(String(at)), places)
    await issues.mailOf(anIssue('0'), places)
    await issues.mailOf(anIssue('50'), places)
    await issues.mailOf(anIssue('0'), places)
    await issues.mailOf(anIssue('1'), places)
    expect(made.slice(50)).toEqual(['50 1', '1 1'])
  })
})
