import type { Fault } from '../fault.ts'
import { delivery } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'security-open-relay',
  story: 'The whole internet was put into mynetworks to make a scanner in the office work.',
  expects: [{ condition: 'security-open-relay', subject: 'mynetworks' }],
  async change(lab) {
    await lab.a.must(`postconf -e 'mynetworks = 127.0.0.0/8 [::1]/128 0.0.0.0/0'; systemctl reload postfix`)
  },
  traffic: () => [delivery('a stranger relays', 'someone@home130.customers.test', 'bob@example-b.test')],
  symptoms: [
    { where: 'transcript', matches: /### a stranger relays: ok/ },
    { where: 'a:/var/log/mail.log', matches: /client=home130\.customers\.test|client=unknown\[203\.0\.113/ },
  ],
}

export default fault
