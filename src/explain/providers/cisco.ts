import type { Provider } from '../provider.ts'

/** Cisco Secure Email (IronPort), Talos: how its replies look, and where to go with them. */
export const cisco: Provider = {
  id: 'cisco',
  name: 'Cisco Secure Email (IronPort), Talos',
  kind: 'filter',
  marks: `
    ~ironport
    ~iphmx com
    ~senderbase
    ~talosintelligence
    ~cisco com
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~senderbase org
        ~talosintelligence com
        poor reputation & mta
        sending mta poor reputation
        your access to this mail system has been rejected
        your access to submit messages
      `,
    ],
  ],
  dialect: [
    [
      'user-unknown',
      `
        address rejected
      `,
    ],
    [
      'rate-limited',
      `
        too many messages
      `,
    ],
  ],
  links: ['https://talosintelligence.com/reputation_center'],
  steps: {
    'poor-reputation': [
      {
        en: 'Look the IP up in Talos\' reputation centre; a "Poor" one: mend the cause and open a ticket there.',
        zh: '在 Talos 信誉中心查询 IP；若为 Poor，修复原因并在该处提交工单。',
      },
    ],
  },
}
