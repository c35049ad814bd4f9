import { useEffect, useRef, useState } from 'preact/hooks'
import type { MessagesAnswer } from '../../server/api/messages.ts'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { useData } from '../data/use-data.ts'
import { counted, useFormat } from '../format.ts'
import { useWords } from '../language.ts'
import { go, type Place, withQuery } from '../router.ts'
import type { Words } from '../words/words.ts'
import { StatusOfMail } from './mail-status.tsx'
import { MessageStory, RefusalCard } from './message-story.tsx'

export type TracedMail = MessagesAnswer['messages'][number]

const examples = ['anna@example.org', '550', 'deferred', '203.0.113.7']
const rowHeight = 62

/** One box in plain words; a list of what fits; the story of one. */
export function FindPage({ place }: { readonly place: Place }) {
  const words = useWords()
  const asked = place.query.get('q') ?? ''
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  useEffect(() => {
    if (asked === '') box.current?.focus()
  }, [asked])
  return (
    <>
      <PageHead title={words.pages.find} lead={words.find.lead} />
      {/* biome-ignore lint/a11y/useSemanticElements: the element <search> is too young for some readers */}
      <form
        role="search"
        class="searchform"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') go(`/find?q=${encodeURIComponent(text.trim())}`)
        }}
      >
        <input
          ref={box}
          type="search"
          aria-label={words.find.label}
          placeholder={words.find.placeholder}
          value={text}
          spellcheck={false}
          autocapitalize="none"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button main-act">
          {words.act.search}
        </button>
      </form>
      {asked === '' ? (
        <Examples />
      ) : (
        <div class="found">
          <Found place={place} asked={asked} />
        </div>
      )}
    </>
  )
}

function Examples() {
  const words = useWords()
  return (
    <p class="row small soft examples">
      <span>{words.find.examples}:</span>
      {examples.map((example) => (
        <a key={example} href={`/find?q=${encodeURIComponent(example)}`}>
          {example}
        </a>
      ))}
    </p>
  )
}

interface FoundProps {
  readonly place: Place
  readonly asked: string
}

function Found({ place, asked }: FoundProps) {
  const query = useData<MessagesAnswer>(`/messages?q=${encodeURIComponent(asked)}`)
  return <Ready query={query}>{(answer) => <Answer place={place} answer={answer} />}</Ready>
}

function Answer({ place, answer }: { readonly place: Place; readonly answer: MessagesAnswer }) {
  const words = useWords()
  const format = useFormat()
  const { messages, refusals, total } = answer
  const chosen = messages.find((mail) => keyOf(mail) === place.query.get('mail'))
  const only = messages.length === 1 && refusals.length === 0 ? messages[0] : undefined
  const shown = chosen ?? only
  return (
    <div class="stack">
      <Understood answer={answer} />
      <p aria-live="polite" class={total + refusals.length === 0 ? 'hidden' : ''}>
        {counted(words.find.found, total, format)}
        {refusals.length > 0 && `, ${counted(words.find.foundRefused, refusals.length, format)}`}
      </p>
      {messages.length + refusals.length === 0 && (
        <Empty title={words.find.none}>
          <p>{words.find.noneLead}</p>
          {answer.notes.map((note) => (
            <p key={note} class="small wrap">
              {note}
            </p>
          ))}
        </Empty>
      )}
      {shown !== undefined ? (
        <>
          {shown !== only && (
            <p>
              <a href={withQuery(place, { mail: '' })}>← {words.find.back}</a>
            </p>
          )}
          <MessageStory mail={shown} />
        </>
      ) : (
        <>
          {messages.length > 0 && (
            <VirtualList label={words.pages.find} rows={messages} rowHeight={rowHeight} keyOf={keyOf}>
              {(mail) => <MailRow mail={mail} link={withQuery(place, { mail: keyOf(mail) })} />}
            </VirtualList>
          )}
          {refusals.length > 0 && (
            <section class="stack">
              <h2>{words.find.refusals}</h2>
              <p class="small soft">{words.find.refusalsLead}</p>
              {refusals.slice(0, 50).map((refusal) => (
                <RefusalCard key={`${refusal.file} ${refusal.line}`} refusal={refusal} />
              ))}
            </section>
          )}
        </>
      )}
    </div>
  )
}

function keyOf({ queueIds, received }: TracedMail): string {
  return `${queueIds[0] ?? ''} ${received ?? ''}`
}

function Understood({ answer: { understood } }: { readonly answer: MessagesAnswer }) {
  const words = useWords()
  const names: Readonly<Record<string, string>> = words.find.fields
  return (
    <p class="row small">
      <span class="soft">{words.find.understood}:</span>
      {understood.map(({ field, value }) => (
        <span key={`${field} ${value}`} class="mark info wrapmark">
          {names[field] ?? field}: {field === 'status' ? statusesIn(value, words) : value}
        </span>
      ))}
    </p>
  )
}

/** `bounced,expired` in the words of the page. */
function statusesIn(value: string, { find: { statuses } }: Words): string {
  const names: Readonly<Record<string, string>> = statuses
  return value
    .split(',')
    .map((one) => names[one] ?? one)
    .join(', ')
}

function MailRow({ mail, link }: { readonly mail: TracedMail; readonly link: string }) {
  const words = useWords()
  const [first] = mail.recipients
  const more = mail.recipients.length - 1
  return (
    <div class="mailrow">
      {first === undefined ? <span /> : <StatusOfMail status={first.status} />}
      <a href={link} class="ellipsis">
        {mail.sender === null ? '?' : mail.sender === '' ? words.find.noSender : mail.sender} →{' '}
        {first?.address ?? '?'}
        {more > 0 && ` +${more}`}
      </a>
      <span class="small soft ellipsis">
        {mail.received !== null && <Moment at={mail.received} />} {mail.subject ?? ''}
      </span>
    </div>
  )
}
