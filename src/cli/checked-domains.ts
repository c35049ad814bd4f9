import { ownDomains } from '../collect/mail/own-domains.ts'
import type { CheckResult } from '../report/build-report.ts'

/** The domains whose mail the host takes, as a check found them: what its conditions were asked about. */
export function checkedDomains({ findings }: CheckResult): string[] {
  const asked = findings.filter(({ condition }) => condition.subjects?.id === ownDomains.id)
  return [...new Set(asked.map(({ subject }) => subject))].filter((subject) => subject.includes('.')).sort()
}
