import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'queue-milter-unreachable',
  story: 'Rspamd was stopped, and Postfix has been told to refuse mail when it cannot be asked.',
  expects: [{ condition: 'queue-milter-unreachable', subject: '11332' }],
  async change(lab) {
    await lab.a.must(
      'postconf -e milter_default_action=tempfail; systemctl reload postfix; systemctl stop rspamd',
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /warning: connect to Milter service inet:127\.0\.0\.1:11332: Connection refused/,
    },
    { where: 'a:/var/log/mail.log', matches: /451 4\.7\.1 Service unavailable - try again later/ },
  ],
}

export default fault
