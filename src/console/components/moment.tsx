import { useEffect, useState } from 'preact/hooks'
import { useFormat } from '../format.ts'
import { fill, useWords } from '../language.ts'

interface MomentProps {
  /** ISO 8601, or milliseconds since 1970 UTC. A text without a zone is a log's own clock. */
  readonly at: string | number
  readonly seconds?: boolean
}

/** A time in the viewer's zone; on hover exactly, and as the log wrote it. */
export function Moment({ at, seconds = false }: MomentProps) {
  const format = useFormat()
  const words = useWords()
  const hasZone = typeof at === 'number' || /(Z|[+-]\d\d:?\d\d)$/.test(at)
  const instant = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(instant)) return <span>{String(at)}</span>
  const shown = seconds
    ? `${format.moment(instant)}:${String(new Date(instant).getSeconds()).padStart(2, '0')}`
    : format.moment(instant)
  const original = typeof at === 'number' ? new Date(at).toISOString() : at
  const hover = hasZone
    ? `${format.exact(instant)} · ${fill(words.time.logged, { time: original })}`
    : fill(words.time.logClock, { time: original })
  return (
    <time dateTime={hasZone ? new Date(instant).toISOString() : original} title={hover}>
      {shown}
    </time>
  )
}

/** "5 minutes ago", kept true while it is on the screen. */
export function Ago({ at }: { readonly at: string | number }) {
  const format = useFormat()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 15_000)
    return () => clearInterval(timer)
  }, [])
  const instant = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(instant)) return <span>{String(at)}</span>
  return (
    <time dateTime={new Date(instant).toISOString()} title={format.exact(instant)}>
      {format.distance(instant)}
    </time>
  )
}
