import type { Provider } from '../provider.ts'

/** OVHcloud: how its replies look, and where to go with them. */
export const ovh: Provider = {
  id: 'ovh',
  name: 'OVHcloud',
  kind: 'mailbox',
  marks: `
    ~ovh net
    ~ovh com
    ~mail ovh
  `,
  links: ['https://help.ovhcloud.com/'],
  steps: {
    'sender-account-suspended': [
      {
        en: 'OVH blocks outgoing port 25 for spam: open the anti-spam panel of the IP and unblock it after the cause is mended.',
        zh: 'OVH 因垃圾邮件封锁 25 端口：消除原因后在 IP 的 Anti-Spam 面板解封。',
      },
    ],
  },
}
