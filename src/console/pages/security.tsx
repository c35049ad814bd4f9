import type { SecurityAnswer } from '../../server/api/security.ts'
import { BarTable } from '../components/bar-table.tsx'
import { Diagnoses, Findings } from '../components/check-view.tsx'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Ready } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { useData } from '../data/use-data.ts'
import { useFormat } from '../format.ts'
import { useWords } from '../language.ts'

type Logs = NonNullable<SecurityAnswer['logs']>

/** Who tries to get in, who is unlike himself, what stands open. */
export function SecurityPage() {
  const words = useWords()
  const query = useData<SecurityAnswer>('/security', ['looked'])
  return (
    <>
      <PageHead title={words.pages.security} lead={words.security.lead} />
      <Ready query={query}>{(answer) => <Security answer={answer} />}</Ready>
    </>
  )
}

function Security({ answer }: { readonly answer: SecurityAnswer }) {
  const words = useWords()
  const { logs, logsBecause, diagnoses, findings, software } = answer
  return (
    <div class="stack">
      {diagnoses.length > 0 ? (
        <section class="stack" aria-label={words.security.findings}>
          <h2>{words.security.findings}</h2>
          <Diagnoses diagnoses={diagnoses} />
        </section>
      ) : (
        <p class="verdictline">{words.security.noFindings}</p>
      )}
      {logsBecause !== undefined && <p class="notice bad">{logsBecause}</p>}
      {logs !== undefined && (
        <div class="columns even">
          <Attacks logs={logs} />
          <Sudden logs={logs} />
          <Encryption logs={logs} />
          {logs.policies.length > 0 && (
            <section class="panel">
              <h2>{words.security.policies}</h2>
              <BarTable
                caption={words.security.policies}
                heading={words.flow.reason}
                countHeading={words.flow.count}
                bars={logs.policies.map(({ by, reason, list, count }) => ({
                  name: [by, reason, list].filter((text) => text !== '').join(' · '),
                  count,
                }))}
              />
            </section>
          )}
        </div>
      )}
      <div class="columns even">
        <section class="panel">
          <Findings findings={findings} />
        </section>
        <section class="panel">
          <h2>{words.security.versions}</h2>
          <Table
            caption={words.security.versions}
            rows={software}
            keyOf={({ name }) => name}
            columns={[
              { title: words.security.software, cell: ({ name }) => name },
              { title: words.security.version, cell: ({ version }) => <code>{version}</code> },
            ]}
          />
        </section>
      </div>
    </div>
  )
}

function Attacks({ logs: { attacks } }: { readonly logs: Logs }) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="panel">
      <h2>{words.security.attacks}</h2>
      {attacks.length === 0 ? (
        <p class="soft">{words.security.noAttacks}</p>
      ) : (
        <Table
          caption={words.security.attacks}
          rows={attacks}
          keyOf={({ network }) => network}
          first={15}
          columns={[
            {
              title: words.security.network,
              cell: ({ network }) => (
                <a class="nobreak" href={`/find?q=${encodeURIComponent(network.split('/')[0] ?? network)}`}>
                  {network}
                </a>
              ),
            },
            {
              title: words.security.failed,
              kind: 'number',
              by: ({ failedLogins }) => failedLogins,
              cell: ({ failedLogins }) => format.number(failedLogins),
            },
            {
              title: words.security.users,
              kind: 'number',
              by: ({ users }) => users,
              cell: ({ users }) => format.number(users),
            },
            {
              title: words.security.refused,
              kind: 'number',
              by: ({ refusals }) => refusals,
              cell: ({ refusals }) => format.number(refusals),
            },
            {
              title: words.security.inside,
              kind: 'number',
              by: ({ loggedInMessages }) => loggedInMessages,
              cell: ({ loggedInMessages, failedLogins }) =>
                loggedInMessages > 0 && failedLogins > 0 ? (
                  <strong class="error" title={words.security.insideHint}>
                    {format.number(loggedInMessages)}
                  </strong>
                ) : (
                  format.number(loggedInMessages)
                ),
            },
          ]}
        />
      )}
    </section>
  )
}

function Sudden({ logs: { suddenSenders } }: { readonly logs: Logs }) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="panel">
      <h2>{words.security.sudden}</h2>
      {suddenSenders.length === 0 ? (
        <p class="soft">{words.security.noSudden}</p>
      ) : (
        <Table
          caption={words.security.sudden}
          rows={suddenSenders}
          keyOf={({ user, at }) => `${user} ${at}`}
          columns={[
            {
              title: words.security.user,
              cell: ({ user }) => <a href={`/find?q=${encodeURIComponent(`user:${user}`)}`}>{user}</a>,
            },
            { title: words.security.when, kind: 'short', cell: ({ at }) => <Moment at={at} /> },
            {
              title: words.security.sent,
              kind: 'number',
              cell: ({ messages, per }) =>
                `${format.number(messages)} / ${per === 'hour' ? words.units.h : words.units.d}`,
            },
            { title: words.security.before, kind: 'number', cell: ({ before }) => format.number(before) },
          ]}
        />
      )}
    </section>
  )
}

function Encryption({ logs: { tls } }: { readonly logs: Logs }) {
  const words = useWords()
  const format = useFormat()
  const rows = [
    { name: words.security.inbound, ...tls.inbound },
    { name: words.security.outbound, ...tls.outbound },
  ]
  return (
    <section class="panel">
      <h2>{words.security.tls}</h2>
      <Table
        caption={words.security.tls}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { title: words.flow.kind, isTitleHidden: true, cell: ({ name }) => name },
          { title: words.flow.count, kind: 'number', cell: ({ total }) => format.number(total) },
          {
            title: words.security.encrypted,
            kind: 'number',
            cell: ({ total, encrypted }) =>
              encrypted === null
                ? words.security.notTold
                : total === 0
                  ? '–'
                  : format.percent(encrypted / total),
          },
          {
            title: words.security.version,
            cell: ({ versions }) => (
              <span class="small">
                {versions
                  .map(({ version, count }) => `${String(version)} ${format.number(Number(count))}`)
                  .join(', ')}
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
