import { Forms } from './forms.ts'

const rspamd = /^(?:[\d-]+ [\d:.]+ #\d+\([\w ]*\) )?(?:<[\w]*>; )?[\w-]+;/

/** Rspamd: `<tag>; task; rspamd_task_write_log: …`, with its own stamp in front where it logs to a file. */
export function isRspamdForm(text: string): boolean {
  return rspamd.test(text) || text.startsWith('#') || text.startsWith('(') || text.startsWith('<')
}

const smtpd = new Forms([
  'info: ',
  'warn: ',
  'warning: ',
  'debug: ',
  'fatal: ',
  'smtp-in: ',
  'smtp-out: ',
  'relay: ',
  'delivery: ',
  'startup',
  'queue: ',
  'mda: ',
  'control ',
  'trace: ',
  'enqueuer',
  'bounce',
  'Exiting',
  '/etc/',
  'session ',
  'y express[',
  'lost child: ',
  'parent terminating',
  'lookup agent exiting',
  'smtp server exiting',
  'mail transfer agent exiting',
  'mail delivery agent exiting',
  'queue handler exiting',
  'scheduler handler exiting',
  'Connecting to ',
])

/** OpenSMTPD: `SESSION smtp|mta|mda event key=value…`, before 6.4 `smtp-in: …`. */
export function isOpensmtpdForm(text: string): boolean {
  return (
    smtpd.fit(text) ||
    /^(?:[0-9a-f]{16}|0{1,16}|[0-9a-f]{8}) (?:smtp|mta|mda|bounce|queue|rule|event|smtp-in|smtp-out)\b/.test(
      text,
    )
  )
}
