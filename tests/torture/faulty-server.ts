import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import { Chances } from './chances.ts'
import { courseOf } from './faults.ts'
import { FaultyConnection } from './faulty-connection.ts'
import { selfMade } from './self-made-certificate.ts'
import { ServerLog } from './server-log.ts'

// A mail server that fails, in a process of its own: `faulty-server.ts <seed> <log>`. It tells its parent its ports, and
// of each message that begins; `kind` from its parent ends its faults.
const [seed = '1', logPath = ''] = process.argv.slice(2)
const chances = new Chances(Number(seed))
const log = new ServerLog(logPath)
let isKind = false
let begun = 0

const secureContext = createSecureContext(selfMade)

function serve(socket: Socket): void {
  new FaultyConnection(socket, {
    course: courseOf(chances, isKind),
    chances: chances.fork(),
    log,
    secureContext,
    isKind: () => isKind,
    onMessage: tellOfMessage,
  })
}

function tellOfMessage(): void {
  begun += 1
  if (begun === 1)
    setImmediate(() => {
      process.send?.({ begun })
      begun = 0
    })
}

const ports: number[] = []
for (const _ of ['one', 'two', 'three']) {
  const server = createServer({ noDelay: true, allowHalfOpen: true }, serve)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ports.push((server.address() as AddressInfo).port)
}
process.send?.({ ports })
process.on('message', wish => {
  if (wish === 'kind') isKind = true
  process.send?.({ isKind })
})
process.on('disconnect', () => process.exit())
