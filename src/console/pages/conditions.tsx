import { useMemo, useState } from 'preact/hooks'
import type { ConditionAnswer, ConditionsAnswer } from '../../server/api/conditions.ts'
import { Command } from '../components/copy.tsx'
import { Steps } from '../components/evidence.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SeverityMark } from '../components/severity.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { useData } from '../data/use-data.ts'
import { fill, useWords } from '../language.ts'
import { go, type Place, withQuery } from '../router.ts'
import { OutsideLink } from './incident.tsx'

const rowHeight = 58

/** The knowledge, searchable. */
export function ConditionsPage({ place }: { readonly place: Place }) {
  const words = useWords()
  const query = useData<ConditionsAnswer>('/conditions')
  return (
    <>
      <PageHead title={words.pages.conditions} lead={words.conditions.lead} />
      <Ready query={query}>{({ conditions }) => <Search place={place} conditions={conditions} />}</Ready>
    </>
  )
}

interface SearchProps {
  readonly place: Place
  readonly conditions: ConditionsAnswer['conditions']
}

function Search({ place, conditions }: SearchProps) {
  const words = useWords()
  const [text, setText] = useState(place.query.get('q') ?? '')
  const topic = place.query.get('topic') ?? ''
  const shown = useMemo(() => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
    return conditions.filter(
      (condition) =>
        (topic === '' || condition.topic === topic) &&
        wanted.every((word) => `${condition.id} ${condition.title}`.toLowerCase().includes(word)),
    )
  }, [conditions, text, topic])
  const topics = Object.entries(words.topics)
  return (
    <div class="stack">
      <div class="row">
        <label class="field grow">
          <span class="hidden">{words.conditions.search}</span>
          <input
            type="search"
            placeholder={words.conditions.search}
            value={text}
            onInput={({ currentTarget: { value } }) => {
              setText(value)
              go(withQuery(place, { q: value }), 'replace')
            }}
          />
        </label>
        <select
          aria-label={words.conditions.topic}
          value={topic}
          onChange={({ currentTarget: { value } }) => go(withQuery(place, { topic: value }))}
        >
          <option value="">{words.settings.allTopics}</option>
          {topics.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <span class="small soft" role="status">
          {fill(words.conditions.shown, { shown: shown.length, all: conditions.length })}
        </span>
      </div>
      {shown.length === 0 ? (
        <Empty title={words.conditions.none} />
      ) : (
        <VirtualList label={words.pages.conditions} rows={shown} rowHeight={rowHeight} keyOf={({ id }) => id}>
          {({ id, title, severity }) => (
            <div class="mailrow">
              <SeverityMark severity={severity} />
              <a class="ellipsis" href={`/conditions/${id}`}>
                {title}
              </a>
              <code class="small soft ellipsis">{id}</code>
            </div>
          )}
        </VirtualList>
      )}
    </div>
  )
}

/** One condition whole. */
export function ConditionPage({ id }: { readonly id: string }) {
  const query = useData<ConditionAnswer>(`/conditions/${encodeURIComponent(id)}`)
  return (
    <Ready query={query} heading={id}>
      {(condition) => <Whole condition={condition} />}
    </Ready>
  )
}

function Whole({ condition }: { readonly condition: ConditionAnswer }) {
  const words = useWords()
  const { id, title, because, topic, severity, symptom, explains, mistakenFor, fix, verify, references } =
    condition
  return (
    <>
      <p class="noprint">
        <a href="/conditions">← {words.conditions.back}</a>
      </p>
      <PageHead
        title={title}
        tab={id}
        isVerdict
        lead={
          <p class="row middle">
            <SeverityMark severity={severity} />
            <a href={`/conditions?topic=${topic}`}>{words.topics[topic]}</a>
            <code>{id}</code>
          </p>
        }
      />
      <div class="columns aside">
        <div class="stack">
          <section class="panel">
            <p class="measure">{because}</p>
            {symptom && <p class="small soft">{words.conditions.symptom}</p>}
          </section>
          <section class="panel">
            <h2>{words.conditions.fix}</h2>
            <Steps steps={fix} />
          </section>
          {verify.length > 0 && (
            <section class="panel stack tight">
              <h2>{words.conditions.verify}</h2>
              {verify.map((command) => (
                <Command key={command} text={command} />
              ))}
            </section>
          )}
        </div>
        <div class="stack">
          <Links title={words.conditions.explains} ids={explains} />
          {mistakenFor.length > 0 && (
            <section class="panel">
              <h2>{words.conditions.mistaken}</h2>
              <ul class="bullets">
                {mistakenFor.map((one) => (
                  <li key={one.condition}>
                    <a href={`/conditions/${one.condition}`}>{one.condition}</a>: {one.toldApartBy}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {references.length > 0 && (
            <section class="panel">
              <h2>{words.conditions.references}</h2>
              <ul class="bullets">
                {references.map((link) => (
                  <li key={link} class="wrap">
                    <OutsideLink to={link} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section class="panel">
            <a href={`/incidents?condition=${id}`}>{words.pages.incidents}</a>
          </section>
        </div>
      </div>
    </>
  )
}

function Links({ title, ids }: { readonly title: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <section class="panel">
      <h2>{title}</h2>
      <ul class="bullets">
        {ids.map((id) => (
          <li key={id}>
            <a href={`/conditions/${id}`}>{id}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
