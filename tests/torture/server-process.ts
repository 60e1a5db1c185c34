import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./faulty-server.ts', import.meta.url))

/** The server that fails, as its parent sees it. */
export class ServerProcess {
  readonly #child: ChildProcess
  readonly ports: readonly number[]
  #begun = 0
  #onBegun: (() => void) | undefined

  private constructor(child: ChildProcess, ports: readonly number[]) {
    this.#child = child
    this.ports = ports
    child.on('message', ({ begun = 0 }: { begun?: number }) => {
      this.#begun += begun
      this.#onBegun?.()
    })
  }

  /** Starts it, with a log that it writes. */
  static async open(seed: number, log: string): Promise<ServerProcess> {
    const child = fork(program, [String(seed), log], { execArgv: [] })
    const [{ ports }] = await once(child, 'message')
    return new ServerProcess(child, ports)
  }

  /** Resolves after so many messages more have begun, or when the signal says so. */
  async messages(count: number, signal: AbortSignal): Promise<void> {
    const until = this.#begun + count
    await new Promise<void>(resolve => {
      this.#onBegun = () => this.#begun >= until && resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /** Ends its faults. */
  async beKind(): Promise<void> {
    this.#child.send('kind')
    for (let is = false; !is; ) [{ isKind: is = false }] = await once(this.#child, 'message')
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#child.disconnect()
    await once(this.#child, 'exit')
  }
}
