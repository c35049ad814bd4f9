import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'submission-service-disabled',
  story: 'After an upgrade the submission services in master.cf are commented out again.',
  expects: [{ condition: 'submission-service-disabled', subject: '587' }],
  async change(lab) {
    await lab.a.must(`sed -i '/^submission/,$s/^/#/' /etc/postfix/master.cf; systemctl reload postfix`)
  },
  symptoms: [
    { where: 'transcript', matches: /ECONNREFUSED/ },
    { where: 'a$ ss -Hltn | grep -c :587', matches: /^0/ },
  ],
}

export default fault
