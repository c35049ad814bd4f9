import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dns-mx-stale-after-migration',
  story: 'The domain moved here, but its MX still names the old provider, who no longer knows it.',
  expects: [{ condition: 'dns-mx-stale-after-migration', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', instead('example-a.test.', 'MX', '10 mail.example-c.test.'))
  },
  symptoms: [
    { where: 'b:/var/log/mail.log', matches: /mail\.example-c\.test.*(Relay access denied|status=bounced)/ },
  ],
}

export default fault
