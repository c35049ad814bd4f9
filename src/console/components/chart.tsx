import { useEffect, useRef, useState } from 'preact/hooks'
import type uPlot from 'uplot'
import { useFormat } from '../format.ts'
import { useLanguage, useWords } from '../language.ts'
import { Fold } from './fold.tsx'
import { Table } from './table.tsx'

export interface Series {
  readonly name: string
  readonly values: readonly number[]
  /** Of the tokens `--series-…`. */
  readonly colour: 1 | 2 | 3 | 4 | 5 | 6
}

interface ChartProps {
  readonly title: string
  /** Milliseconds since 1970 UTC: where each span begins. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  /** A link to what stands behind a span of time. */
  readonly behind?: (from: number, name: string) => string
}

/** In units of the letters: a chart grows with them. */
const heightRem = 15
/** So few values are points, too: a line of two says little. */
const sparse = 40

/** Values over time: a picture for the eye, and the same as a table, in which each number is a link. */
export function TimeChart({ title, times, series, behind }: ChartProps) {
  const words = useWords()
  const format = useFormat()
  return (
    <figure class="stack tight">
      <Picture title={title} times={times} series={series} />
      <Fold title={words.flow.asTable}>
        <Table
          caption={title}
          rows={times
            .map((at, index) => ({ at, index }))
            .filter(({ index }) => series.some(({ values }) => (values[index] ?? 0) > 0))
            .toReversed()}
          keyOf={({ at }) => String(at)}
          first={48}
          columns={[
            {
              title: words.flow.time,
              kind: 'short',
              cell: ({ at }) => format.moment(at),
              by: ({ at }) => at,
            },
            ...series.map(({ name, values }) => ({
              title: name,
              kind: 'number' as const,
              by: ({ index }: { readonly index: number }) => values[index] ?? 0,
              cell: ({ at, index }: { readonly at: number; readonly index: number }) => {
                const value = values[index] ?? 0
                const text = format.number(value)
                return behind === undefined || value === 0 ? text : <a href={behind(at, name)}>{text}</a>
              },
            })),
          ]}
        />
      </Fold>
    </figure>
  )
}

function Picture({ title, times, series }: Omit<ChartProps, 'behind'>) {
  const box = useRef<HTMLDivElement>(null)
  const language = useLanguage()
  const words = useWords()
  const [look, setLook] = useState(0)
  useEffect(() => {
    // Colours are drawn, not styled: another light needs another drawing.
    const redraw = () => setLook((count) => count + 1)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', redraw)
    const observer = new MutationObserver(redraw)
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      dark.removeEventListener('change', redraw)
      observer.disconnect()
    }
  }, [])
  // `look` says that the colours are others now
  useEffect(() => {
    const element = box.current
    if (element === null || times.length === 0) return
    let plot: uPlot | undefined
    let isGone = false
    const width = () => Math.max(200, element.clientWidth)
    const observer = new ResizeObserver(() => plot?.setSize({ width: width(), height: heightRem * rem() }))
    void import('uplot').then(({ default: Plot }) => {
      if (isGone) return
      plot = new Plot(
        optionsOf(element, width(), series, { language, timeLabel: words.flow.time }),
        [times.map((at) => at / 1_000), ...series.map(({ values }) => [...values])],
        element,
      )
      observer.observe(element)
    })
    return () => {
      isGone = true
      observer.disconnect()
      plot?.destroy()
    }
  }, [times, series, language, words, look])
  return <div class="chart" ref={box} role="img" aria-label={title} />
}

function optionsOf(
  element: HTMLElement,
  width: number,
  series: readonly Series[],
  { language, timeLabel }: { readonly language: string; readonly timeLabel: string },
): uPlot.Options {
  const isSparse = (series[0]?.values.length ?? 0) < sparse
  const [ink, line] = [colourOf(element, '--soft'), colourOf(element, '--line')]
  const font = `${Math.round(rem() * 0.75)}px ${getComputedStyle(element).fontFamily}`
  const axis = {
    stroke: ink,
    font,
    space: rem() * 3.5,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
  }
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' })
  const number = new Intl.NumberFormat(language, { notation: 'compact' })
  const both = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return {
    width,
    height: heightRem * rem(),
    cursor: { points: { size: 6 } },
    axes: [
      {
        ...axis,
        values: (_plot, ticks, _axis, _space, step) =>
          ticks.map((at) => (step >= 86_400 ? day : isMidnight(at) ? day : time).format(at * 1_000)),
      },
      {
        ...axis,
        incrs: wholeSteps,
        size: rem() * 3.5,
        values: (_plot, ticks) => ticks.map((value) => number.format(value)),
      },
    ],
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(4, most * 1.08)] } },
    series: [
      { label: timeLabel, value: (_plot, at) => (at === null ? '–' : both.format(at * 1_000)) },
      ...series.map(({ name, colour }) => {
        const stroke = colourOf(element, `--series-${colour}`)
        return { label: name, stroke, width: 1.75, fill: faint(stroke), points: { show: isSparse } }
      }),
    ],
  }
}

function isMidnight(at: number): boolean {
  const moment = new Date(at * 1_000)
  return moment.getHours() === 0 && moment.getMinutes() === 0
}

/** `rgb(1, 2, 3)`, a tenth of it. */
function faint(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.1)')
}

/** A token as the browser resolves it here and now. */
function colourOf(element: HTMLElement, token: string): string {
  const probe = document.createElement('i')
  probe.style.color = `var(${token})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** Pixels of one unit of the letters. */
function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

/** Between the lines of a grid: mails are whole. */
const wholeSteps = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat()
