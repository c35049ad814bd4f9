import type { Provider } from '../provider.ts'

/** Outlook.com, Hotmail, Live: how its replies look, and where to go with them. */
export const outlook: Provider = {
  id: 'outlook',
  name: 'Outlook.com, Hotmail, Live',
  kind: 'mailbox',
  marks: `
    ~olc protection outlook com
    ~hotmail com
    ~mail live com
    ~postmaster live com
    ~outlook com
    ~hotmail
    ~s3140
    ~s3150
    ~s844
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~s3140
        ~s3150
        ~s3114
        part of their network is on our block list
        ~sc 001
        ~sc 002
        ~sc 003
        ~sc 004
        ~s843
        ~s844
        ~s845
      `,
    ],
    [
      'rate-limited',
      `
        ~rp 001
        ~rp 002
        ~rp 003
      `,
    ],
    [
      'dynamic-ip',
      `
        ~dy 001
        ~dy 002
      `,
    ],
    [
      'policy-blocked',
      `
        ~ou 001
        ~ou 002
      `,
    ],
  ],
  links: [
    'https://olcsupport.office.com/',
    'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
    'https://sendersupport.olc.protection.outlook.com/snds/',
  ],
  steps: {
    'poor-reputation': [
      {
        en: 'Send the form at olcsupport.office.com with the IP and the whole reply; answer the first automatic mail if it says "not qualified".',
        zh: '在 olcsupport.office.com 提交表单，附上 IP 与完整回复；若自动回信称不符合条件，请直接回复该信。',
      },
      {
        en: 'Join SNDS and the Junk Mail Reporting Program for that IP: they show complaints and trap hits.',
        zh: '为该 IP 加入 SNDS 与 JMRP，可看到投诉和陷阱命中情况。',
      },
    ],
    'rate-limited': [
      {
        en: 'Warm the IP up: a few hundred messages a day, doubled every few days.',
        zh: '预热 IP：每天几百封，每几天翻倍。',
      },
    ],
  },
}
