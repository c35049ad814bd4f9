import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'remote-host-down',
  story: 'The mail server of example-c.test is dead; all others answer.',
  expects: [{ condition: 'remote-host-unreachable', subject: 'example-c.test' }],
  async change(lab) {
    await lab.change('c').stop()
    await lab.network.cut('c')
  },
  settleSeconds: 12,
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /connect to mail\.example-c\.test.*(No route to host|timed out|unreachable)/,
    },
  ],
}

export default fault
