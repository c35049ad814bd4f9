import { styleText } from 'node:util'
import type { Severity } from '../../knowledge/verdict.ts'

/** The colours of all terminal output. Without colour every word still says what it means. */
export interface Palette {
  bold(text: string): string
  dim(text: string): string
  command(text: string): string
  good(text: string): string
  bad(text: string): string
  severity(severity: Severity, text: string): string
}

type Style = Parameters<typeof styleText>[0]

const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'white', 'bgRed'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: 'cyan',
  info: 'dim',
}

/** Colour is decided once, at the edge: a TTY without NO_COLOR, or FORCE_COLOR. */
export function palette(colour: boolean): Palette {
  const style = (format: Style) => (text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text
  return {
    bold: style('bold'),
    dim: style('dim'),
    command: style('cyan'),
    good: style(['bold', 'green']),
    bad: style(['bold', 'red']),
    severity: (severity, text) => style(severityStyles[severity])(text),
  }
}
