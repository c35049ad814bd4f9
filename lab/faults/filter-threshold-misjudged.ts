import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'filter-threshold-misjudged',
  story: 'The score from which Rspamd refuses was typed with a minus.',
  expects: [{ condition: 'filter-threshold-misjudged', subject: 'spam filter' }],
  async change(lab) {
    await lab.a.must(
      `echo 'reject = -100;' > /etc/rspamd/local.d/actions.conf; systemctl restart rspamd; sleep 4`,
    )
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /milter-reject: END-OF-MESSAGE.*Spam message rejected/ },
  ],
}

export default fault
