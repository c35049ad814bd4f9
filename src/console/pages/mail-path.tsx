import type { MessagesAnswer } from '../../server/api/messages.ts'
import { useFormat } from '../format.ts'
import { useWords } from '../language.ts'
import type { Words } from '../words/words.ts'

type Mail = MessagesAnswer['messages'][number]
type Recipient = Mail['recipients'][number]

interface Station {
  readonly name: string
  readonly detail: string
  readonly seconds: number | null
  readonly look: string
}

/** The way of a mail to one recipient, from who handed it in to who has it now. */
export function MailPath({ mail, recipient }: { readonly mail: Mail; readonly recipient: Recipient }) {
  const words = useWords()
  const format = useFormat()
  return (
    <ol class="plain path" aria-label={words.find.path}>
      {stationsOf(mail, recipient, words).map(({ name, detail, seconds, look }, index) => (
        <li key={`${name} ${index}`} class={look}>
          <strong class="wrap">{name}</strong>
          <span class="small soft wrap">
            {detail}
            {seconds !== null && ` ${format.duration(seconds)}`}
          </span>
        </li>
      ))}
    </ol>
  )
}

function stationsOf(mail: Mail, recipient: Recipient, words: Words): Station[] {
  const from: Station[] =
    mail.client === null ? [] : [{ name: mail.client, detail: '', seconds: null, look: 'passed' }]
  const hosts: Station[] =
    recipient.hops === undefined
      ? [
          {
            name: mail.hosts?.[0]?.host ?? words.find.here,
            detail: mail.queueIds.join(' → '),
            seconds: recipient.delay,
            look: here(recipient.status),
          },
        ]
      : recipient.hops.map(({ host, queueIds, delay, status }) => ({
          name: host ?? '?',
          detail: queueIds.join(' → '),
          seconds: delay,
          look: here(status),
        }))
  const to: Station[] =
    recipient.relay === null || recipient.relay === 'none'
      ? []
      : [{ name: recipient.relay, detail: '', seconds: null, look: recipient.status }]
  return [...from, ...hosts, ...to]
}

/** Where it was handed on, it only passed. */
function here(status: Recipient['status']): string {
  return status === 'delivered' ? 'passed' : status
}
