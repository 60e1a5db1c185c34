import type { Provider } from './provider.ts'

const countries = (name: string, endings: string): string[] =>
  endings.split(' ').map(ending => `${name}.${ending}`)

/** Domains whose mailboxes are known to be run by somebody. Domains that only look alike are left out. */
const domainsOf: Record<Provider, readonly string[]> = {
  gmail: ['gmail.com', 'googlemail.com', 'google.com'],
  microsoft: [
    ...countries(
      'outlook',
      'com at be cl co.id co.il co.nz co.th com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk',
    ),
    ...countries(
      'hotmail',
      'com be ca ch cl co.id co.il co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.hk com.mx com.tr com.tw com.vn cz de dk es fi fr gr hu it my nl no ph pt rs se sg sk',
    ),
    ...countries(
      'live',
      'com at be ca cl cn co.kr co.uk co.za com.ar com.au com.mx com.my com.pt com.sg de dk fi fr hk ie in it jp nl no ph ru se',
    ),
    'msn.com',
    'msn.cn',
    'windowslive.com',
    'passport.com',
  ],
  yahoo: [
    ...countries(
      'yahoo',
      'com ca co.id co.in co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.co com.hk com.mx com.my com.ph com.sg com.tr com.tw com.vn de dk es fr gr ie in it nl no pl ro se',
    ),
    ...countries('aol', 'com co.uk de fr it es'),
    'ymail.com',
    'rocketmail.com',
    'myyahoo.com',
    'aim.com',
    'verizon.net',
    'netscape.net',
  ],
  // Another company, with servers and limits of its own.
  'yahoo-japan': ['yahoo.co.jp', 'ymail.ne.jp'],
  icloud: ['icloud.com', 'me.com', 'mac.com'],
  qq: ['qq.com', 'vip.qq.com', 'foxmail.com'],
  netease: [
    '163.com',
    '126.com',
    'yeah.net',
    'vip.163.com',
    'vip.126.com',
    '188.com',
    'vip.188.com',
    'netease.com',
  ],
  sina: ['sina.com', 'sina.cn', 'sina.com.cn', 'vip.sina.com', 'vip.sina.cn'],
  sohu: ['sohu.com', 'vip.sohu.com'],
  '139': ['139.com'],
  '189': ['189.cn'],
  aliyun: ['aliyun.com'],
  '21cn': ['21cn.com'],
  tom: ['tom.com', 'vip.tom.com'],
  gmx: [...countries('gmx', 'net de at ch com fr es us eu co.uk'), 'web.de', 'mail.com'],
  't-online': ['t-online.de', 'magenta.de'],
  freenet: ['freenet.de'],
  orange: ['orange.fr', 'wanadoo.fr'],
  laposte: ['laposte.net'],
  libero: ['libero.it', 'virgilio.it', 'inwind.it', 'iol.it', 'blu.it', 'giallo.it'],
  seznam: ['seznam.cz', 'email.cz', 'post.cz'],
  wp: ['wp.pl', 'o2.pl', 'tlen.pl'],
  onet: ['onet.pl', 'op.pl', 'vp.pl', 'poczta.onet.pl', 'onet.eu'],
  'mail.ru': ['mail.ru', 'bk.ru', 'list.ru', 'inbox.ru', 'internet.ru', 'xmail.ru'],
  yandex: [...countries('yandex', 'com ru by kz ua com.tr'), 'ya.ru'],
  rambler: ['rambler.ru', 'lenta.ru', 'autorambler.ru', 'myrambler.ru', 'ro.ru'],
  proton: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
  fastmail: ['fastmail.com', 'fastmail.fm'],
  zoho: ['zoho.com', 'zohomail.com', 'zoho.eu', 'zohomail.eu', 'zoho.in', 'zohomail.in'],
  naver: ['naver.com'],
  kakao: ['hanmail.net', 'daum.net', 'kakao.com'],
  comcast: ['comcast.net'],
  tuta: ['tuta.com', 'tutanota.com', 'tutanota.de', 'tutamail.com', 'tuta.io', 'keemail.me'],
}

/** The provider of a well-known domain, in ASCII and lower case. */
export const providersByDomain: ReadonlyMap<string, Provider> = new Map(
  Object.entries(domainsOf).flatMap(([provider, domains]) => domains.map(domain => [domain, provider])),
)

// Some only run the mailboxes of others' domains.
const known = new Set([...Object.keys(domainsOf), 'exmail', 'ionos', 'ovh'])

/** Whether a provider is one of those that are known by name; a domain by itself, and `others`, are not. */
export const isKnownProvider = (provider: Provider): boolean => known.has(provider)
