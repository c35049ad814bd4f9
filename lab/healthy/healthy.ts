import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'healthy',
  story: 'An ordinary well-kept mail server.',
  async change() {
    // nothing is changed
  },
  signs: [{ where: 'a:/var/log/mail.log', matches: /status=sent/ }],
}

export default variant
