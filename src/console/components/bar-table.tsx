import { useFormat } from '../format.ts'
import { useWords } from '../language.ts'
import { Table } from './table.tsx'

export interface Bar {
  readonly name: string
  readonly count: number
  /** What the number leads to. */
  readonly to?: string
}

interface BarTableProps {
  readonly caption: string
  readonly heading: string
  readonly countHeading: string
  readonly bars: readonly Bar[]
  readonly first?: number
}

/** Names with their counts and a bar for each: picture and table in one. */
export function BarTable({ caption, heading, countHeading, bars, first = 10 }: BarTableProps) {
  const words = useWords()
  const format = useFormat()
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <Table
      caption={caption}
      rows={bars}
      keyOf={({ name }) => name}
      first={first}
      columns={[
        { title: heading, cell: ({ name }) => name },
        {
          title: countHeading,
          kind: 'number',
          cell: ({ count, to }) =>
            to === undefined ? format.number(count) : <a href={to}>{format.number(count)}</a>,
        },
        {
          title: words.flow.share,
          isTitleHidden: true,
          kind: 'bars',
          cell: ({ count }) => (
            <span class="bartrack" aria-hidden="true">
              <span class="bar" style={{ width: `${(100 * count) / most}%` }} />
            </span>
          ),
        },
      ]}
    />
  )
}
