const whom = '(?:user|mailbox|recipient|account|addressee|address|email account|person)'

/** What a reply says when there is no such mailbox, in English and Chinese. */
export const noSuchMailbox = new RegExp(
  [
    `\\bno such (?:local |virtual )?${whom}`,
    `\\b(?:unknown|non-?existent) (?:local |virtual )?(?:user|mailbox|recipient|local[- ]part)`,
    `\\b${whom} (?:is |name is )?(?:unknown|not known)\\b`,
    `\\b${whom}(?: name| here| you tried to reach| that you tried to reach)? (?:does not|doesn.?t|dosn.?t|do not|did not) exist`,
    `\\b${whom} (?:is |was |has |could |can)?(?:not|not be|not been) found\\b`,
    `\\b${whom} (?:no longer exists|is no longer in use|has been (?:deleted|closed))`,
    '\\bdoes(?: not|n.?t) have an? [\\w.-]{0,40} ?account',
    '\\bno mailbox here by that name',
    '\\brcpt \\(?[^()]{0,80}\\)? ?dosn.?t exist',
    '\\b(?:ex)?recip(?:ient)?notfound\\b',
    '(?:用户|邮箱|收件人|账号|帐号|账户|帐户|地址)(?:名)?不存在',
    '(?:無|无|没有)(?:此|该|這個|这个)(?:用户|用戶|邮箱|郵箱|收件人)',
    '未开通(?:qq)?邮箱',
    '查无此人',
  ].join('|'),
  'i',
)

/** A domain says that it takes no mail at all (RFC 7505). */
export const noMailAtAll = /\bnull ?mx\b|\bdomain (?:does not|doesn.?t) accept (?:any )?(?:e-?)?mail/i

// Mailboxes that exist are refused with the words of those that do not, where one of these is the reason.
const otherMatters = new RegExp(
  [
    '\\b(?:senders?|originator|mail from|from address|return[- ]path)\\b',
    '\\brelay(?:ing|ed)?\\b(?! recipient)',
    '\\bpolic(?:y|ies)\\b|\\bprohibited\\b|\\bpermission|\\bpermitted|\\brestrict|\\ballow',
    '\\b(?:spam|junk|virus|malware|phish|unsolicited|content|attachment)',
    '\\b(?:block|black ?list|deny ?list|denied|banned|reputation|rbl|dnsbl|filter|abuse)',
    '\\b(?:rates?|limit|frequen|throttl|too (?:many|much|fast|quickly)|quota|full|exceed|over ?loaded)',
    '\\bips?\\b|\\byour account',
    '\\b(?:authenti|authori[sz]|unverified|dmarc|spf|dkim|ptr|reverse dns|helo|tls)',
    '\\b(?:temporar|try again|later|busy|gr[ea]y ?list|timed? ?out)',
    '\\b(?:disabled|inactive|suspend|locked|frozen|may contain|possibly|or access)',
    '发件|发信|频率|限制|内容|垃圾|策略|禁止|超过|冻结|停用|暂时|稍后|空间',
  ].join('|'),
  'i',
)

/** Whether a reply also speaks of the sender, of policy, rate, content, reputation, relaying or a passing state. */
export const speaksOfOtherMatters = (words: string): boolean => otherMatters.test(words)
