import type { FlowAnswer } from '../../server/api/flow.ts'
import { BarTable } from '../components/bar-table.tsx'
import { TimeChart } from '../components/chart.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { type Column, Table } from '../components/table.tsx'
import { onHostClock } from '../data/clock.ts'
import { useData } from '../data/use-data.ts'
import { counted, useFormat } from '../format.ts'
import { fill, useWords } from '../language.ts'
import { type Place, withQuery } from '../router.ts'
import { Delays } from './flow-delays.tsx'

const ranges = ['hour', 'day', 'week', 'month', 'year'] as const
const measures = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const

/** What came, what went, what waits, and where the time goes. */
export function FlowPage({ place }: { readonly place: Place }) {
  const words = useWords()
  const range = ranges.find((one) => one === place.query.get('range')) ?? 'day'
  const query = useData<FlowAnswer>(`/flow?range=${range}`, ['looked'])
  return (
    <>
      <PageHead title={words.pages.flow} lead={words.flow.lead}>
        <nav class="segmented" aria-label={words.flow.range}>
          {ranges.map((one) => (
            <a
              key={one}
              href={withQuery(place, { range: one })}
              {...(one === range ? { 'aria-current': 'true' as const } : {})}
            >
              {words.flow.ranges[one]}
            </a>
          ))}
        </nav>
      </PageHead>
      <Ready query={query}>{(flow) => <Flow flow={flow} />}</Ready>
    </>
  )
}

function Flow({ flow }: { readonly flow: FlowAnswer }) {
  const words = useWords()
  const isEmpty = measures.every((measure) => flow.totals[measure] === 0)
  return (
    <div class="stack">
      {flow.logsBecause !== undefined && <p class="notice bad">{flow.logsBecause}</p>}
      {isEmpty ? (
        <Empty title={words.flow.empty}>
          <p>{words.flow.emptyLead}</p>
        </Empty>
      ) : (
        <>
          <Totals flow={flow} />
          <OverTime flow={flow} />
        </>
      )}
      <div class={flow.stages.length > 0 ? 'columns even' : 'columns'}>
        <Queue flow={flow} />
        {flow.stages.length > 0 && <Delays flow={flow} />}
      </div>
      {flow.destinations.length > 0 && <Destinations flow={flow} />}
      {flow.reasons.length > 0 && <Reasons flow={flow} />}
      <Talkers flow={flow} />
    </div>
  )
}

type FlowProps = { readonly flow: FlowAnswer }

/** Where a number of mails leads: to the mails. */
function mailsOf(
  flow: FlowAnswer,
  measure: string,
  at = Date.parse(flow.from),
  until = Date.parse(flow.until),
): string {
  const status = measure === 'received' ? '' : `status:${measure} `
  return `/find?q=${encodeURIComponent(`${status}since:${onHostClock(at)} until:${onHostClock(until)}`)}`
}

