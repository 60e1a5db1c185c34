import type { Issue } from '../../src/issues/issue.ts'

/** An issue with one entry that has a link. */
export const anIssue = (): Issue => ({
  head: {
    id: '2026-W03',
    number: 3,
    subject: 'Subject',
    preheader: '',
    window: { from: '2026-01-12', to: '2026-01-18', timezone: 'UTC' },
    language: 'zh-CN',
    template: 'weekly',
    status: 'draft',
  },
  introduction: '',
  sections: [
    {
      title: 'S',
      text: '',
      entries: [{ title: 'T', link: 'https://a.org/', body: 'Body.', edited: false }],
    },
  ],
})
