import { useWords } from '../language.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

export function isSeverity(text: string): text is Severity {
  return severities.some((severity) => severity === text)
}

/** A shape for each gravity: who sees no colours sees the difference. */
const shapes: Readonly<Record<Severity | 'fine' | 'unknown', string>> = {
  critical: 'M6 0 12 12H0Z',
  high: 'M6 0 12 6 6 12 0 6Z',
  medium: 'M1 1H11V11H1Z',
  low: 'M0 4.5H12V7.5H0Z',
  info: 'M6 1A5 5 0 1 1 6 11 5 5 0 1 1 6 1Z',
  fine: 'M1 6 4.5 9.5 11 3 9.7 1.7 4.5 7 2.3 4.7Z',
  unknown: 'M6 1A5 5 0 1 1 6 11 5 5 0 1 1 6 1ZM6 3A3 3 0 1 0 6 9 3 3 0 1 0 6 3Z',
}

export function Shape({ of }: { readonly of: keyof typeof shapes }) {
  return (
    <svg viewBox="0 0 12 12" width="0.75em" height="0.75em" aria-hidden="true">
      <path d={shapes[of]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  )
}

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <span class={`mark ${severity}`}>
      <Shape of={severity} />
      {useWords().severities[severity]}
    </span>
  )
}

export type Status = 'fine' | 'problem' | 'could-not-tell' | 'not-applicable'

const statusLooks = {
  fine: 'fine',
  problem: 'critical',
  'could-not-tell': 'unknown',
  'not-applicable': 'info',
} as const satisfies Readonly<Record<Status, keyof typeof shapes>>

interface StatusMarkProps {
  readonly status: Status
  /** Where another word fits better. */
  readonly text?: string
}

export function StatusMark({ status, text }: StatusMarkProps) {
  const words = useWords()
  const look = statusLooks[status]
  return (
    <span class={`mark ${look}`}>
      <Shape of={look} />
      {text ?? words.statuses[status]}
    </span>
  )
}
