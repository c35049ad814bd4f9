import { relayThroughC } from '../changes/smarthost.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'relay-smarthost-bad-credentials',
  story: 'The password at the smarthost was changed, but not on the server.',
  expects: [{ condition: 'relay-smarthost-bad-credentials', subject: 'mail.example-c.test' }],
  async change(lab) {
    await relayThroughC(lab, 'the password of last year')
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /SASL authentication failed; server mail\.example-c\.test.*said: 535/,
    },
  ],
}

export default fault
