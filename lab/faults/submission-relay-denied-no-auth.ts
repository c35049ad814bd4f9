import type { Fault } from '../fault.ts'
import { alice } from '../setup/accounts.ts'
import { delivery } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'submission-relay-denied-no-auth',
  story: 'A mail program is set up to send through port 25 without a login; the server rightly refuses.',
  expects: [{ condition: 'submission-relay-denied-no-auth', subject: '203.0.113.130' }],
  async change() {
    // nothing is changed
  },
  traffic: () => [delivery('alice sends without a login', alice.address, 'bob@example-b.test')],
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /NOQUEUE: reject.*Relay access denied/ }],
}

export default fault