function Totals({ flow }: FlowProps) {
  const words = useWords()
  const format = useFormat()
  return (
    <dl class="tiles">
      {measures.map((measure) => (
        <div key={measure}>
          <dt>{words.flow[measure]}</dt>
          <dd>
            {flow.totals[measure] === 0 ? (
              '0'
            ) : (
              <a href={mailsOf(flow, measure)}>{format.number(flow.totals[measure])}</a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function OverTime({ flow }: FlowProps) {
  const words = useWords()
  const byName = Object.fromEntries(measures.map((measure) => [words.flow[measure], measure]))
  const { steps, step } = stepsOf(flow)
  return (
    <section class="panel">
      <h2>{words.flow.overTime}</h2>
      <TimeChart
        title={words.flow.overTime}
        times={steps.map(({ at }) => at)}
        series={measures.map((measure, index) => ({
          name: words.flow[measure],
          values: steps.map((point) => point[measure]),
          colour: colours[index] ?? 6,
        }))}
        behind={(at, name) => mailsOf(flow, byName[name] ?? '', at, at + step)}
      />
    </section>
  )
}

const colours = [1, 2, 3, 4, 5] as const

/**
 * Steps without mail are not in the answer: they are zero, not unknown. So many steps are joined that each is
 * some pixels wide: a minute of a day would be a comb, not a curve.
 */
function stepsOf({ points, from, until, stepSeconds }: FlowAnswer) {
  const fine = stepSeconds * 1_000
  const joined = joins.find((count) => (Date.parse(until) - Date.parse(from)) / fine / count <= mostSteps)
  const step = fine * (joined ?? 1)
  const sums = new Map<number, Counts>()
  for (const { at, ...counts } of points) {
    const index = Math.floor(Date.parse(at) / step)
    const sum = sums.get(index) ?? none
    sums.set(
      index,
      mapped((measure) => sum[measure] + counts[measure]),
    )
  }
  const last = Math.ceil(Date.parse(until) / step)
  const first = Math.min(Math.floor(Date.parse(from) / step), last - leastSteps)
  const steps = Array.from({ length: last - first }, (_, index) => ({
    at: (first + index) * step,
    ...(sums.get(first + index) ?? none),
  }))
  return { steps, step }
}

type Counts = Readonly<Record<(typeof measures)[number], number>>

function mapped(of: (measure: (typeof measures)[number]) => number): Counts {
  return {
    received: of('received'),
    delivered: of('delivered'),
    deferred: of('deferred'),
    bounced: of('bounced'),
    rejected: of('rejected'),
  }
}

const none = mapped(() => 0)
/** How many fine steps become one: whole minutes, hours and days stay whole. */
const joins = [1, 2, 5, 10, 15, 30, 60] as const
const mostSteps = 200
/** A picture of one point is none. */
const leastSteps = 12

function Queue({ flow: { queue } }: FlowProps) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="panel">
      <h2>{words.flow.queue}</h2>
      {queue.messages === undefined ? (
        <p class="soft">{words.statuses['could-not-tell']}</p>
      ) : queue.messages === 0 ? (
        <p class="soft">{words.flow.queueEmpty}</p>
      ) : (
        <p>
          <a href={`/find?q=${encodeURIComponent('status:deferred')}`}>
            {counted(words.flow.queueLead, queue.messages, format)}
          </a>
          {queue.oldestSeconds !== undefined && (
            <span class="soft">
              {' '}
              · {fill(words.flow.oldest, { duration: format.duration(queue.oldestSeconds) })}
            </span>
          )}
        </p>
      )}
      {queue.byAge.some(({ count }) => count > 0) && (
        <BarTable
          caption={words.flow.queue}
          heading={words.flow.age}
          countHeading={words.flow.count}
          bars={queue.byAge.map(({ age, count }) => ({ name: age, count }))}
        />
      )}
    </section>
  )
}

function Destinations({ flow }: FlowProps) {
  const words = useWords()
  const format = useFormat()
  const timed = flow.destinations.filter(({ p90 }) => p90 !== undefined)
  const slowest = timed.toSorted((one, other) => (other.p90 ?? 0) - (one.p90 ?? 0))[0]
  const number = (value: number) => format.number(value)
  const ninety: Column<FlowAnswer['destinations'][number]> = {
    title: words.flow.ninety,
    kind: 'number',
    cell: ({ p90 }) => (p90 === undefined ? '–' : format.duration(p90)),
    by: ({ p90 }) => p90 ?? -1,
  }
  return (
    <section class="panel">
      <h2>{words.flow.destinations}</h2>
      {slowest?.p90 !== undefined && slowest.p90 >= slowSeconds && (
        <p>{fill(words.flow.slowest, { domain: slowest.domain, duration: format.duration(slowest.p90) })}</p>
      )}
      <Table
        caption={words.flow.destinations}
        rows={flow.destinations}
        keyOf={({ domain }) => domain}
        columns={[
          {
            title: words.flow.destination,
            cell: ({ domain }) => <a href={`/find?q=${encodeURIComponent(`to:${domain}`)}`}>{domain}</a>,
            by: ({ domain }) => domain,
          },
          {
            title: words.flow.delivered,
            kind: 'number',
            cell: (row) => number(row.delivered),
            by: (row) => row.delivered,
          },
          {
            title: words.flow.deferred,
            kind: 'number',
            cell: (row) => number(row.deferred),
            by: (row) => row.deferred,
          },
          {
            title: words.flow.bounced,
            kind: 'number',
            cell: (row) => number(row.bounced),
            by: (row) => row.bounced,
          },
          ...(timed.length === 0 ? [] : [ninety]),
        ]}
      />
    </section>
  )
}

/** Faster than this nobody calls slow. */
const slowSeconds = 10

function Reasons({ flow }: FlowProps) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="panel">
      <h2>{words.flow.reasons}</h2>
      <Table
        caption={words.flow.reasons}
        rows={flow.reasons}
        first={12}
        keyOf={({ kind, reason }) => `${kind} ${reason}`}
        columns={[
          {
            title: words.flow.kind,
            kind: 'short',
            cell: ({ kind }) => words.flow[kind],
            by: ({ kind }) => kind,
          },
          { title: words.flow.reason, kind: 'long', cell: ({ title }) => title },
          {
            title: words.flow.count,
            kind: 'number',
            by: ({ count }) => count,
            cell: ({ kind, count }) => <a href={mailsOf(flow, kind)}>{format.number(count)}</a>,
          },
        ]}
      />
    </section>
  )
}

const lists = ['senders', 'recipients', 'senderDomains', 'recipientDomains', 'saslUsers', 'clients'] as const

/** How each list is asked for in the search. */
const fields = {
  senders: 'from',
  recipients: 'to',
  senderDomains: 'from',
  recipientDomains: 'to',
  saslUsers: 'user',
  clients: 'client',
} as const

function Talkers({ flow: { talkers } }: FlowProps) {
  const words = useWords()
  const shown = lists.filter((list) => talkers[list].length > 0)
  if (shown.length === 0) return null
  return (
    <section class="panel">
      <h2>{words.flow.talkers}</h2>
      <div class="lists">
        {shown.map((list) => (
          <div key={list}>
            <h3>{words.flow.lists[list]}</h3>
            <BarTable
              caption={words.flow.lists[list]}
              heading={words.flow.name}
              countHeading={words.flow.count}
              first={5}
              bars={talkers[list].map(({ name, count }) => ({
                name,
                count,
                to: `/find?q=${encodeURIComponent(`${fields[list]}:${name.replace(/\[.*$/, '')}`)}`,
              }))}
            />
          </div>
        ))}
      </div>
    </section>
  )
}
