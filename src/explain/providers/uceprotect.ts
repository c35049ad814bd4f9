import type { Provider } from '../provider.ts'

/** UCEPROTECT, Backscatterer: how its replies look, and where to go with them. */
export const uceprotect: Provider = {
  id: 'uceprotect',
  name: 'UCEPROTECT, Backscatterer',
  kind: 'list',
  marks: `
    ~uceprotect
    ~backscatterer
  `,
  links: ['https://www.uceprotect.net/en/rblcheck.php'],
  steps: {
    'ip-blocklisted': [
      {
        en: "Level 1 ends after 7 days without spam. Levels 2 and 3 list your provider's network: ask the provider, pay nobody.",
        zh: '一级在 7 天无垃圾邮件后解除；二、三级列的是提供商网段：联系提供商，不要付费。',
      },
    ],
  },
}
