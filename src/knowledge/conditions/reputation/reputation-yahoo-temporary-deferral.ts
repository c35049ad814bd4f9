import { providerReply } from '../../provider-reply.ts'

/** Yahoo and AOL put mail off for volume, complaints or missing authentication (TSS04 and its kin). */
export const reputationYahooTemporaryDeferral = providerReply({
  id: 'reputation-yahoo-temporary-deferral',
  topic: 'slow',
  severity: 'medium',
  says: /\[TSS?[0-9]{2}\]|postmaster\.yahooinc\.com\/error-codes/i,
  mistakenFor: [
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: { en: 'no public block list names the address', zh: '没有公共黑名单列出该地址' },
    },
  ],
  texts: {
    en: {
      title: 'Yahoo puts our mail off: {subject}',
      because:
        '{messages} messages wait: Yahoo distrusts the volume, had complaints, or misses SPF, DKIM or DMARC. The reply: {reply}',
      allClear: 'Yahoo does not put our mail off',
    },
    zh: {
      title: 'Yahoo 推迟接收我方邮件：{subject}',
      because:
        '{messages} 封邮件在等待：Yahoo 认为发送量异常、有投诉，或缺少 SPF、DKIM、DMARC。对方回复：{reply}',
      allClear: 'Yahoo 没有推迟接收',
    },
  },
  fix: [
    {
      do: {
        en: 'Check SPF, DKIM and DMARC first; send less for some days; enrol in the complaint feedback loop at https://senders.yahooinc.com',
        zh: '先检查 SPF、DKIM 和 DMARC；数日内减少发送；在 https://senders.yahooinc.com 加入投诉反馈',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://senders.yahooinc.com/smtp-error-codes/'],
})
