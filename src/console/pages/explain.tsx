import { useEffect, useState } from 'preact/hooks'
import type { ExplainAnswer } from '../../server/api/explain.ts'
import { useAct } from '../components/act.tsx'
import { CopyButton } from '../components/copy.tsx'
import { DropZone } from '../components/drop-zone.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Loading } from '../components/states.tsx'
import { post } from '../data/client.ts'
import { fill, useLanguage, useWords } from '../language.ts'
import { go, type Place } from '../router.ts'
import { OutsideLink } from './incident.tsx'

const mostBytes = 10 * 1_024 * 1_024
/** What is longer makes no link that somebody would send. */
const longestLink = 1_500

/** Paste a bounce, a reply, headers, or drop an .eml: what it means, and who must act. */
export function ExplainPage({ place }: { readonly place: Place }) {
  const words = useWords()
  const language = useLanguage()
  const given = place.query.get('text') ?? ''
  const [text, setText] = useState(given)
  const [answer, setAnswer] = useState<ExplainAnswer>()
  const { isBusy, failure, run } = useAct()
  const ask = (what: string | Blob) =>
    run(async () => {
      setAnswer(undefined)
      setAnswer(
        typeof what === 'string'
          ? await post<ExplainAnswer>('/explain', { text: what })
          : await post<ExplainAnswer>('/explain/message', what),
      )
    })
  // A link answers at once, and the answer speaks the language that is chosen.
  // Asked when the place or the language changes
  useEffect(() => {
    if (given === '') return
    setText(given)
    ask(given)
  }, [given, language])
  const submit = () => {
    if (text.trim() === '') return
    const link = `/explain?text=${encodeURIComponent(text)}`
    if (text.length <= longestLink && text !== given) go(link)
    else ask(text)
  }
  const take = (file: File) => {
    setText('')
    if (file.size > mostBytes) run(() => Promise.reject(words.explain.tooBig))
    else ask(file)
  }
  return (
    <>
      <DropZone label={words.explain.drop} take={take} />
      <PageHead title={words.pages.explain} lead={words.explain.lead} />
      <form
        class="stack explainform"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <label class="field">
          <span>{words.explain.label}</span>
          <textarea
            class="mono"
            rows={5}
            value={text}
            placeholder={words.explain.placeholder}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="row middle">
          <button type="submit" class="button main-act" disabled={isBusy}>
            {words.explain.go}
          </button>
          <FileChoice label={words.explain.file} accept=".eml,message/rfc822,.txt" take={take} />
          <span class="small soft">{words.explain.privacy}</span>
        </div>
      </form>
      <div class="stack answers" aria-live="polite">
        {isBusy && <Loading />}
        {failure !== undefined && (
          <p class="error" role="alert">
            {failure}
          </p>
        )}
        {answer?.pages.map((page, index) => (
          <ExplanationView key={index} page={page} />
        ))}
      </div>
    </>
  )
}

interface FileChoiceProps {
  readonly label: string
  readonly accept: string
  readonly take: (file: File) => void
}

export function FileChoice({ label, accept, take }: FileChoiceProps) {
  return (
    <label class="button filechoice">
      {label}
      <input
        type="file"
        class="hidden"
        accept={accept}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file !== undefined) take(file)
          currentTarget.value = ''
        }}
      />
    </label>
  )
}

type Page = ExplainAnswer['pages'][number]
type Item = Page['items'][number]

function ExplanationView({ page: { heading, items, tables } }: { readonly page: Page }) {
  return (
    <section class="stack">
      {heading !== undefined && <h2 class="wrap">{heading}</h2>}
      {items.map((item, index) => (
        <ItemView key={index} item={item} />
      ))}
      {tables.map(({ title, rows }) => (
        <div class="panel" key={title}>
          <h3 class="wrap">{title}</h3>
          <ul class="plain lines">
            {rows.map((row, index) => (
              <li key={index} class="mono wrap">
                {row}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function ItemView({ item: { about, quote, answer } }: { readonly item: Item }) {
  const words = useWords()
  const { title, why, fix, next, actor, permanent, confidence, provider, standard, links } = answer
  return (
    <article class="panel card answer">
      <header>
        {about !== undefined && <p class="small soft wrap">{about}</p>}
        <h2>{title}</h2>
        <p class="row middle">
          <span class={permanent ? 'mark critical' : 'mark medium'}>
            {permanent ? words.explain.permanent : words.explain.temporary}
          </span>
          <span class="mark info">{words.explain.confidences[confidence]}</span>
          {provider !== undefined && <span class="mark low">{fill(words.explain.saidBy, { provider })}</span>}
        </p>
      </header>
      {quote !== undefined && <pre class="evidence">{quote}</pre>}
      <p class="measure">{why}</p>
      <dl class="pairs">
        <dt>{words.explain.who}</dt>
        <dd>
          <strong>{words.explain.actors[actor]}</strong>
        </dd>
      </dl>
      <div class="stack tight">
        <h3>{words.explain.todo}</h3>
        <ol class="steps">
          {fix.map((step) => (
            <li key={step}>
              <div>{step}</div>
            </li>
          ))}
        </ol>
        <p class="soft">{next}</p>
      </div>
      <div class="row small soft">
        {answer.also.length > 0 && (
          <span>
            {words.explain.also}: {answer.also.join(', ')}
          </span>
        )}
        <span>{standard}</span>
        {links.map((link) => (
          <OutsideLink key={link} to={link} />
        ))}
        <CopyButton
          text={[title, why, ...fix.map((step) => `- ${step}`), next].join('\n')}
          label={words.act.copy}
        />
      </div>
    </article>
  )
}
