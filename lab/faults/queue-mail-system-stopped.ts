import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'queue-mail-system-stopped',
  story: 'Somebody stopped Postfix and did not start it again.',
  expects: [{ condition: 'queue-mail-system-stopped', subject: 'postfix' }],
  async change(lab) {
    await lab.a.must('systemctl stop postfix')
  },
  symptoms: [
    { where: 'transcript', matches: /ECONNREFUSED/ },
    { where: 'b:/var/log/mail.log', matches: /connect to mail\.example-a\.test.*Connection refused/ },
  ],
}

export default fault
