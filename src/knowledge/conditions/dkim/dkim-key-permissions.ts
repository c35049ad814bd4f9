import { loggedCondition } from '../../logged-condition.ts'

/** OpenDKIM refuses a key that others than itself could read: it signs nothing, or puts mail off. */
export const dkimKeyPermissions = loggedCondition({
  id: 'dkim-key-permissions',
  topic: 'delivery',
  severity: 'high',
  query: { contains: ['key data is not secure'] },
  subject: ({ text }) => /^(?:[0-9A-Za-z]{5,20}: )?([^\s:]{3,255}): key data/.exec(text)?.[1] ?? 'OpenDKIM',
  confidence: 'certain',
  values: ({ groups }) => ({ detail: groups[0]?.text ?? '' }),
  marks: ({ subject }) => [`domain:${subject.replace(/^.*_domainkey\./, '')}`, 'program:opendkim'],
  explains: [
    { condition: 'dkim-not-signing', when: () => true },
    { condition: 'deliveries-rejected' },
    { condition: 'inbound-refused' },
  ],
  mistakenFor: [
    {
      condition: 'dkim-not-signing',
      toldApartBy: {
        en: 'the signer knows the domain and refuses the key file',
        zh: '签名程序认识该域，但拒绝使用密钥文件',
      },
    },
  ],
  texts: {
    en: {
      title: 'OpenDKIM refuses the key of {subject}: others may read it',
      because:
        'OpenDKIM says ({count} times): {detail}. It uses no key that other users could read, so mail is not signed or is put off.',
      allClear: 'key files are private',
    },
    zh: {
      title: 'OpenDKIM 拒绝 {subject} 的密钥：其他用户可以读取',
      because:
        'OpenDKIM 报告（{count} 次）：{detail}。它不使用其他用户可读的密钥，因此邮件没有签名或被暂缓。',
      allClear: '密钥文件仅自身可读',
    },
  },
  fix: [
    {
      do: { en: 'Give keys and folder to OpenDKIM alone', zh: '密钥与目录仅归 OpenDKIM 所有' },
      command:
        'chown -R opendkim:opendkim /etc/opendkim/keys && chmod -R u=rwX,go= /etc/opendkim/keys && systemctl restart opendkim',
      risk: 'restart',
    },
  ],
  verify: ['ls -lR /etc/opendkim/keys'],
  references: ['http://www.opendkim.org/opendkim.conf.5.html'],
})
