import { known, unknown } from '../../../src/access/answer.ts'
import type { ReportedDiagnosis } from '../../../src/report/schema.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Fleet } from '../../../src/watch/fleet/fleet.ts'
import { CentreLink } from '../../../src/watch/fleet/link.ts'
import { agentReportSchema } from '../../../src/watch/fleet/report.ts'
import { type Incident, keyOf } from '../../../src/watch/incidents/incident.ts'
import { rowOf } from '../../../src/watch/incidents/incident-log.ts'

export function diagnosisOf(
  condition: string,
  subject: string,
  more: Partial<ReportedDiagnosis> = {},
): ReportedDiagnosis {
  return {
    ...{ condition, subject, topic: 'resources', severity: 'high', confidence: 'certain' },
    ...{ title: `${condition} of ${subject}`, because: 'It is so.' },
    impact: { messages: 2, users: 1, text: '2 messages' },
    ...{ evidence: [], explains: [], ruledOut: [], fix: [], verify: [], references: [] },
    ...more,
  }
}

export function incidentOf(id: number, diagnosis: ReportedDiagnosis, more: Partial<Incident> = {}): Incident {
  return {
    ...{ id, state: 'open', key: keyOf(diagnosis), members: [], diagnosis, worst: diagnosis.severity },
    ...{ firstSeenAt: 1_000, suspectedAt: 1_000, openedAt: 2_000, lastSeenAt: 3_000, returns: 0 },
    ...more,
  }
}

export function putIncident(store: Store, incident: Incident): void {
  store.incidents.put(rowOf(incident))
}

/** An agent whose reports reach the fleet directly, or get lost as `way` says. */
export class TestAgent {
  readonly store = openStore(':memory:')
  readonly link: CentreLink
  readonly told: string[] = []
  way: 'open' | 'closed' | 'answers-get-lost' = 'open'
  now = 1_000_000

  constructor(host: string, fleet: () => Fleet, token = 'agent-1') {
    this.link = new CentreLink({
      store: this.store,
      clock: { now: () => this.now },
      host,
      ...{ centre: 'https://centre.example', language: 'en', everySeconds: 10 },
      status: () => ({ version: '1', verdict: 'fine', software: [] }),
      signal: new AbortController().signal,
      tell: (text) => this.told.push(text),
      deliver: async (report) => {
        if (this.way === 'closed') return unknown('failed', 'ECONNREFUSED')
        const received = agentReportSchema.parse(JSON.parse(JSON.stringify(report)))
        const receipt = fleet().take(received, token, this.now)
        if (this.way === 'answers-get-lost') return unknown('timeout', 'no answer')
        return known(JSON.stringify(receipt))
      },
    })
  }
}
