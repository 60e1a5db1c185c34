import type { Site } from './permalink.ts'

export function readSite(
  _contentFolder: string,
  settings: { url?: string; permalink?: string },
): { site: Site; warnings: string[] } {
  return { site: settings, warnings: [] }
}
