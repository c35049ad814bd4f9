import type { Incident } from '../../src/watch/incidents/incident.ts'

/** An open incident, as the watch keeps it. */
export function incidentOf({ id, title }: { readonly id: number; readonly title: string }): Incident {
  return {
    id,
    state: 'open',
    key: 'storage-disk-full /var',
    members: [],
    diagnosis: {
      condition: 'storage-disk-full',
      topic: 'resources',
      severity: 'critical',
      confidence: 'certain',
      subject: '/var',
      title,
      because: 'Nothing can be written.',
      impact: { messages: 3, users: 1, text: '3 mails' },
      evidence: [],
      explains: [],
      ruledOut: [],
      fix: [],
      verify: [],
      references: [],
    },
    worst: 'critical',
    firstSeenAt: 1_000,
    suspectedAt: 1_000,
    openedAt: 2_000,
    lastSeenAt: 3_000,
    returns: 0,
  }
}
