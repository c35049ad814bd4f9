import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'identity-helo-unresolvable',
  story: 'The server greets others with a name of the office network.',
  expects: [{ condition: 'identity-helo-unresolvable', subject: 'mail.office.lan' }],
  async change(lab) {
    await lab.a.must('postconf -e smtp_helo_name=mail.office.lan; systemctl reload postfix')
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /Helo command rejected: Host not found/ }],
}

export default fault
