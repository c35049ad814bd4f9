import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dns-local-resolver-down',
  story: 'Unbound on the host was stopped; nothing else answers DNS questions there.',
  expects: [{ condition: 'dns-local-resolver-down', subject: '127.0.0.1' }],
  async change(lab) {
    await lab.a.must('systemctl stop unbound')
  },
  settleSeconds: 8,
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /Name service error for name=.*try again/ },
    {
      where: 'a$ dig +tries=1 +time=1 example-b.test',
      matches: /connection refused|no servers could be reached/,
    },
  ],
}

export default fault
