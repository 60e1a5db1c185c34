import type { Consent } from '../../subscribers/consent.ts'
import type { Known } from '../../subscribers/subscriber-store.ts'
import { utcDay } from '../../subscribers/utc-day.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { givenAddress, nobodyHas, withSubscribers } from './open-subscribers.ts'

/** `masthead subscribers show`: all that is known of one person. */
export const showCommand = (): CommandDefinition => ({
  command: describeCommand(
    'show <address>',
    'Show what is known of one person, and how they came and went.',
    'subscribers show ada@example.org',
  ).argument('<address>', 'the address'),
  async run(context, _flags, [written]) {
    const address = givenAddress(written)
    const known = await withSubscribers(context, ({ store }) => store.of(address))
    if (!known.subscriber && !known.suppression) throw nobodyHas(address)
    sayKnown(context.terminal, address, known)
    context.terminal.data({ address, ...known })
    return 0
  },
})

function sayKnown(terminal: Terminal, address: string, { subscriber, suppression, consents }: Known): void {
  terminal.fact('Address', subscriber?.address ?? address)
  if (subscriber) {
    const { name, status, language, timezone, tags, attributes, pausedUntil, since } = subscriber
    const facts = {
      Name: name,
      Status: status,
      Language: language,
      Zone: timezone,
      Tags: tags.join(', '),
      Paused: pausedUntil && `until ${utcDay(pausedUntil)}`,
      Since: utcDay(since),
      Details: Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : '',
    }
    for (const [label, value] of Object.entries(facts)) if (value) terminal.fact(label, value)
  }
  if (suppression)
    terminal.warn(
      `Suppressed: ${suppression.reason} on ${utcDay(suppression.at)}${suppression.place && ` (${inOneLine(suppression.place)})`}`,
    )
  for (const consent of consents) sayConsent(terminal, consent)
}

function sayConsent(terminal: Terminal, { at, act, how, place, text, details }: Consent): void {
  const when = at.toISOString().slice(0, 16).replace('T', ' ')
  terminal.say(`  ${when} UTC  ${act.padEnd(12)} ${how}${place && `, ${inOneLine(place)}`}`)
  if (text)
    terminal.say(`${' '.repeat(23)}${terminal.style('dim', terminal.fit(`“${inOneLine(text)}”`, 23))}`)
  for (const [name, value] of Object.entries(details))
    terminal.say(
      `${' '.repeat(23)}${terminal.style('dim', terminal.fit(inOneLine(`${name}: ${value}`), 23))}`,
    )
}

// A file that was imported must not write lines of its own here.
const inOneLine = (text: string): string => text.replace(/[\r\n\t]+/g, ' ')
