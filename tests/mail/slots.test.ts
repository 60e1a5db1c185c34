import { describe, expect, it } from 'vitest'
import { personalMail, slotFor } from '../../src/mail/slots.ts'
import { aMail } from './mail-settings.ts'

const greeted = (name: string, language: 'en' | 'zh-CN' = 'en') => {
  const marks = `${slotFor('greeting')} ${slotFor('name')} ${slotFor('address')}`
  return personalMail(aMail({ language, html: marks, text: marks }), { name, address: 'a@example.org' })
}

describe('personalMail', () => {
  it('greets by name, and politely where there is none', () => {
    expect(greeted('Ada').text).toBe('Hello Ada, Ada a@example.org')
    expect(greeted(' ').text).toBe('Hello,  a@example.org')
    expect(greeted('小明', 'zh-CN').text).toBe('小明，您好： 小明 a@example.org')
    expect(greeted('', 'zh-CN').text).toBe('您好：  a@example.org')
  })

  it('shows a name as text, whatever it is', () => {
    const name = `<b>{{x}}</b> $& "${slotFor('address')}"\r\nBcc: x`
    expect(greeted(name).html).toContain('&lt;b&gt;{{x}}&lt;/b&gt; $&amp; &quot;address&quot; Bcc: x')
    expect(greeted(name).text).toContain('Hello <b>{{x}}</b> $& "address" Bcc: x,')
  })

  it('cuts a name that is no name', () => {
    expect(greeted('x'.repeat(500)).text.length).toBeLessThan(200)
  })

  it('has the subject by name for readers whose name is known, and the other for all others', () => {
    const mail = aMail({ subject: 'Weekly {name}', subjectByName: '{name}, this is Weekly, {name}' })
    const subjectFor = (name: string) => personalMail(mail, { name, address: 'a@example.org' }).subject
    expect(subjectFor('Ada')).toBe('Ada, this is Weekly, Ada')
    expect(subjectFor(' \u0000')).toBe('Weekly {name}')
    expect(subjectFor('$& {name}\r\nBcc: x')).toBe('$& {name} Bcc: x, this is Weekly, $& {name} Bcc: x')
    expect(subjectFor('x'.repeat(500)).length).toBeLessThan(200)
    expect(personalMail(aMail({ subject: 'S' }), { name: 'Ada', address: 'a@example.org' }).subject).toBe('S')
  })
})
