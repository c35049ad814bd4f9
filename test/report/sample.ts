import type { Evidence } from '../../src/access/answer.ts'
import { diagnose } from '../../src/diagnose/diagnose.ts'
import type { Finding } from '../../src/diagnose/finding.ts'
import { couldNotTell, fine, notApplicable, over, problem } from '../../src/knowledge/condition.ts'
import { storageDiskFull } from '../../src/knowledge/conditions/storage/storage-disk-full.ts'
import type { CheckResult } from '../../src/report/build-report.ts'

export const sampleTime = Date.UTC(2026, 10, 24, 3)

const hostile: Evidence = {
  kind: 'log',
  where: '/var/log/mail.log:7',
  text: 'warning: \u001b[2J``` <script> No space left on device',
  at: '2026-11-24T02:14:03Z',
}

/** A result with one finding of each kind and text that tries to break out. */
export function sampleResult(verdicts: 'problem' | 'fine' | 'unknown' | 'no-server'): CheckResult {
  const condition = storageDiskFull
  const findings: Record<typeof verdicts, Finding[]> = {
    problem: [
      {
        ...problem({
          confidence: 'certain',
          evidence: [hostile],
          values: { uses: 'queue', device: 'tmpfs' },
          since: sampleTime - 46 * 60_000,
          impact: { messages: ['A', 'B'], users: ['bob@example.org'] },
        }),
        condition,
        subject: '/var/spool/postfix',
      },
      { ...fine(), condition, subject: '/' },
      {
        ...over({ evidence: [], since: sampleTime - 9e6, until: sampleTime - 8e6 }),
        condition,
        subject: '/tmp',
      },
      {
        ...couldNotTell({ code: 'timeout', text: 'no answer', remedy: 'run as root' }),
        condition,
        subject: '/mnt',
      },
      { ...notApplicable('no folder for mail here'), condition, subject: '/srv' },
    ],
    fine: [{ ...fine(), condition, subject: '/' }],
    unknown: [{ ...couldNotTell({ code: 'timeout', text: 'no answer' }), condition, subject: '/' }],
    'no-server': [],
  }
  return {
    target: {
      kind: 'local',
      name: 'mail.example.org',
      system: 'Debian GNU/Linux 12 (bookworm)',
      software: [],
    },
    startedAt: sampleTime,
    durationMs: 812.4,
    mailServerFound: verdicts !== 'no-server',
    diagnoses: diagnose(findings[verdicts]),
    findings: findings[verdicts],
    timeline: [],
  }
}
