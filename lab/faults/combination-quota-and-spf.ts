import type { Fault } from '../fault.ts'
import spf from './spf-sending-ip-not-listed.ts'
import quota from './storage-mailbox-quota-exceeded.ts'

const fault: Fault = {
  id: 'combination-quota-and-spf',
  story: "Alice's mailbox is full, and SPF does not allow the server's address.",
  expects: [
    { condition: 'storage-mailbox-quota-exceeded', subject: 'alice' },
    { condition: 'spf-sending-ip-not-listed', subject: 'example-a.test' },
  ],
  async change(lab) {
    await quota.change(lab)
    await spf.change(lab)
  },
  traffic: () => [...(quota.traffic?.() ?? [])],
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /Quota exceeded/ },
    { where: 'a:/var/log/mail.log', matches: /status=bounced.*SPF/ },
  ],
}

export default fault
