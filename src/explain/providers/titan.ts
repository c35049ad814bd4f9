import type { Provider } from '../provider.ts'

/** Hostinger, Titan, Flock: how its replies look, and where to go with them. */
export const titan: Provider = {
  id: 'titan',
  name: 'Hostinger, Titan, Flock',
  kind: 'mailbox',
  marks: `
    ~titan email
    ~hostinger
    ~mailhostbox
    ~flockmail
  `,
  tokens: [
    ['user-unknown', 'mailbox does not exist & quota exceeded'],
    ['recipient-rate-limited', 'recipients domain hourly quota\nrecipients domain daily quota'],
    ['mailbox-disabled', 'incoming suspended\nincoming temporarily suspended'],
  ],
  links: ['https://support.titan.email/'],
  steps: {
    'sending-quota-exceeded': [
      { en: 'Wait for the next hour or day; raise the plan.', zh: '等待下一小时或次日；或升级套餐。' },
    ],
  },
}
