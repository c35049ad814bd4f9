import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-inet-interfaces-loopback',
  story: 'inet_interfaces was set to loopback-only: nobody outside reaches the server.',
  expects: [{ condition: 'routing-inet-interfaces-loopback', subject: 'inet_interfaces' }],
  async change(lab) {
    await lab.a.must('postconf -e inet_interfaces=loopback-only; systemctl restart postfix')
  },
  symptoms: [
    { where: 'b:/var/log/mail.log', matches: /connect to mail\.example-a\.test.*Connection refused/ },
    { where: 'a$ ss -Hltn sport = :25', matches: /127\.0\.0\.1:25/ },
  ],
}

export default fault
