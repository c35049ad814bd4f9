import type { Fault } from '../fault.ts'
import mx from './dns-mx-missing.ts'
import submission from './submission-service-disabled.ts'

const fault: Fault = {
  id: 'combination-submission-and-mx',
  story: 'The submission services are off, and the MX record is gone.',
  expects: [
    { condition: 'submission-service-disabled', subject: '587' },
    { condition: 'dns-mx-missing', subject: 'example-a.test' },
  ],
  async change(lab) {
    await submission.change(lab)
    await mx.change(lab)
  },
  symptoms: [
    { where: 'transcript', matches: /ECONNREFUSED/ },
    { where: 'b:/var/log/mail.log', matches: /203\.0\.113\.80\]:25: Connection refused/ },
  ],
}

export default fault
