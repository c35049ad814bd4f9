import { Shape } from '../components/severity.tsx'
import { useWords } from '../language.ts'
import type { Words } from '../words/words.ts'

export type MailStatus = keyof Words['find']['statuses']

const looks: Readonly<Record<MailStatus, 'fine' | 'medium' | 'critical' | 'high' | 'info' | 'unknown'>> = {
  delivered: 'fine',
  deferred: 'medium',
  bounced: 'critical',
  expired: 'critical',
  rejected: 'high',
  discarded: 'info',
  held: 'unknown',
}

export function StatusOfMail({ status }: { readonly status: MailStatus }) {
  const look = looks[status]
  return (
    <span class={`mark ${look}`}>
      <Shape of={look} />
      {useWords().find.statuses[status]}
    </span>
  )
}
