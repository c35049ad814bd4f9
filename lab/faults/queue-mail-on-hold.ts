import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'queue-mail-on-hold',
  story: 'A rule that puts messages on hold was left behind after a spam wave.',
  expects: [{ condition: 'queue-mail-on-hold' }],
  async change(lab) {
    await lab.a.write('/etc/postfix/header_checks', '/^Subject:.*alice/ HOLD suspicious\n')
    await lab.a.must('postconf -e header_checks=regexp:/etc/postfix/header_checks; systemctl reload postfix')
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /hold: header Subject/ },
    { where: 'a$ mailq', matches: /!/ },
  ],
}

export default fault
