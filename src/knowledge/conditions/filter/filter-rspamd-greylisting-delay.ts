import { mailLog } from '../../../collect/logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const minimum = 10

/** This server puts off mail of unknown senders on purpose: it comes minutes later. Meant so. */
export const filterRspamdGreylistingDelay = condition({
  id: 'filter-rspamd-greylisting-delay',
  topic: 'slow',
  severity: 'info',
  needs: { log: mailLog },
  detect: ({ log }) => {
    if (log.status === 'absent') return notApplicable('this host has no mail log')
    const groups = log.value.rejects.filter(
      ({ code, text }) =>
        code >= 400 &&
        code < 500 &&
        (/grey-?listed/i.test(text.slice(0, 500)) || text.includes('4.7.1 Try again later')),
    )
    const count = groups.reduce((sum, group) => sum + group.count, 0)
    const [first] = groups
    if (first === undefined || count < minimum) return fine()
    return problem({
      confidence: 'certain',
      evidence: [first.lastExample],
      values: { count },
      marks: ['reason:greylisted'],
      since: Math.min(...groups.map(({ firstAt }) => firstAt)),
    })
  },
  explains: [{ condition: 'inbound-refused' }],
  texts: {
    en: {
      title: 'Greylisting delays mail here',
      because:
        '{count} first tries of unknown senders were put off on purpose in the last day; proper servers come again in minutes.',
      allClear: 'greylisting delays no mail worth mentioning',
    },
    zh: {
      title: '灰名单使邮件延迟',
      because: '过去一天有 {count} 次陌生发件人的首次尝试被有意暂缓；正常的服务器会在几分钟后重试。',
      allClear: '灰名单没有造成明显延迟',
    },
  },
  fix: [
    {
      do: {
        en: 'Only if one-time codes come too late: greylist suspicious mail only (Rspamd: actions, greylist score), or exempt large providers',
        zh: '仅当验证码邮件太迟时：只对可疑邮件使用灰名单（Rspamd：actions 中的 greylist 分值），或豁免大型服务商',
      },
      risk: 'none',
    },
  ],
  verify: ['journalctl --since -1h --no-pager | grep -ci greylist'],
  references: ['https://rspamd.com/doc/modules/greylisting.html'],
})
