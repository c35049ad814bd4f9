import { absent, known } from '../../access/answer.ts'
import type { RejectGroup } from '../../logs/mail-log.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'

/** Domains beyond these are probes for open relays. */
const asked = 12

/** "Relay access denied", "relay not permitted"; OpenSMTPD says "Invalid recipient" of any that no rule fits. */
export function isRelayDenied({ restriction, program, text }: RejectGroup): boolean {
  return restriction === 'relay' || (program === 'smtpd' && text.includes('Invalid recipient'))
}

/** Recipient domains for which clients that did not log in were told "Relay access denied". */
export const relayDeniedDomains = fact({
  id: 'mail.relay-denied-domains',
  summary: 'Domains whose mail was refused with "Relay access denied", most refusals first, at most 12.',
  needs: { log: mailLog },
  collect: (_world, { log }): Fact<readonly string[]> => {
    if (log.status === 'absent') return log
    const counts = new Map<string, number>()
    for (const reject of log.value.rejects) {
      const { authenticated, recipients, count } = reject
      if (!isRelayDenied(reject) || authenticated > 0) continue
      const domains = new Set(recipients.map((one) => one.slice(one.lastIndexOf('@') + 1).toLowerCase()))
      for (const domain of domains)
        if (/^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(domain))
          counts.set(domain, (counts.get(domain) ?? 0) + count)
    }
    const names = [...counts].sort(([, a], [, b]) => b - a).map(([domain]) => domain)
    return names.length === 0 ? absent(...log.evidence) : known(names.slice(0, asked), ...log.evidence)
  },
})
