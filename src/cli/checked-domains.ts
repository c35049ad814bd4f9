import { ownDomains } from '../collect/mail/own-domains.ts'
import type { CheckResult } from '../report/build-report.ts'

/** The domains whose mail the host takes, as a check found them: what its conditions were asked about. */
export function checkedDomains({ findings }: CheckResult): string[] {
  const asked = findings.filter(({ condition }) => condition.subjects?.id === ownDomains.id)
  return [...new Set(asked.map(({ subject }) => subject))].filter(isDomain).sort()
}

/** A problem may be of something within the domain: `imap://mail.example.org:993` is none. */
function isDomain(subject: string): boolean {
  return subject.includes('.') && !/[:/@\s]/.test(subject)
}
