import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'exim-healthy',
  server: 'exim',
  story: 'Exim as Debian configures it, with mailboxes and log-ins by Dovecot.',
  async change() {},
  signs: [{ where: 'a:/var/log/exim4/mainlog', matches: /=> .* T=remote_smtp/ }],
}

export default variant
