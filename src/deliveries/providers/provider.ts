/**
 * Who runs mailboxes: `gmail`, `microsoft`, `qq` and the like; the domain itself where many recipients have it; else
 * `others`.
 */
export type Provider = string
