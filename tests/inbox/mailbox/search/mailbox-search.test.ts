import { describe, expect, it } from 'vitest'
import { wordsOfHtml } from '../../../../src/inbox/mailbox/search/words-of-html.ts'
import { aMailbox, morning } from '../../a-mailbox.ts'

const issue = `From: 编辑部 <weekly@example.org>
To: Li Lei <li@example.com>, han@example.com
Cc: cc@example.com
Reply-To: answers@example.org
Subject: 云原生周报 3
Message-ID: <one@example.org>
X-Tags: Weekly, draft
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/html; charset=utf-8

<style>p { color: papaya }</style><p title="hidden">主权 AI &amp; caf&eacute; are <b>back</b></p>
--m
Content-Type: text/csv; name=figures.csv

1,2
--m--
`

async function twoMails() {
  const mailbox = await aMailbox()
  const bring = (raw: string, to: string[], at: Date) =>
    mailbox.save(Buffer.from(raw), { from: 'x@example.org', to }, at)
  await bring(issue, ['li@example.com', 'hidden@example.com'], morning)
  const note = await bring('Subject: Note\n\nplain words', ['a@b.c'], new Date('2026-01-17T00:30:00Z'))
  await mailbox.mark([note], () => ({ isRead: true }))
  return mailbox
}

describe('a search', () => {
  it.each([
    ['周报', ['云原生周报 3']],
    ['WEEKLY@example.org', ['云原生周报 3']],
    ['"AI & café are back"', ['云原生周报 3']],
    ['papaya', []],
    ['figures.csv', ['云原生周报 3']],
    ['from:编辑部 to:han cc:cc@ bcc:hidden reply-to:answers', ['云原生周报 3']],
    ['from:han', []],
    ['bcc:li@', []],
    ['addressed:answers', ['云原生周报 3']],
    ['addressed:hidden', ['云原生周报 3']],
    ['-addressed:hidden', ['Note']],
    ['message-id:one@example.org', ['云原生周报 3']],
    ['tag:WEEKLY', ['云原生周报 3']],
    ['tag:week', []],
    ['is:tagged', ['云原生周报 3']],
    ['is:read', ['Note']],
    ['is:unread', ['云原生周报 3']],
    ['-is:unread', ['Note']],
    ['has:attachment', ['云原生周报 3']],
    ['has:inline', []],
    ['larger:300', ['云原生周报 3']],
    ['smaller:300', ['Note']],
    ['after:2026-01-17', ['Note']],
    ['before:2026-01-17', ['云原生周报 3']],
    ['plain -subject:Note', []],
    ['plain !周报', ['Note']],
    ['', ['Note', '云原生周报 3']],
  ])('for %s', async (query, subjects) => {
    const found = await (await twoMails()).search(query, 'UTC')
    expect(found.map(mail => mail.subject)).toEqual(subjects)
  })

  it('takes its days from a time zone', async () => {
    const found = await (await twoMails()).search('after:2026-01-17', 'America/Chicago')
    expect(found).toEqual([])
  })

  it('finds and excludes what stands far down in a long mail', async () => {
    const mailbox = await aMailbox()
    const raw = `Subject: long\n\n${'many words\n'.repeat(100_000)}needle\n`
    await mailbox.save(Buffer.from(raw), { from: '', to: [] }, morning)
    expect(await mailbox.search('needle')).toHaveLength(1)
    expect(await mailbox.search('-needle')).toHaveLength(0)
    expect(await mailbox.search('-pin many')).toHaveLength(1)
  })
})

describe('wordsOfHtml', () => {
  it('leaves out what is not shown', () => {
    const html = 'a<!-- no --><script>no</script><style>no<title>no</title>b<p\nclass=no>c&nbsp;&lt;d'
    expect(wordsOfHtml(html).split(/\s+/)).toEqual(['a', 'b', 'c', '<d'])
  })

  it('reads a megabyte of anything', () => {
    for (const piece of ['<', '>', '<style>', '<!--', '-->', '&', '</style', '<a ', ' '])
      wordsOfHtml(piece.repeat(1024 * 1024))
  })
})
