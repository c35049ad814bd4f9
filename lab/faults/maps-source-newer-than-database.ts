import type { Fault } from '../fault.ts'
import { delivery } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'maps-source-newer-than-database',
  story: 'An alias was added, and postmap was forgotten.',
  expects: [{ condition: 'maps-source-newer-than-database', subject: '/etc/postfix/virtual' }],
  async change(lab) {
    await lab.a.must(`sleep 1.1; echo 'sales@example-a.test carol@example-a.test' >> /etc/postfix/virtual`)
  },
  traffic: () => [
    delivery('a customer writes to sales', 'someone@home130.customers.test', 'sales@example-a.test'),
  ],
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /sales@example-a\.test.*User unknown in virtual mailbox table/ },
  ],
}

export default fault
