import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'spf-syntax-error',
  story: 'A typing error in the SPF record: ipv4 instead of ip4.',
  expects: [{ condition: 'spf-syntax-error', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone(
      'example-a.test.',
      instead('example-a.test.', 'TXT', '"v=spf1 mx ipv4:198.51.100.25 -all"'),
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /status=bounced.*SPF Permanent Error/ }],
}

export default fault
