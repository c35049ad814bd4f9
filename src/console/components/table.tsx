import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useWords } from '../language.ts'

export interface Column<Row> {
  readonly title: string
  /** The title is for those who hear the table. */
  readonly isTitleHidden?: boolean
  readonly cell: (row: Row) => ComponentChildren
  readonly kind?: 'number' | 'long' | 'short' | 'bars'
  /** What it is sorted by; without it the column cannot be sorted. */
  readonly by?: (row: Row) => number | string
}

interface TableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** More rows than this are folded away. */
  readonly first?: number
  readonly showCaption?: boolean
}

/** A table that fits phones by scrolling within itself, sorted by a click on a heading. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  first = 200,
  showCaption = false,
}: TableProps<Row>) {
  const words = useWords()
  const [order, setOrder] = useState<{ readonly column: number; readonly isDown: boolean }>()
  const [all, setAll] = useState(false)
  const sorted = order === undefined ? rows : sortedBy(rows, columns[order.column]?.by, order.isDown)
  const shown = all ? sorted : sorted.slice(0, first)
  return (
    // A table that can be scrolled must be reached by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: that is what makes it reachable
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table>
        <caption class={showCaption ? '' : 'hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <Heading
                key={column.title}
                column={column}
                direction={order?.column === index ? (order.isDown ? 'descending' : 'ascending') : undefined}
                sort={() =>
                  setOrder({ column: index, isDown: order?.column === index ? !order.isDown : true })
                }
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, cell, kind }) => (
                <td key={title} {...(kind === undefined ? {} : { class: kind })}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < sorted.length && (
        <button type="button" class="button quiet" onClick={() => setAll(true)}>
          {words.act.showAll} ({sorted.length})
        </button>
      )}
    </section>
  )
}

interface HeadingProps<Row> {
  readonly column: Column<Row>
  readonly direction: 'ascending' | 'descending' | undefined
  readonly sort: () => void
}

function Heading<Row>({
  column: { title, isTitleHidden = false, kind, by },
  direction,
  sort,
}: HeadingProps<Row>) {
  const look = kind === undefined ? {} : { class: kind }
  if (by === undefined)
    return (
      <th scope="col" {...look}>
        {isTitleHidden ? <span class="hidden">{title}</span> : title}
      </th>
    )
  return (
    <th scope="col" {...look} {...(direction === undefined ? {} : { 'aria-sort': direction })}>
      <button type="button" class="sort" onClick={sort}>
        {title}
        <span aria-hidden="true">
          {direction === undefined ? '' : direction === 'descending' ? ' ↓' : ' ↑'}
        </span>
      </button>
    </th>
  )
}

function sortedBy<Row>(
  rows: readonly Row[],
  by: ((row: Row) => number | string) | undefined,
  isDown: boolean,
): readonly Row[] {
  if (by === undefined) return rows
  const sign = isDown ? -1 : 1
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)]
    return (
      sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)))
    )
  })
}
