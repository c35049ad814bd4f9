import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-mail-system-stopped',
  server: 'exim',
  story: 'Exim was stopped for maintenance and not started again.',
  expects: [{ condition: 'queue-mail-system-stopped', subject: 'exim4' }],
  async change(lab) {
    await lab.a.must('systemctl stop exim4')
  },
  symptoms: [{ where: 'transcript', matches: /ECONNREFUSED|connection refused/i }],
}

export default fault
