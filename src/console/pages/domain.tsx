import { useEffect, useState } from 'preact/hooks'
import type { DomainAnswer } from '../../server/api/domains.ts'
import { useAct } from '../components/act.tsx'
import { Advice, Diagnoses, Exhibits, Findings } from '../components/check-view.tsx'
import { Fold } from '../components/fold.tsx'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { StatusMark } from '../components/severity.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { post } from '../data/client.ts'
import { onEvent } from '../data/live.ts'
import { useMay } from '../data/session.ts'
import { useData } from '../data/use-data.ts'
import { useFormat } from '../format.ts'
import { fill, useWords } from '../language.ts'
import { Records, recordsId } from './domain-records.tsx'

/** What the world sees of one domain. */
export function DomainPage({ name }: { readonly name: string }) {
  const words = useWords()
  const query = useData<DomainAnswer>(`/domains/${encodeURIComponent(name)}`, ['looked', 'probe'])
  return (
    <>
      <p class="noprint">
        <a href="/domains">← {words.domains.back}</a>
      </p>
      <PageHead title={name} lead={words.domains.lead}>
        <ProbeNow
          domain={name}
          running={query.loaded.state === 'ready' ? query.loaded.data.running : undefined}
        />
      </PageHead>
      <Ready query={query}>{(answer) => <Seen answer={answer} />}</Ready>
    </>
  )
}

interface ProbeNowProps {
  readonly domain: string
  readonly running: DomainAnswer['running']
}

/** Looks now; how far it is comes as it goes. */
function ProbeNow({ domain, running }: ProbeNowProps) {
  const words = useWords()
  const may = useMay('operate')
  const format = useFormat()
  const { isBusy, failure, run } = useAct()
  const [progress, setProgress] = useState<DomainAnswer['running']>()
  useEffect(
    () =>
      onEvent('probe', ({ domain: asked, done, total, state }) => {
        if (asked === domain) setProgress(state === 'running' ? { domain, done, total } : undefined)
      }),
    [domain],
  )
  const under = progress ?? (running?.domain === domain ? running : undefined)
  if (!may) return null
  return (
    <div class="stack tight noprint">
      {under === undefined ? (
        <p>
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => run(() => post(`/domains/${encodeURIComponent(domain)}/probe`))}
          >
            {words.domains.probe}
          </button>
        </p>
      ) : (
        <p class="row middle" role="status">
          <progress max={Math.max(1, under.total)} value={under.done} aria-label={words.domains.probe} />
          <span class="small">
            {format.percent(under.done / Math.max(1, under.total))} ·{' '}
            {fill(words.domains.probing, { domain })}
          </span>
        </p>
      )}
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}

function Seen({ answer: { report, watched, history } }: { readonly answer: DomainAnswer }) {
  const words = useWords()
  if (report === undefined && watched.length === 0)
    return (
      <Empty title={words.domains.notYet}>
        <p>{words.domains.lookHint}</p>
      </Empty>
    )
  return (
    <div class="stack">
      {report !== undefined && <Report report={report} />}
      {watched.length > 0 && (
        <section class="panel">
          <h2>{words.domains.watched}</h2>
          <Findings findings={watched} />
        </section>
      )}
      {history.length > 0 && (
        <section class="panel">
          <h2>{words.domains.history}</h2>
          <ol class="plain timeline">
            {history.map((moment, index) => (
              <li key={moment.at}>
                <Moment at={moment.at} />
                <span class="row">
                  <StatusMark status={moment.verdict} />
                  <Changed problems={moment.problems} before={history[index + 1]?.problems} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

interface ChangedProps {
  readonly problems: readonly string[]
  /** Of the look before; undefined: this was the first. */
  readonly before: readonly string[] | undefined
}

/** What is different from the look before it. */
function Changed({ problems, before }: ChangedProps) {
  const words = useWords()
  const came = problems.filter((one) => before === undefined || !before.includes(one))
  const gone = (before ?? []).filter((one) => !problems.includes(one))
  if (came.length + gone.length === 0) return <span class="small soft">{words.domains.unchanged}</span>
  const links = (sign: string, ids: readonly string[]) =>
    ids.map((id) => (
      <a key={id} class="small" href={`/conditions/${id}`}>
        {sign} {id}
      </a>
    ))
  return (
    <span class="row">
      {links('+', came)}
      {links('−', gone)}
    </span>
  )
}

interface ReportProps {
  readonly report: NonNullable<DomainAnswer['report']>
}

/** The answer, the whole at a glance, what to mend, then all that experts want. */
function Report({ report }: ReportProps) {
  const words = useWords()
  const { verdict, because, diagnoses, standards = [], exhibits = [], findings } = report
  const [records, others] = [
    exhibits.filter(({ id }) => id === recordsId),
    exhibits.filter(({ id }) => id !== recordsId),
  ]
  const isAdvice = ({ severity }: (typeof diagnoses)[number]) => severity === 'low' || severity === 'info'
  const advice = diagnoses.filter(isAdvice)
  return (
    <>
      <p class="row middle">
        <StatusMark status={verdict} /> <span class="verdictline">{because}</span>
      </p>
      <Standards standards={standards} />
      <Diagnoses diagnoses={diagnoses.filter((one) => !isAdvice(one))} />
      {advice.length > 0 && (
        <section class="panel notes">
          <h2>{words.now.advice}</h2>
          <Advice diagnoses={advice} />
        </section>
      )}
      {records.map((exhibit) => (
        <Records key={exhibit.id} exhibit={exhibit} />
      ))}
      <Exhibits exhibits={others} />
      <section class="panel slim">
        <Findings findings={findings} />
      </section>
    </>
  )
}

type Standard = NonNullable<ReportProps['report']['standards']>[number]

const standardLooks = {
  met: 'fine',
  'not met': 'problem',
  'could-not-tell': 'could-not-tell',
  'not used': 'not-applicable',
} as const

/** All standards at a glance; the reasons stand below it, and on hover. */
function Standards({ standards }: { readonly standards: readonly Standard[] }) {
  const words = useWords()
  if (standards.length === 0) return null
  const told = standards.filter(({ because }) => because.length > 0)
  return (
    <section class="panel stack tight">
      <h2>{words.domains.standards}</h2>
      <ul class="plain badges">
        {standards.map(({ standard, state, because }) => (
          <li key={standard} title={because.join('; ')}>
            <strong>{standard}</strong>
            <StatusMark status={standardLooks[state]} text={words.domains.states[state]} />
          </li>
        ))}
      </ul>
      {told.length > 0 && (
        <Fold title={words.incident.why} count={told.length}>
          <dl class="pairs">
            {told.map(({ standard, because }) => [
              <dt key={standard}>{standard}</dt>,
              <dd key={`${standard} why`}>{because.join('; ')}</dd>,
            ])}
          </dl>
        </Fold>
      )}
    </section>
  )
}
