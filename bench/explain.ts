/**
 * `npm run bench:explain`: how right and how fast `explain` is. Accuracy on the public corpora where they lie
 * beside the project, on the four fifths that were looked at and on the fifth that was not; then Sisimai on
 * the same mails in the same run. Speeds are of processor time, for the machine may be shared.
 */
import { readMail } from '../src/explain/mail/mail.ts'
import type { FailedRecipient } from '../src/explain/mail/reading.ts'
import { readReply } from '../src/explain/reply.ts'
import {
  corpusIsHere,
  isHeldOut,
  type LabelledMail,
  type LabelledReply,
  labelledMails,
  labelledReplies,
  sisimaiNames,
} from './explain-corpus.ts'
import { asReport, runSisimai } from './explain-rival.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

if (!corpusIsHere()) {
  print('The corpora are not beside the project: nothing to measure.')
  process.exit(0)
}

const replies = labelledReplies()
const mails = labelledMails()
for (const [name, held] of [
  ['four fifths, looked at', false],
  [
    'the fifth that was kept aside until 24 November 2026 (unseen then: replies 90.9 %, bounces 84.6 %)',
    true,
  ],
] as const) {
  print(`\n${name}`)
  printReplies(replies.filter(({ text }) => isHeldOut(text) === held))
  printMails(mails.filter(({ file }) => isHeldOut(file) === held))
}
printWorst(replies)
printHardCases()
printSpeed()
compareWithSisimai()

function isRight(label: Pick<LabelledReply, 'reason' | 'also'>, reason: string): boolean {
  return label.reason === reason || label.also.includes(reason)
}

function printReplies(some: readonly LabelledReply[]): void {
  const answers = some.map((label) => ({ label, answer: readReply(label.text) }))
  const right = answers.filter(({ label, answer }) => isRight(label, answer.reason))
  const strict = answers.filter(({ label, answer }) => label.reason === answer.reason)
  const actor = answers.filter(
    ({ label, answer }) => label.actor === answer.actor || label.actorAlso.includes(answer.actor),
  )
  const permanence = answers.filter(({ label, answer }) => label.permanent === answer.permanent)
  const sureAndWrong = answers.filter(
    ({ label, answer }) => answer.confidence === 'sure' && !isRight(label, answer.reason),
  )
  print(
    `  replies: reason ${share(right, some)} (strict ${share(strict, some)}), actor ${share(actor, some)}, permanence ${share(permanence, some)}, sure and wrong ${share(sureAndWrong, some)}`,
  )
}

function printMails(some: readonly LabelledMail[]): void {
  const pairs = some.flatMap((mail) => {
    const reading = readMail(mail.bytes)
    return mail.recipients.map((label, index) => ({
      label,
      answer: answerFor(label.address, reading.recipients, index),
    }))
  })
  const right = pairs.filter(
    ({ label, answer }) => answer !== undefined && isRight(label, answer.meaning.reason),
  )
  const kinds = some.filter((mail) => readMail(mail.bytes).kind === mail.kind)
  const actor = pairs.filter(
    ({ label, answer }) =>
      answer !== undefined &&
      (label.actor === answer.meaning.actor || label.actorAlso.includes(answer.meaning.actor)),
  )
  const permanence = pairs.filter(({ label, answer }) => label.permanent === answer?.meaning.permanent)
  print(
    `  bounces: reason ${share(right, pairs)}, actor ${share(actor, pairs)}, permanence ${share(permanence, pairs)}, kind ${share(kinds, some)}`,
  )
}

/** By address; by position where the label or the answer has none. */
function answerFor(
  address: string | undefined,
  answers: readonly FailedRecipient[],
  index: number,
): FailedRecipient | undefined {
  const same = answers.find(
    (one) => one.address !== undefined && one.address.toLowerCase() === address?.toLowerCase(),
  )
  const there = answers[index]
  return same ?? (address === undefined || there?.address === undefined ? there : undefined)
}

function printWorst(some: readonly LabelledReply[]): void {
  const byReason = [...Map.groupBy(some, ({ reason }) => reason)].map(([reason, labels]) => {
    const right = labels.filter((label) => isRight(label, readReply(label.text).reason))
    return { reason, labels, right, part: right.length / labels.length }
  })
  print('\nreasons with the lowest share (all replies)')
  for (const { reason, labels, right } of byReason.toSorted((a, b) => a.part - b.part).slice(0, 10))
    print(`  ${reason.padEnd(26)} ${share(right, labels)}`)
}

function printHardCases(): void {
  const cases = [
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
  print('\nten hard cases')
  for (const text of cases) {
    const { reason, actor, permanent, confidence, provider } = readReply(text)
    print(
      `  ${reason} · ${actor} · ${permanent ? 'permanent' : 'temporary'} · ${confidence}${provider === undefined ? '' : ` · ${provider.name}`}\n    ${text.slice(0, 110)}`,
    )
  }
}

function printSpeed(): void {
  const texts = replies.map(({ text }) => text)
  const all = mails.map(({ bytes }) => bytes)
  print('\nspeed, one thread, per second of processor time')
  print(`  replies: ${perSecond(texts, readReply, 40)}   bounce mails: ${perSecond(all, readMail, 30)}`)
}

function perSecond<Input>(inputs: readonly Input[], read: (input: Input) => unknown, rounds: number): number {
  for (let round = 0; round < 3; round++) for (const input of inputs) read(input)
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) for (const input of inputs) read(input)
  const { user, system } = process.cpuUsage(before)
  return Math.round((inputs.length * rounds * 1e6) / (user + system))
}

function compareWithSisimai(): void {
  const names = sisimaiNames()
  const fits = (label: Pick<LabelledReply, 'reason' | 'also'>, name: string): boolean =>
    [label.reason, ...label.also].some((reason) => names.get(reason)?.includes(name) === true)
  const onMails = runSisimai(
    mails.map(({ bytes }) => bytes),
    5,
  )
  if (onMails === undefined) {
    print('\nSisimai is not installed (Debian: libsisimai-perl): no comparison.')
    return
  }
  const labels = mails.flatMap(({ recipients }, mail) => recipients.map((label) => ({ label, mail })))
  const right = labels.filter(({ label, mail }) =>
    onMails.found
      .get(mail)
      ?.some(
        ([address, name]) => address.toLowerCase() === label.address?.toLowerCase() && fits(label, name),
      ),
  )
  const onReplies = runSisimai(
    replies.map(({ text }) => asReport(text)),
    0,
  )
  const rightReplies = replies.filter((label, index) =>
    onReplies?.found.get(index)?.some(([, name]) => fits(label, name)),
  )
  print('\nSisimai, same mails, same run (its label counts where it may stand for ours)')
  print(
    `  bounces: reason ${share(right, labels)}, ${Math.round(onMails.mailsPerSecond)} mails per second of processor time`,
  )
  print(`  replies, each in a small report: reason ${share(rightReplies, replies)}`)
}

function share(part: readonly unknown[], all: readonly unknown[]): string {
  return `${part.length}/${all.length} (${((100 * part.length) / Math.max(1, all.length)).toFixed(1)} %)`
}
