import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'rolldown'

// What every command loads, in hundreds of files: within a few they take half the time to load, and less memory. Other
// packages stay where they are installed.
const takenIn = ['@date-fns/tz', 'commander', 'date-fns', 'fast-string-width', 'kysely', 'valibot', 'yaml']
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const leftOut = Object.keys(dependencies).filter(name => !takenIn.includes(name))

const folderOfPackage = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/

/** Writes the licences of the packages that were taken in. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_options, files) {
    const modules = Object.values(files).flatMap(file => (file.type === 'chunk' ? file.moduleIds : []))
    const folders = new Set(modules.flatMap(id => folderOfPackage.exec(id)?.[0] ?? []))
    const texts = [...folders].toSorted().map(folder => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
      if (!file) throw new Error(`${name} has no licence in "${folder}"`)
      return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
    })
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join('\n\n') })
  },
}

// biome-ignore lint/style/noDefaultExport: Rolldown reads it.
export default defineConfig({
  input: { main: 'src/cli/main.ts', index: 'src/index.ts' },
  platform: 'node',
  transform: { target: 'node24' },
  external: id => leftOut.some(name => id === name || id.startsWith(`${name}/`)),
  plugins: [licences],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
})
