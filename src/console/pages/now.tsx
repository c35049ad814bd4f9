import type { IncidentSummary } from '../../server/api/incident-schema.ts'
import type { NowAnswer } from '../../server/api/now.ts'
import { Advice } from '../components/check-view.tsx'
import { Fold } from '../components/fold.tsx'
import { Ago, Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Shape } from '../components/severity.tsx'
import { Ready } from '../components/states.tsx'
import { useData } from '../data/use-data.ts'
import { counted, type Format, useFormat } from '../format.ts'
import { fill, useWords } from '../language.ts'
import type { Words } from '../words/words.ts'
import { IncidentCard } from './incident-card.tsx'

/** Is mail working; if not, why, since when, what to do. On a healthy day almost empty. */
export function NowPage() {
  const query = useData<NowAnswer>('/now', ['looked', 'incident', 'settings'])
  return (
    <Ready query={query} heading={useWords().pages.now}>
      {(now) => <Now now={now} />}
    </Ready>
  )
}

function Now({ now }: { readonly now: NowAnswer }) {
  const words = useWords()
  const isWell = now.incidents.length === 0
  const aside = [now.forecasts, now.changes, now.untold, now.past, isWell ? now.notes : []].some(
    (list) => list.length > 0,
  )
  return (
    <>
      <Verdict now={now} />
      <div class={aside && now.incidents.length > 0 ? 'columns aside' : 'columns'}>
        {now.incidents.length > 0 && (
          <section class="stack wide" aria-label={words.now.wrong}>
            {now.incidents.map((incident) => (
              <IncidentCard key={incident.id} incident={incident} />
            ))}
            {now.notes.length > 0 && <Notes notes={now.notes} />}
          </section>
        )}
        {aside && (
          <div class={now.incidents.length > 0 ? 'stack' : 'stack besides'}>
            <Forecasts forecasts={now.forecasts} />
            <Changes changes={now.changes} isFolded={now.incidents.length === 0} />
            <Past past={now.past} />
            <Untold untold={now.untold} />
            {now.incidents.length === 0 && now.notes.length > 0 && <Notes notes={now.notes} />}
          </div>
        )}
      </div>
    </>
  )
}

const looks = {
  problem: 'critical',
  fine: 'fine',
  'could-not-tell': 'unknown',
  'not-looked-yet': 'info',
} as const

function Verdict({ now }: { readonly now: NowAnswer }) {
  const words = useWords()
  const format = useFormat()
  const gravest = now.incidents.find(({ state }) => state === 'open') ?? now.incidents[0]
  const look = now.verdict === 'problem' && gravest !== undefined ? gravest.severity : looks[now.verdict]
  return (
    <div class={`verdict ${look}`}>
      <span class="verdictsign">
        <Shape of={look} />
      </span>
      <PageHead
        title={verdictText(now, gravest, words)}
        tab={words.now.tab}
        isVerdict
        lead={
          <p class="row">
            <span>{leadText(now, words, format)}</span>
            {gravest === undefined && now.lookedAt !== undefined && (
              <span>
                {words.time.looked} <Ago at={now.lookedAt} />
              </span>
            )}
          </p>
        }
      />
    </div>
  )
}

function verdictText(now: NowAnswer, gravest: IncidentSummary | undefined, words: Words): string {
  if (now.verdict === 'not-looked-yet') return words.now.notYet
  if (gravest !== undefined) return gravest.state === 'suspected' ? words.now.maybe : words.now.problem
  if (now.verdict === 'could-not-tell') return words.now.unknown
  return now.verdict === 'problem' ? now.sentence : words.now.fine
}

