import { providerReply } from '../../provider-reply.ts'

/** iCloud refuses by its own policy: content or reputation (CS01), or failed authentication behind Hide My Email (HME1). */
export const reputationAppleIcloudPolicy = providerReply({
  id: 'reputation-apple-icloud-policy',
  severity: 'medium',
  says: /\[(?:CS|HME|HM)[0-9]{2}\]|\[HME1\]|support\.apple\.com\/[a-z-]{0,8}\/?(?:HT204137|102322)/i,
  mistakenFor: [
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: { en: 'no public block list names the address', zh: '没有公共黑名单列出该地址' },
    },
  ],
  texts: {
    en: {
      title: 'iCloud refuses our mail by its policy',
      because:
        '{messages} messages were refused by Apple’s own rules about content, reputation or authentication. The reply: {reply}',
      allClear: 'iCloud does not refuse our mail by policy',
    },
    zh: {
      title: 'iCloud 按其政策拒收我方邮件',
      because: '{messages} 封邮件被 Apple 依据内容、信誉或认证规则拒收。对方回复：{reply}',
      allClear: 'iCloud 没有按政策拒收',
    },
  },
  fix: [
    {
      do: {
        en: 'See that SPF and DKIM pass, remove what looks like advertising from the text, and write to icloudadmin@apple.com with the reply',
        zh: '确认 SPF 和 DKIM 通过，去掉类似广告的内容，并把该回复发给 icloudadmin@apple.com',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://support.apple.com/en-us/102322'],
})
