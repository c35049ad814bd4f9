import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

interface VirtualListProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  /** Of every row, in pixels at the usual size of letters (16 px); it grows with them. */
  readonly rowHeight: number
  readonly keyOf: (row: Row) => string
  readonly children: (row: Row) => ComponentChildren
}

const around = 8

/** A list of any length: only the rows in sight are in the page. */
export function VirtualList<Row>({ label, rows, rowHeight, keyOf, children }: VirtualListProps<Row>) {
  const box = useRef<HTMLUListElement>(null)
  const [view, setView] = useState({ top: 0, height: 800, height1: rowHeight })
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
    const measure = () =>
      setView({ top: element.scrollTop, height: element.clientHeight, height1: rowHeight * scale })
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [rowHeight])
  const { top, height, height1 } = view
  const from = Math.max(0, Math.floor(top / height1) - around)
  const to = Math.min(rows.length, Math.ceil((top + height) / height1) + around)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <ul class="plain virtual" ref={box} aria-label={label} tabIndex={0}>
      <li aria-hidden="true" style={{ height: `${from * height1}px` }} />
      {rows.slice(from, to).map((row, index) => (
        <li
          key={keyOf(row)}
          class="virtualrow"
          style={{ height: `${height1}px` }}
          aria-setsize={rows.length}
          aria-posinset={from + index + 1}
        >
          {children(row)}
        </li>
      ))}
      <li aria-hidden="true" style={{ height: `${(rows.length - to) * height1}px` }} />
    </ul>
  )
}
