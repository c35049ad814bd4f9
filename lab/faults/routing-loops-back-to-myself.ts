import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-loops-back-to-myself',
  story: 'The domain became a relay domain by mistake: its MX is this host, so mail would go round for ever.',
  expects: [{ condition: 'routing-loops-back-to-myself', subject: 'example-a.test' }],
  async change(lab) {
    await lab.a.must(
      'postconf -e virtual_mailbox_domains= relay_domains=example-a.test; systemctl reload postfix',
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /mail for example-a\.test loops back to myself/ }],
}

export default fault
