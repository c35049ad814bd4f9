import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'no-mail-server',
  story: 'A machine without any mail software.',
  bare: true,
  async change() {
    // nothing is changed
  },
  onlyOwnTraffic: true,
  signs: [{ where: 'a$ command -v postfix dovecot exim4 || echo none', matches: /none/ }],
}

export default variant
