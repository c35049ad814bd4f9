import { also } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'spf-multiple-records',
  story: 'A newsletter service asked for an SPF record, and it was added beside the one that was there.',
  expects: [{ condition: 'spf-multiple-records', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone(
      'example-a.test.',
      also('example-a.test.', 'TXT', '"v=spf1 include:example-c.test -all"'),
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /status=bounced.*SPF Permanent Error/ }],
}

export default fault
