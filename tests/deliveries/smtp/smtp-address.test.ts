import { describe, expect, it } from 'vitest'
import { parseSmtpUrl } from '../../../src/deliveries/smtp/smtp-address.ts'
import { openLane } from '../../../src/deliveries/smtp/smtp-lane.ts'
import { DeliveryError } from '../../../src/errors.ts'
import { anAccount } from './an-account.ts'

describe('the address of a server', () => {
  it.each(['http://me:secret@mail.example.org', 'http://me:sec@ret@mail.example.org'])(
    'never shows its password in an error (%s)',
    url => {
      expect(() => parseSmtpUrl(url)).toThrow(/^"http:\/\/…@mail\.example\.org" is not/)
    },
  )

  it.each(['smtp://u%zz:secret@127.0.0.1:1', 'smtp://me:50%off-secret@127.0.0.1:1'])(
    'with a bare %% in its login is one sentence without the password: %s',
    url => {
      const open = () => openLane(anAccount(url))
      expect(open).toThrow(DeliveryError)
      expect(open).toThrow(
        /^The user or the password in the address of smtp:\/\/127\.0\.0\.1:1 has a bare "%"$/,
      )
    },
  )
})
