import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckReport, ReportedDiagnosis } from '../../src/report/schema.ts'
import { openStore } from '../../src/store/sqlite-store.ts'
import { alertSchema } from '../../src/watch/alerts/alert.ts'
import { defaultPolicy } from '../../src/watch/incidents/policy.ts'
import { Watcher } from '../../src/watch/watcher.ts'

export const second = 1_000

/** The root cause that hits mail, of which the test says when it is there. */
export const diskFull: ReportedDiagnosis = {
  condition: 'storage-disk-full',
  topic: 'resources',
  severity: 'critical',
  confidence: 'certain',
  subject: '/var',
  title: '/var is full',
  because: 'no space is left on /var',
  since: '2026-03-03T09:00:00Z',
  impact: { messages: 12, users: 3, text: 'mails hit: 12, people: 3' },
  evidence: [{ kind: 'command', where: 'df', text: '100%', at: '2026-03-03T10:00:00Z' }],
  explains: [],
  ruledOut: [],
  fix: [{ do: 'Make room', command: 'du -x /var', risk: 'none', applicable: null }],
  verify: ['df /var'],
  references: [],
}

const startedAt = Date.parse('2026-03-03T10:00:00Z')

/** A real store, watcher and rules; what is wrong on the host, and the time, are the test's. */
export function watchedHost() {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-watched-'))
  const store = openStore(join(folder, 'mailmedic.db'))
  const clock = { at: startedAt, now: () => clock.at }
  const host = { wrong: [] as readonly ReportedDiagnosis[] }
  const examine = async () => ({ report: reportOf(host.wrong), asked: [diskFull.condition] })
  const watcher = new Watcher({ store, clock, examine, policy: defaultPolicy })
  const document = JSON.stringify({ route: {}, settings: {}, language: 'en' })
  store.channels.put({ name: 'chat', kind: 'slack', document, secret: 'https://hooks.example/T0' })
  return {
    folder,
    store,
    clock,
    host,
    examine,
    watcher,
    /** Looks every 20 s for so long, with this wrong; returns what was told of that, as the queue has it. */
    async watch(seconds: number, wrong: readonly ReportedDiagnosis[]): Promise<readonly string[]> {
      host.wrong = wrong
      const before = store.alerts.waiting()
      for (const end = clock.at + seconds * second; clock.at < end; clock.at += 20 * second)
        await watcher.round()
      const alerts = store.alerts.due(Number.MAX_SAFE_INTEGER, 1_000).slice(before)
      return alerts.map((row) => alertSchema.parse(JSON.parse(row.document)).kind)
    },
  }
}

/** A look that found this. */
export function reportOf(diagnoses: readonly ReportedDiagnosis[]): CheckReport {
  return {
    schema: 'mailmedic.check/1',
    target: { kind: 'local', name: 'mail', system: 'Debian', software: [] },
    startedAt: '2026-03-03T10:00:00Z',
    durationMs: 1,
    verdict: diagnoses.length > 0 ? 'problem' : 'fine',
    because: '',
    diagnoses: [...diagnoses],
    findings: diagnoses.map(({ condition, subject }) => ({
      condition,
      subject,
      status: 'problem',
      because: '',
    })),
    timeline: [],
  }
}
