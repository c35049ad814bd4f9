import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'network-bind-address-invalid',
  story: 'The host got a new address; Postfix is told to send from the old one.',
  expects: [{ condition: 'network-bind-address-invalid', subject: '198.51.100.99' }],
  async change(lab) {
    await lab.a.must(`postconf -e smtp_bind_address=198.51.100.99; postfix reload`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /smtp_bind_address|Cannot assign requested address/ }],
}

export default fault
