import type { CheckReport } from '../../report/schema.ts'
import { fill, useWords } from '../language.ts'
import { Command } from './copy.tsx'
import { EvidenceList, Steps } from './evidence.tsx'
import { Fold } from './fold.tsx'
import { Moment } from './moment.tsx'
import { SeverityMark, StatusMark } from './severity.tsx'
import { Table } from './table.tsx'

type Diagnosis = CheckReport['diagnoses'][number]

/** The causes that a check found, each whole. */
export function Diagnoses({ diagnoses }: { readonly diagnoses: readonly Diagnosis[] }) {
  return (
    <div class="stack">
      {diagnoses.map((diagnosis) => (
        <DiagnosisView key={`${diagnosis.condition} ${diagnosis.subject}`} diagnosis={diagnosis} />
      ))}
    </div>
  )
}

function DiagnosisView({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const words = useWords()
  const {
    condition,
    severity,
    confidence,
    title,
    because,
    since,
    impact,
    evidence,
    explains,
    ruledOut,
    fix,
    verify,
  } = diagnosis
  return (
    <article class={`panel card ${severity}`}>
      <header>
        <p class="row middle">
          <SeverityMark severity={severity} />
          <a class="small" href={`/conditions/${condition}`}>
            {condition}
          </a>
        </p>
        <h2 class="wrap">{title}</h2>
        <p class="row facts">
          {since !== undefined && <Moment at={since} />}
          {impact.messages > 0 && <span>{impact.text}</span>}
        </p>
      </header>
      <p class="measure">{because}</p>
      <p class="small soft">{words.confidences[confidence]}</p>
      <Steps steps={fix} />
      <div class="folds">
        {verify.length > 0 && (
          <Fold title={words.incident.verify}>
            <div class="stack tight">
              {verify.map((command) => (
                <Command key={command} text={command} />
              ))}
            </div>
          </Fold>
        )}
        <Fold title={words.incident.evidence} count={evidence.length}>
          <EvidenceList evidence={evidence} />
        </Fold>
        {explains.length > 0 && (
          <Fold title={words.incident.explains} count={explains.length}>
            <ul class="bullets">
              {explains.map((one) => (
                <li key={`${one.condition} ${one.subject}`} class="wrap">
                  {one.title} {!one.confirmed && <span class="soft">({words.incident.possibly})</span>}
                </li>
              ))}
            </ul>
          </Fold>
        )}
        {ruledOut.length > 0 && (
          <Fold title={words.incident.ruledOut} count={ruledOut.length}>
            <ul class="bullets">
              {ruledOut.map((one) => (
                <li key={one.condition}>
                  <a href={`/conditions/${one.condition}`}>{one.condition}</a>: {one.because}
                </li>
              ))}
            </ul>
          </Fold>
        )}
      </div>
    </article>
  )
}

/** What keeps no mail from working: a line each, the rest one click away. */
export function Advice({ diagnoses }: { readonly diagnoses: readonly Diagnosis[] }) {
  return (
    <>
      {diagnoses.map((note) => (
        <details class="fold" key={`${note.condition} ${note.subject}`}>
          <summary>
            <SeverityMark severity={note.severity} /> <span class="wrap">{note.title}</span>
          </summary>
          <div class="stack">
            <p class="measure">{note.because}</p>
            <Steps steps={note.fix} />
            <EvidenceList evidence={note.evidence} />
          </div>
        </details>
      ))}
    </>
  )
}

/** Everything that was looked at, as an expert wants it: one line each. */
export function Findings({ findings }: { readonly findings: CheckReport['findings'] }) {
  const words = useWords()
  const told = findings.filter(({ status }) => status !== 'not-applicable')
  const count = (status: string) => findings.filter((one) => one.status === status).length
  return (
    <Fold title={words.domains.seen} count={told.length}>
      <p class="small soft">
        {fill(words.now.checked, {
          fine: count('fine'),
          problem: count('problem'),
          untold: count('could-not-tell'),
        })}
      </p>
      <Table
        caption={words.domains.seen}
        rows={told}
        keyOf={({ condition, subject }) => `${condition} ${subject}`}
        columns={[
          {
            title: words.hosts.state,
            kind: 'short',
            cell: ({ status }) => <StatusMark status={status} />,
            by: ({ status }) => status,
          },
          {
            title: words.pages.conditions,
            cell: ({ condition }) => <a href={`/conditions/${condition}`}>{condition}</a>,
            by: ({ condition }) => condition,
          },
          {
            title: words.incident.why,
            kind: 'long',
            cell: ({ because, remedy }) => (
              <>
                {because}
                {remedy !== undefined && <span class="soft small"> {remedy}</span>}
              </>
            ),
          },
        ]}
      />
    </Fold>
  )
}

type ExhibitRow = NonNullable<CheckReport['exhibits']>[number]['rows'][number]

/** Tables and trees that show a whole, such as who may send for a domain. */
export function Exhibits({ exhibits }: { readonly exhibits: NonNullable<CheckReport['exhibits']> }) {
  return (
    <>
      {exhibits.map(({ id, title, columns, rows, note }) => (
        <section class="panel" key={id}>
          <h2>{title}</h2>
          <Table<ExhibitRow & { readonly index: number }>
            caption={title}
            rows={rows.map((row, index) => ({ ...row, index }))}
            keyOf={({ index }) => String(index)}
            columns={headingsOf(columns, rows).map((heading, at) => ({
              title: heading === '' ? `${title} ${at + 1}` : heading,
              isTitleHidden: heading === '',
              cell: ({ cells, depth = 0, status }) => (
                <span style={at === 0 ? { paddingLeft: `${depth * 1.2}rem` } : {}}>
                  {at === 0 && status === 'problem' && <StatusMark status="problem" />} {cells[at]}
                </span>
              ),
            }))}
          />
          {note !== undefined && <p class="small soft">{note}</p>}
        </section>
      ))}
    </>
  )
}

/** A table without headings has as many columns as its rows. */
function headingsOf(columns: readonly string[], rows: readonly ExhibitRow[]): readonly string[] {
  return columns.length > 0 ? columns : (rows[0]?.cells ?? []).map(() => '')
}
