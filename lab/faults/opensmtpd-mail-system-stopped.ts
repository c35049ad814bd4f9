import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-mail-system-stopped',
  server: 'opensmtpd',
  debian: 13,
  story: 'OpenSMTPD was stopped for maintenance and not started again.',
  expects: [{ condition: 'queue-mail-system-stopped', subject: 'opensmtpd' }],
  async change(lab) {
    await lab.a.must('systemctl stop opensmtpd')
  },
  symptoms: [{ where: 'transcript', matches: /ECONNREFUSED|connection refused/i }],
}

export default fault
