import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** In milliseconds; one that is younger may be that of another program at work. */
const left = 10_000

/** Removes what programs that were killed while they wrote a file left beside it; `path` was written just now. */
export function removeInterruptedWrites(path: string): void {
  const [folder, name] = [dirname(path), basename(path)]
  try {
    const written = statSync(path).mtimeMs
    for (const file of readdirSync(folder)) {
      const isAside = file.startsWith(`${name}.`) && /^\d+$/.test(file.slice(name.length + 1))
      if (isAside && statSync(join(folder, file)).mtimeMs < written - left) rmSync(join(folder, file))
    }
  } catch {
    // Another program may have removed it first, and what is left does no harm.
  }
}
