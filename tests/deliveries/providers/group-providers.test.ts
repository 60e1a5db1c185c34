import { describe, expect, it } from 'vitest'
import { groupProviders } from '../../../src/deliveries/providers/group-providers.ts'

describe('groupProviders', () => {
  const known = new Map([
    ['hosted.example', 'gmail'],
    ['big-hosted.example', 'exmail'],
  ])
  const counts = new Map([
    ['gmail.com', 1],
    ['qq.com', 50_000],
    ['hosted.example', 3],
    ['big-hosted.example', 500],
    ['big.example', 100],
    ['small.example', 99],
  ])

  it('names those that are known, domains with many recipients, and the others', () => {
    expect(Object.fromEntries(groupProviders(counts, known))).toEqual({
      'gmail.com': 'gmail',
      'qq.com': 'qq',
      'hosted.example': 'gmail',
      'big-hosted.example': 'exmail',
      'big.example': 'big.example',
      'small.example': 'others',
    })
  })

  it('takes another number for many', () => {
    const groups = groupProviders(counts, known, { least: 99 })
    expect(groups.get('small.example')).toBe('small.example')
  })

  it('gives only the largest a name of their own: each is asked for at every turn', () => {
    const groups = groupProviders(
      new Map([
        ['large.example', 200],
        ['larger.example', 300],
        ['largest.example', 400],
      ]),
      known,
      { most: 2 },
    )
    expect([...groups.values()]).toEqual(['others', 'larger.example', 'largest.example'])
  })
})
