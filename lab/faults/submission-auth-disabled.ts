import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'submission-auth-disabled',
  story: 'The line that switches authentication on was taken out of the submission services.',
  expects: [{ condition: 'submission-auth-disabled', subject: 'submission' }],
  async change(lab) {
    await lab.a.must(
      `postconf -PX submission/inet/smtpd_sasl_auth_enable submissions/inet/smtpd_sasl_auth_enable; postfix reload`,
    )
  },
  symptoms: [{ where: 'transcript', matches: /503 5\.5\.1 Error: authentication not enabled/ }],
}

export default fault
