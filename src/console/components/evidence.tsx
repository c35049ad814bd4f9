import type { ReportedDiagnosis } from '../../report/schema.ts'
import { useWords } from '../language.ts'
import { Command, CopyButton } from './copy.tsx'
import { Moment } from './moment.tsx'

type Evidence = ReportedDiagnosis['evidence'][number]

/** What was seen, verbatim, and where. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const words = useWords()
  if (evidence.length === 0) return <p class="soft">{words.incident.noEvidence}</p>
  return (
    <ul class="plain stack">
      {evidence.map(({ kind, where, text, at }) => (
        <li key={`${where} ${text}`} class="evidence">
          <div class="where row">
            <span>{words.evidence[kind]}</span>
            <code>{where}</code>
            {at !== '' && <Moment at={at} seconds />}
            <CopyButton text={text} />
          </div>
          <pre>{text}</pre>
        </li>
      ))}
    </ul>
  )
}

type Step = ReportedDiagnosis['fix'][number]

/** What to do, in order, each with its command and what it risks. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const words = useWords()
  return (
    <ol class="steps">
      {steps.map(({ who, do: what, command, risk }) => (
        <li key={`${what} ${command ?? ''}`}>
          <div>
            <p>
              {who !== undefined && <span class="mark info">{who}</span>} {what}
              {risk !== 'none' && <span class="soft"> ({words.risks[risk]})</span>}
            </p>
            {command !== undefined && <Command text={command} />}
          </div>
        </li>
      ))}
    </ol>
  )
}
