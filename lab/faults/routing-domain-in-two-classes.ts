import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-domain-in-two-classes',
  story: 'The domain was added to mydestination although it has virtual mailboxes.',
  expects: [{ condition: 'routing-domain-in-two-classes', subject: 'example-a.test' }],
  async change(lab) {
    await lab.a.must(
      `postconf -e 'mydestination = $myhostname, localhost.$mydomain, localhost, example-a.test'; systemctl reload postfix`,
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /do not list domain example-a\.test in BOTH mydestination and virtual_mailbox_domains/,
    },
  ],
}

export default fault
