import type { Fault } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'queue-soft-bounce-or-defer-left-on',
  story: 'soft_bounce was switched on for a migration and left on.',
  expects: [{ condition: 'queue-soft-bounce-or-defer-left-on', subject: 'soft_bounce' }],
  async change(lab) {
    await lab.a.must('postconf -e soft_bounce=yes; systemctl reload postfix')
  },
  traffic: () => [message('alice writes to one who left', 'nosuch@example-d.test')],
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /to=<nosuch@example-d\.test>.*status=(deferred|SOFTBOUNCE)/ },
  ],
}

export default fault