/** How much is wrong, since when, whom it hurts; or that all is well. */
function leadText(now: NowAnswer, words: Words, format: Format): string {
  const { host, incidents, checked, verdict } = now
  if (incidents.length === 0)
    return verdict === 'fine'
      ? fill(words.now.calm, { host: host.name, count: format.number(checked) })
      : [host.name, host.system].filter((text) => text !== '').join(' · ')
  const since = Math.min(...incidents.map((one) => Date.parse(one.since)))
  const mails = incidents.reduce((sum, { impact }) => sum + impact.messages, 0)
  return [
    counted(words.now.causes, incidents.length, format),
    fill(words.incident.since, { time: format.moment(since) }),
    mails > 0 ? counted(words.now.hit, mails, format) : words.incident.noImpact,
    host.name,
  ].join(' · ')
}

function Forecasts({ forecasts }: Pick<NowAnswer, 'forecasts'>) {
  const words = useWords()
  if (forecasts.length === 0) return null
  return (
    <section class="panel">
      <h2>{words.now.soon}</h2>
      <ul class="plain stack">
        {forecasts.map(({ at, title, because }) => (
          <li key={`${at} ${title}`}>
            <strong>{title}</strong> · <Ago at={at} />
            <p class="small soft">{because}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const changesShown = 8

interface ChangesProps {
  readonly changes: NowAnswer['changes']
  /** On a healthy day nobody asks what changed. */
  readonly isFolded: boolean
}

function Changes({ changes, isFolded }: ChangesProps) {
  const words = useWords()
  if (changes.length === 0) return null
  const item = ({ at, what, evidence }: NowAnswer['changes'][number]) => (
    <li key={`${at} ${what} ${evidence.where}`}>
      <Moment at={at} />
      <span class="wrap" title={`${evidence.where}: ${evidence.text}`}>
        {what}
      </span>
    </li>
  )
  if (isFolded)
    return (
      <section class="panel slim">
        <Fold title={words.now.changed} count={changes.length}>
          <ol class="plain timeline">{changes.map(item)}</ol>
        </Fold>
      </section>
    )
  return (
    <section class="panel">
      <h2>{words.now.changed}</h2>
      <ol class="plain timeline">{changes.slice(0, changesShown).map(item)}</ol>
      {changes.length > changesShown && (
        <Fold title={words.act.showAll} count={changes.length}>
          <ol class="plain timeline">{changes.slice(changesShown).map(item)}</ol>
        </Fold>
      )}
    </section>
  )
}

function Past({ past }: Pick<NowAnswer, 'past'>) {
  const words = useWords()
  if (past.length === 0) return null
  return (
    <section class="panel">
      <h2>{words.now.past}</h2>
      <ul class="plain stack">
        {past.map(({ condition, subject, because, since, until }) => (
          <li key={`${condition} ${subject}`}>
            <a href={`/conditions/${condition}`}>{condition}</a> <span class="wrap">{subject}</span>
            <p class="small soft">
              <Moment at={since} /> – <Moment at={until} />
            </p>
            <p class="small">{because}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Untold({ untold }: Pick<NowAnswer, 'untold'>) {
  const words = useWords()
  const format = useFormat()
  if (untold.length === 0) return null
  const groups = Map.groupBy(untold, ({ because, remedy = '' }) => `${because}\n${remedy}`)
  return (
    <section class="panel">
      <h2>{words.now.untold}</h2>
      <p class="small soft">{counted(words.now.untoldLead, untold.length, format)}</p>
      <Fold title={words.act.more}>
        <ul class="plain stack">
          {[...groups].map(([key, members]) => (
            <li key={key}>
              <p class="wrap">{members[0]?.because}</p>
              {members[0]?.remedy !== undefined && (
                <p class="small">{fill(words.now.letTell, { remedy: members[0].remedy })}</p>
              )}
              <p class="small soft wrap">
                {members
                  .map(({ condition, subject }) => (subject === '' ? condition : `${condition} (${subject})`))
                  .join(', ')}
              </p>
            </li>
          ))}
        </ul>
      </Fold>
    </section>
  )
}

function Notes({ notes }: Pick<NowAnswer, 'notes'>) {
  const words = useWords()
  return (
    <section class="panel notes">
      <h2>{words.now.advice}</h2>
      <p class="small soft">{words.now.adviceLead}</p>
      <Advice diagnoses={notes} />
    </section>
  )
}
