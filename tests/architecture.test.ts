import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

// Each folder may import from the folders on its line, from errors.ts, and from package-file.ts.
const mayImport: Record<string, string[]> = {
  posts: [],
  digest: ['posts'],
  issues: ['posts', 'digest'],
  subscribers: [],
  mail: ['posts', 'issues', 'subscribers'],
  deliveries: ['mail', 'subscribers'],
  store: ['deliveries', 'subscribers'],
  metrics: [],
  mime: [],
  checks: ['posts', 'digest', 'issues', 'mail', 'mime'],
  inbox: ['checks', 'mime'],
  settings: ['posts'],
  'config.ts': ['posts', 'settings'],
  'addresses.ts': ['mail', 'config.ts'],
  'subscribing.ts': ['subscribers', 'store', 'config.ts'],
  'signing.ts': ['mail', 'addresses.ts', 'config.ts'],
  'sending.ts': [
    'mail',
    'subscribers',
    'deliveries',
    'store',
    'addresses.ts',
    'config.ts',
    'signing.ts',
    'subscribing.ts',
  ],
  'dispatching.ts': [
    'mail',
    'subscribers',
    'deliveries',
    'store',
    'addresses.ts',
    'config.ts',
    'exits.ts',
    'signing.ts',
    'subscribing.ts',
  ],
  'exits.ts': ['deliveries', 'config.ts'],
  'selecting.ts': ['posts', 'issues', 'config.ts'],
  'picturing.ts': ['posts', 'issues', 'mail', 'config.ts'],
  'composing.ts': [
    'posts',
    'digest',
    'issues',
    'mail',
    'subscribers',
    'addresses.ts',
    'config.ts',
    'picturing.ts',
  ],
  'writing.ts': [
    'posts',
    'mail',
    'subscribers',
    'deliveries',
    'store',
    'addresses.ts',
    'config.ts',
    'composing.ts',
    'subscribing.ts',
  ],
  'checking.ts': [
    'posts',
    'issues',
    'mail',
    'checks',
    'addresses.ts',
    'config.ts',
    'composing.ts',
    'sending.ts',
  ],
  'measuring.ts': ['metrics', 'deliveries', 'store', 'config.ts', 'subscribing.ts'],
  'serving.ts': ['issues', 'mail', 'site', 'config.ts', 'composing.ts', 'measuring.ts', 'subscribing.ts'],
  'app.ts': [
    'serving.ts',
    'posts',
    'digest',
    'issues',
    'mail',
    'deliveries',
    'config.ts',
    'exits.ts',
    'checking.ts',
    'composing.ts',
    'dispatching.ts',
    'selecting.ts',
    'sending.ts',
    'subscribing.ts',
    'writing.ts',
  ],
  'index.ts': [
    'posts',
    'digest',
    'issues',
    'mail',
    'subscribers',
    'deliveries',
    'config.ts',
    'dispatching.ts',
    'sending.ts',
    'subscribing.ts',
    'app.ts',
    'settings',
  ],
  cli: [
    'settings',
    'posts',
    'digest',
    'mail',
    'subscribers',
    'deliveries',
    'checks',
    'inbox',
    'config.ts',
    'exits.ts',
    'checking.ts',
    'dispatching.ts',
    'selecting.ts',
    'sending.ts',
    'signing.ts',
    'subscribing.ts',
    'writing.ts',
    'store',
    'site',
    'app.ts',
  ],
  site: ['posts', 'issues', 'mail', 'subscribers', 'metrics'],
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
const roomOf = (file: string) => file.split('/')[0] ?? file
const specifiersOf = (file: string) =>
  [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name = '']) => name,
  )
const importsOf = (file: string) =>
  specifiersOf(file)
    .filter(name => name.startsWith('.') && name.endsWith('.ts'))
    .map(name => normalize(join(dirname(file), name)))

describe('the house', () => {
  it('has imports that go one way', () => {
    const wrong = files.flatMap(file =>
      importsOf(file)
        .filter(
          to =>
            !['errors.ts', 'package-file.ts'].includes(to) &&
            roomOf(to) !== roomOf(file) &&
            !mayImport[roomOf(file)]?.includes(roomOf(to)),
        )
        .map(to => `${file} → ${to}`),
    )
    expect(wrong.filter(line => !line.startsWith('errors.ts'))).toEqual([])
  })

  it('has no cycles', () => {
    const done = new Set<string>()
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) throw new Error([...path, file].join(' → '))
      if (done.has(file)) return
      for (const next of importsOf(file)) visit(next, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(done.size).toBe(files.length)
  })

  it('touches files, sockets and databases only in files that are named after them', () => {
    const outside =
      /^(node:(fs|fs\/promises|net|http|https|dns|child_process|sqlite)|write-file-atomic|chokidar|nodemailer(\/lib\/smtp-connection)?|smtp-server)$/
    const named =
      /(folder|file|server|listener|listening|watcher|transport|connection|ethereal|database|git-history)\.ts$/
    const touching = files.filter(file => specifiersOf(file).some(name => outside.test(name)))
    expect(
      touching.filter(file => !named.test(file) && !['app.ts', 'config.ts', 'cli/main.ts'].includes(file)),
    ).toEqual([])
  })

  it('takes time and chance as arguments in its pure parts', () => {
    const pure = files.filter(file => /^(posts|digest|issues|mail|mime|subscribers|deliveries)\//.test(file))
    const impure = pure.filter(file =>
      /new Date\(\)|Date\.now\(|Math\.random\(/.test(readFileSync(join('src', file), 'utf8')),
    )
    expect(impure).toEqual([])
  })

  it('never prints or exits outside the command line', () => {
    const printing = files
      .filter(file => roomOf(file) !== 'cli')
      .filter(file =>
        /console\.\w+\(|process\.(stdout|stderr|exit)/.test(readFileSync(join('src', file), 'utf8')),
      )
    expect(printing).toEqual([])
  })

  it('has no file above 300 lines', () => {
    const long = files.filter(file => readFileSync(join('src', file), 'utf8').split('\n').length > 300)
    expect(long).toEqual([])
  })
})
