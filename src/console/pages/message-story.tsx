import type { MessagesAnswer } from '../../server/api/messages.ts'
import { CopyButton } from '../components/copy.tsx'
import { Fold } from '../components/fold.tsx'
import { Moment } from '../components/moment.tsx'
import { counted, type Format, useFormat } from '../format.ts'
import { fill, useWords } from '../language.ts'
import type { Words } from '../words/words.ts'
import { DelayAccount } from './delay-account.tsx'
import { MailPath } from './mail-path.tsx'
import { StatusOfMail } from './mail-status.tsx'

type Mail = MessagesAnswer['messages'][number]
type Recipient = Mail['recipients'][number]
type Refusal = MessagesAnswer['refusals'][number]

/** The story of one message: who, when, and for each recipient where it is, why, and whose turn it is. */
export function MessageStory({ mail }: { readonly mail: Mail }) {
  const words = useWords()
  return (
    <article class="stack">
      <section class="panel">
        <h2 class="wrap">{mail.subject ?? words.find.noSubject}</h2>
        <Facts mail={mail} />
      </section>
      {mail.recipients.map((recipient) => (
        <RecipientStory key={recipient.address} mail={mail} recipient={recipient} />
      ))}
      <Fold title={words.find.lines} count={mail.events.length}>
        <ol class="plain loglines">
          {mail.events.map(({ file, line, time, program, queueId, text }) => (
            <li key={`${file}:${line}`}>
              <span class="soft small">
                <Moment at={time} seconds /> {program} {queueId}
              </span>
              <pre>{text}</pre>
            </li>
          ))}
        </ol>
      </Fold>
    </article>
  )
}

function Facts({ mail }: { readonly mail: Mail }) {
  const words = useWords()
  const format = useFormat()
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    [words.find.sender, mail.sender === '' ? words.find.noSender : mail.sender],
    [words.find.fields.user, mail.saslUser],
    [words.find.client, mail.client],
    [words.find.received, mail.received === null ? null : <Moment key="at" at={mail.received} seconds />],
    [words.find.size, mail.size === null ? null : format.bytes(mail.size)],
    [words.find.messageId, mail.messageId],
    [words.find.fields.queueId, mail.queueIds.join(', ')],
  ]
  return (
    <dl class="pairs">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
    </dl>
  )
}

function RecipientStory({ mail, recipient }: { readonly mail: Mail; readonly recipient: Recipient }) {
  const words = useWords()
  const format = useFormat()
  const { address, origTo, status, meaning, reply, account, delay, attempts, tries, next } = recipient
  const statuses: Readonly<Record<string, string>> = words.find.statuses
  return (
    <section class={`panel stack recipient ${status}`}>
      <header class="spread">
        <h3 class="wrap">
          {address}
          {origTo !== null && origTo !== address && <span class="soft"> ({origTo})</span>}
        </h3>
        <StatusOfMail status={status} />
      </header>
      <MailPath mail={mail} recipient={recipient} />
      <p>
        <strong>{words.find.turn}: </strong>
        {words.find.turns[status]}
      </p>
      {next !== null && <p class="wrap">{fill(words.find.next, { host: next.host })}</p>}
      {(meaning !== null || reply !== null) && (
        <div class="stack tight">
          {meaning !== null && (
            <p>
              <strong>{words.find.meaning}: </strong>
              {meaning.title}
            </p>
          )}
          {reply !== null && (
            <div class="evidence">
              <pre>{reply}</pre>
              <a class="small" href={`/explain?text=${encodeURIComponent(reply)}`}>
                {words.pages.explain}
              </a>
            </div>
          )}
        </div>
      )}
      {account !== null && delay !== null && <DelayAccount account={account} delay={delay} />}
      {attempts > 1 && (
        <Fold title={counted(words.find.attempts, attempts, format)}>
          <ol class="plain timeline">
            {tries.map((one, index) => (
              <li key={`${one.time} ${index}`}>
                <Moment at={one.time} seconds />
                <span class="wrap">
                  {statuses[one.status] ?? one.status} {one.relay} {one.reply}
                </span>
              </li>
            ))}
          </ol>
        </Fold>
      )}
      <Tell text={tellText(recipient, words, format)} />
    </section>
  )
}

/** A text that a help desk can send as it is. */
function Tell({ text }: { readonly text: string }) {
  const words = useWords()
  return (
    <div class="tell">
      <p class="spread">
        <strong class="small">{words.find.tell}</strong>
        <CopyButton text={text} />
      </p>
      <p class="wrap">{text}</p>
    </div>
  )
}

function tellText(
  { address, relay, status, meaning, tries }: Recipient,
  words: Words,
  format: Format,
): string {
  const templates = {
    delivered: words.find.tellDelivered,
    deferred: words.find.tellDeferred,
    bounced: words.find.tellBounced,
    expired: words.find.tellBounced,
    rejected: words.find.tellRejected,
    held: words.find.tellHeld,
    discarded: words.find.tellDiscarded,
  } as const
  const at = Date.parse(tries.at(-1)?.time ?? '')
  return fill(templates[status], {
    recipient: address,
    relay: relay?.replace(/\[.*$/, '') ?? '?',
    time: Number.isFinite(at) ? format.moment(at) : '?',
    meaning: meaning === null ? '' : meaning.title,
  }).replace(/ {2,}/g, ' ')
}

/** An attempt that never became a mail here. */
export function RefusalCard({ refusal }: { readonly refusal: Refusal }) {
  const words = useWords()
  const { time, client, sender, recipient, reply, meaning } = refusal
  return (
    <section class="panel stack tight">
      <p class="spread">
        <span class="wrap">
          {/* Refused before the log knew them: who asked is all that there is. */}
          {sender === '' && recipient === ''
            ? client
            : `${sender === '' ? words.find.noSender : sender} → ${recipient === '' ? '?' : recipient}`}
        </span>
        <StatusOfMail status="rejected" />
      </p>
      <p class="small soft wrap">
        <Moment at={time} seconds /> · {client}
      </p>
      {meaning !== null && (
        <p>
          <strong>{words.find.meaning}: </strong>
          {meaning.title}
        </p>
      )}
      <pre class="evidence">{reply}</pre>
    </section>
  )
}
