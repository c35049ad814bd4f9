import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-moved-domain-still-local',
  story: 'A domain moved to another server, and this one still keeps it.',
  expects: [{ condition: 'routing-moved-domain-still-local', subject: 'example-c.test' }],
  async change(lab) {
    await lab.a.must(`postconf -e 'virtual_mailbox_domains = example-a.test, example-c.test'; postfix reload`)
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /bob@example-c\.test.*User unknown in virtual mailbox table/ },
  ],
}

export default fault
