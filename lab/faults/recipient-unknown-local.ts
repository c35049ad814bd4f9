import type { Fault } from '../fault.ts'
import { delivery } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'recipient-unknown-local',
  story: 'Dave was left out of the table of mailboxes when it was written anew.',
  expects: [{ condition: 'recipient-unknown-local', subject: 'dave@example-a.test' }],
  async change(lab) {
    await lab.a.must(
      'sed -i /^dave@/d /etc/postfix/vmailbox; postmap hash:/etc/postfix/vmailbox; systemctl reload postfix',
    )
  },
  traffic: () => [
    delivery('a friend writes to dave', 'someone@home130.customers.test', 'dave@example-a.test'),
  ],
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /<dave@example-a\.test>: Recipient address rejected: User unknown in virtual mailbox table/,
    },
  ],
}

export default fault
