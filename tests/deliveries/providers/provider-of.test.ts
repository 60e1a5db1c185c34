import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isKnownProvider, providersByDomain } from '../../../src/deliveries/providers/mailbox-domains.ts'
import {
  domainOf,
  providerOfDomain,
  providerOfExchangers,
} from '../../../src/deliveries/providers/provider-of.ts'

describe('providerOfDomain', () => {
  it.each([
    ['gmail.com', 'gmail'],
    ['googlemail.com', 'gmail'],
    ['GMail.COM', 'gmail'],
    ['qq.com.', 'qq'],
    ['vip.qq.com', 'qq'],
    ['foxmail.com', 'qq'],
    ['163.com', 'netease'],
    ['126.com', 'netease'],
    ['yeah.net', 'netease'],
    ['vip.163.com', 'netease'],
    ['188.com', 'netease'],
    ['hotmail.co.uk', 'microsoft'],
    ['outlook.fr', 'microsoft'],
    ['live.cn', 'microsoft'],
    ['msn.com', 'microsoft'],
    ['yahoo.com.tw', 'yahoo'],
    ['ymail.com', 'yahoo'],
    ['aol.com', 'yahoo'],
    ['yahoo.co.jp', 'yahoo-japan'],
    ['me.com', 'icloud'],
    ['139.com', '139'],
    ['189.cn', '189'],
    ['aliyun.com', 'aliyun'],
    ['sina.com', 'sina'],
    ['sohu.com', 'sohu'],
    ['web.de', 'gmx'],
    ['t-online.de', 't-online'],
    ['mail.ru', 'mail.ru'],
    ['yandex.ru', 'yandex'],
    ['proton.me', 'proton'],
    ['fastmail.com', 'fastmail'],
    ['zoho.com', 'zoho'],
  ])('knows who runs %s: %s', (domain, provider) => {
    expect(providerOfDomain(domain)).toBe(provider)
    expect(isKnownProvider(provider)).toBe(true)
  })

  it.each([
    'example.com',
    'mail.gmail.com',
    'notqq.com',
    'gmail.com.evil.example',
    'outlook.xyz',
    '',
    'constructor',
  ])('knows nothing of "%s"', domain => {
    expect(providerOfDomain(domain)).toBeUndefined()
  })

  it('has domains in the form that they are compared in', () => {
    for (const domain of providersByDomain.keys()) expect(domainOf(`a@${domain}`)).toBe(domain)
  })
})

describe('domainOf', () => {
  it.each([
    ['ada@Example.ORG', 'example.org'],
    ['用户@例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['m@XN--mnchen-3ya.DE', 'xn--mnchen-3ya.de'],
    ['m@münchen.de', 'xn--mnchen-3ya.de'],
  ])('brings the domain of %s into one form', (address, domain) => {
    expect(domainOf(address)).toBe(domain)
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !domainOf(text).includes('@')))
  })
})

describe('providerOfExchangers', () => {
  it.each([
    ['aspmx.l.google.com', 'gmail'],
    ['smtp.google.com', 'gmail'],
    ['ASPMX2.GoogleMail.com.', 'gmail'],
    ['example-com.mail.protection.outlook.com', 'microsoft'],
    ['example-com.r-v1.mx.microsoft', 'microsoft'],
    ['mxbiz1.qq.com', 'exmail'],
    ['mx1.qq.com', 'qq'],
    ['qiye163mx01.mxmail.netease.com', 'netease'],
    ['mx1.qiye.aliyun.com', 'aliyun'],
    ['mxn.mxhichina.com', 'aliyun'],
    ['mta5.am0.yahoodns.net', 'yahoo'],
    ['mx01.mail.icloud.com', 'icloud'],
    ['mx.yandex.net', 'yandex'],
    ['in1-smtp.messagingengine.com', 'fastmail'],
    ['mail.protonmail.ch', 'proton'],
    ['mx.zoho.eu', 'zoho'],
    ['mx00.kundenserver.de', 'ionos'],
  ])('knows who runs %s: %s', (host, provider) => {
    expect(providerOfExchangers([host])).toBe(provider)
    expect(isKnownProvider(provider)).toBe(true)
  })

  it.each([[], [''], ['mail.example.com'], ['notgoogle.com'], ['aspmx.l.google.com.evil.example']])(
    'knows nothing of "%s"',
    (...hosts) => {
      expect(providerOfExchangers(hosts)).toBeUndefined()
    },
  )

  it('goes by the preferred one, not by one that only keeps mail for it', () => {
    expect(providerOfExchangers(['mail.example.com', 'mx00.kundenserver.de'])).toBeUndefined()
  })
})
