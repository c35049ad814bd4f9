import type { ClientSetting } from './client-setting.ts'

/** What one way of automatic configuration gives to mail programs. */
export interface PublishedSettings {
  readonly url: string
  readonly settings: readonly ClientSetting[]
  /** The place exists and is of no use, in words: a bad certificate, a broken document. */
  readonly fault?: string
  /** What it says without naming servers: another place to ask, or an Exchange server that wants a log-in. */
  readonly remark?: string
}
