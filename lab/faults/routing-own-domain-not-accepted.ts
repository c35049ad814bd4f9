import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-own-domain-not-accepted',
  story: 'The domain is misspelt in virtual_mailbox_domains: the server refuses its own mail as relaying.',
  expects: [{ condition: 'routing-own-domain-not-accepted', subject: 'example-a.test' }],
  async change(lab) {
    await lab.a.must('postconf -e virtual_mailbox_domains=exmaple-a.test; systemctl reload postfix')
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /to=<alice@example-a\.test>.*|alice@example-a\.test>: Relay access denied/,
    },
    { where: 'a:/var/log/mail.log', matches: /<alice@example-a\.test>: Relay access denied/ },
  ],
}

export default fault
