import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'remote-greylisting',
  story: 'example-d.test greylists: the first try is put off, a later one is taken.',
  expects: [{ condition: 'remote-greylisting', subject: 'example-d.test' }],
  async change(lab) {
    await lab.change('d').must(`
      restrictions=$(postconf -h smtpd_recipient_restrictions)
      postconf -e "smtpd_recipient_restrictions = $restrictions, check_policy_service inet:127.0.0.1:10023"
      postfix reload 2>/dev/null`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /status=deferred.*Greylisted/ }],
}

export default fault
