import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'opensmtpd-healthy',
  server: 'opensmtpd',
  debian: 13,
  story: 'OpenSMTPD with mailboxes by Dovecot.',
  async change() {},
  signs: [{ where: 'a:/var/log/mail.log', matches: /result="Ok"/ }],
}

export default variant
