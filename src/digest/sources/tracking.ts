/** Families of parameters that tell a campaign, of Google, Matomo and HubSpot. */
const families =
  /^(?:utm|mtm|matomo|pk|piwik|hsa|_ga|_gl|_hs|__hs|wt\.mc)(?:_|$)|^utm-|^_hsenc$|^_hsmi$|^hsctatracking$/

/** Parameters that tell who clicked, or where; none of them changes what a page shows. */
const trackers = new Set(
  [
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid li_fat_id yclid ysclid _openstat bd_vid',
    'mc_cid mc_eid mkt_tok vero_id vero_conv oly_enc_id oly_anon_id _ke ml_subscriber ml_subscriber_hash',
    'igshid igsh srsltid rb_clickid wickedid xtor s_cid trkcampaign ref_src ref_url hss_channel',
    'spm scm spm_id_from vd_source share_token share_source share_medium sharer_shareid sharer_shareinfo',
    'sharer_sharetime isappinstalled nsukey weixinadkey wxshare_count xhsshare sudaref luicode lfid',
  ].flatMap(line => line.split(' ')),
)

/** Words that a share button of WeChat puts behind `from`, which means something elsewhere. */
const sharedFrom = new Set(['timeline', 'groupmessage', 'singlemessage'])

/** Short names that track on one site only. */
const ofSites: readonly [host: RegExp, names: ReadonlySet<string>][] = [
  [/(?:^|\.)(?:youtube\.com|youtu\.be|spotify\.com)$/, new Set(['si', 'feature', 'pp'])],
  [/(?:^|\.)(?:twitter|x)\.com$/, new Set(['s', 't', 'cxt'])],
  [/(?:^|\.)linkedin\.com$/, new Set(['trk', 'trackingid', 'refid', 'lipi'])],
  [
    /^mp\.weixin\.qq\.com$/,
    new Set(
      'scene subscene ascene clicktime enterid sessionid srcid key uin pass_ticket exportkey devicetype version nettype abtest_cookie wx_header rd2werd'.split(
        ' ',
      ),
    ),
  ],
]

/** True for a parameter of a query, with its value, that only tracks; `host` in small letters. */
export function isTracking(name: string, value: string, host: string): boolean {
  const plain = name.toLowerCase()
  return (
    families.test(plain) ||
    trackers.has(plain) ||
    (plain === 'from' && sharedFrom.has(value)) ||
    ofSites.some(([site, names]) => names.has(plain) && site.test(host))
  )
}
