import type { FlowAnswer } from '../../server/api/flow.ts'
import { TimeChart } from '../components/chart.tsx'
import { Table } from '../components/table.tsx'
import { useFormat } from '../format.ts'
import { useWords } from '../language.ts'

/** How long deliveries took: by stage, and over time. */
export function Delays({ flow }: { readonly flow: FlowAnswer }) {
  const words = useWords()
  const format = useFormat()
  const names: Readonly<Record<string, string>> = words.flow.stages
  const all = flow.stages.reduce((sum, { seconds = 0 }) => sum + seconds, 0)
  return (
    <section class="panel stack">
      <h2>{words.flow.delay}</h2>
      <Table
        caption={words.flow.delay}
        rows={flow.stages}
        keyOf={({ stage }) => stage}
        columns={[
          { title: words.flow.stage, cell: ({ stage }) => names[stage] ?? stage },
          { title: words.flow.half, kind: 'number', cell: ({ p50 }) => format.duration(p50) },
          { title: words.flow.ninety, kind: 'number', cell: ({ p90 }) => format.duration(p90) },
          { title: words.flow.ninetyNine, kind: 'number', cell: ({ p99 }) => format.duration(p99) },
          {
            title: words.flow.share,
            kind: 'number',
            cell: ({ seconds }) => (seconds === undefined || all === 0 ? '–' : format.percent(seconds / all)),
          },
        ]}
      />
      {flow.delays.length > 1 && (
        <TimeChart
          title={words.flow.delay}
          times={flow.delays.map(({ at }) => Date.parse(at))}
          series={[
            { name: words.flow.half, values: flow.delays.map(({ p50 }) => p50), colour: 2 },
            { name: words.flow.ninety, values: flow.delays.map(({ p90 }) => p90), colour: 3 },
          ]}
        />
      )}
    </section>
  )
}
