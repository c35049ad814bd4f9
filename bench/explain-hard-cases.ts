import { readMail } from '../src/explain/mail/mail.ts'
import { type ReplyMeaning, readReply } from '../src/explain/reply.ts'
import type { LabelledMail } from './explain-corpus.ts'

const replies = [
  '451 4.7.1 Service unavailable - try again later',
  '550 5.4.1 Recipient address rejected: Access denied. [AM6EUR05.eop-eur05.prod.protection.outlook.com]',
  '554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.1/',
  '550 5.1.1 <bob@example.org>: Recipient address rejected: Greylisted, come back later',
  '421 4.7.0 [TS03] All messages from 198.51.100.7 will be permanently deferred; Retrying will NOT succeed.',
  '550 Mailbox unavailable or access denied [from QQ, https://service.mail.qq.com/]',
  '552 5.7.0 This message was blocked because its content presents a potential security issue.',
  '550 5.7.1 <spam@virus.example>: no such user, see https://example.com/notspam',
  "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
  '550 permanent failure for one or more recipients (bob@example.org:blocked)',
]

/** Mails of the corpus that mislead: another language, another mail around them, a wrong code, no report. */
const mails = [
  'lhost-domino-03',
  'lhost-exchange2003-02',
  'lhost-kddi-01',
  'rhost-tencent-03',
  'lhost-x6-01',
  'lhost-googlegroups-09',
  'lhost-office365-07',
  'lhost-yahoo-14',
  'rhost-franceptt-05',
  'arf-19',
]

/** Prints what is made of ten replies and ten mails that mislead. */
export function printHardCases(all: readonly LabelledMail[], print: (line: string) => void): void {
  print('\nten hard replies')
  for (const text of replies) print(`  ${wordsOf(readReply(text))}\n    ${text.slice(0, 110)}`)
  print('\nten hard mails')
  for (const name of mails) {
    const mail = all.find(({ file }) => file.endsWith(`/${name}.eml`))
    if (mail === undefined) continue
    const { kind, recipients } = readMail(mail.bytes)
    print(`  ${name}: ${kind}, ${recipients.map(({ meaning }) => wordsOf(meaning)).join('; ')}`)
    print(`    labelled ${mail.recipients.map(({ reason, actor }) => `${reason} · ${actor}`).join('; ')}`)
  }
}

function wordsOf({ reason, actor, permanent, confidence, provider }: ReplyMeaning): string {
  const name = provider === undefined ? '' : ` · ${provider.name}`
  return `${reason} · ${actor} · ${permanent ? 'permanent' : 'temporary'} · ${confidence}${name}`
}
