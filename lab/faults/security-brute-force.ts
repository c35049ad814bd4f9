import type { Fault } from '../fault.ts'
import { ATTACKERS } from '../world/addresses.ts'

const fault: Fault = {
  id: 'security-brute-force',
  story: 'A botnet tries passwords for many users; the server itself works.',
  expects: [{ condition: 'security-brute-force' }],
  async change() {
    // nothing is changed
  },
  traffic: () => [
    ...ATTACKERS.map((localAddress, number) => ({
      kind: 'guess' as const,
      label: `guesses from ${localAddress}`,
      host: 'mail.example-a.test',
      localAddress,
      port: number % 2 === 0 ? 993 : 587,
      protocol: number % 2 === 0 ? ('imap' as const) : ('smtp' as const),
      security: number % 2 === 0 ? ('tls' as const) : ('starttls' as const),
      users: Array.from(
        { length: 16 },
        (_, i) => `${['info', 'admin', 'test', 'office'][i % 4] ?? ''}${i}@example-a.test`,
      ),
    })),
  ],
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /auth failed/ },
    { where: 'a:/var/log/mail.log', matches: /SASL PLAIN authentication failed/ },
  ],
}

export default fault
