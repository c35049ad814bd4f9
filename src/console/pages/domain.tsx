import { useEffect, useState } from 'preact/hooks'
import type { DomainAnswer } from '../../server/api/domains.ts'
import { useAct } from '../components/act.tsx'
import { Diagnoses, Exhibits, Findings } from '../components/check-view.tsx'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { StatusMark } from '../components/severity.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { post } from '../data/client.ts'
import { onEvent } from '../data/live.ts'
import { useMay } from '../data/session.ts'
import { useData } from '../data/use-data.ts'
import { fill, useWords } from '../language.ts'

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
          <span class="small">{fill(words.domains.probing, { domain })}</span>
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
      {report !== undefined && (
        <>
          <p class="verdictline">{report.because}</p>
          <Diagnoses diagnoses={report.diagnoses} />
          <Standards standards={report.standards ?? []} />
          <Exhibits exhibits={report.exhibits ?? []} />
          <section class="panel">
            <Findings findings={report.findings} />
          </section>
        </>
      )}
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
            {history.map(({ at, verdict, problems }) => (
              <li key={at}>
                <Moment at={at} />
                <span class="row">
                  <StatusMark status={verdict} /> <span class="wrap small soft">{problems.join(', ')}</span>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

type Standard = NonNullable<NonNullable<DomainAnswer['report']>['standards']>[number]

const standardLooks = {
  met: 'fine',
  'not met': 'problem',
  'could-not-tell': 'could-not-tell',
  'not used': 'not-applicable',
} as const

function Standards({ standards }: { readonly standards: readonly Standard[] }) {
  const words = useWords()
  if (standards.length === 0) return null
  return (
    <section class="panel">
      <h2>{words.domains.standards}</h2>
      <Table
        caption={words.domains.standards}
        rows={standards}
        keyOf={({ standard }) => standard}
        columns={[
          { title: words.domains.standard, cell: ({ standard }) => <strong>{standard}</strong> },
          {
            title: words.hosts.state,
            kind: 'short',
            cell: ({ state }) => (
              <StatusMark status={standardLooks[state]} text={words.domains.states[state]} />
            ),
          },
          { title: words.incident.why, kind: 'long', cell: ({ because }) => because.join('; ') },
        ]}
      />
    </section>
  )
}
