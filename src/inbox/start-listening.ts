import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'

/** Starts a server and returns its port; port 0 takes any free one. */
export async function startListening(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Whether listening failed because another program has the port. */
export function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
