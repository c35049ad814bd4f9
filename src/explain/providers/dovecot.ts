import type { Provider } from '../provider.ts'

/** Dovecot: how its replies look, and where to go with them. */
export const dovecot: Provider = {
  id: 'dovecot',
  name: 'Dovecot',
  kind: 'server',
  marks: `
    user doesnt exist
    quota exceeded mailbox for user is full
    ~dovecot
  `,
  links: ['https://doc.dovecot.org/'],
  steps: {
    'mailbox-full': [
      {
        en: 'Own server: doveadm quota get -u USER shows use and limit; raise quota_rule (2.3) or quota_storage_size (2.4).',
        zh: '自己的服务器：doveadm quota get -u USER 查看用量；调高 quota_rule（2.3）或 quota_storage_size（2.4）。',
      },
    ],
  },
}
