import type { Reply, Stage } from './reply.ts'

/** Reads what a server said, all its lines; nothing where it is no reply. */
export function parseReply(text: string, stage: Stage): Reply | undefined {
  const code = Number(/^[1-5]\d\d(?=[ -]|\s*$)/m.exec(text)?.[0])
  if (!code) return undefined
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/m.exec(text)?.[1]
  return { stage, code, ...(enhanced && { enhanced }), text }
}
