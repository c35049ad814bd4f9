import type { Lab } from '../lab.ts'
import { instead, without } from './records.ts'

/** Has example-c.test's server take the mail of example-a.test, as when only a web server or IMAP stays here. */
export async function hostedElsewhere(lab: Lab): Promise<void> {
  const domain = 'example-a.test.'
  await lab
    .change('c')
    .must(
      "postconf -e 'mydestination = example-c.test, example-a.test, mail.example-c.test, localhost'; postfix reload 2>/dev/null",
    )
  await lab.editZone(domain, (records) => {
    const moved = instead(domain, 'MX', '10 mail.example-c.test.')(records)
    const spf = instead(domain, 'TXT', '"v=spf1 mx -all"')(moved)
    const unsigned = without('s1._domainkey.example-a.test.', 'TXT')(spf)
    return without(
      '_25._tcp.mail.example-a.test.',
      'TLSA',
    )(unsigned.filter((record) => !record.includes(' IN SRV ')))
  })
}
