import { serverAnswers } from '../../../collect/dns/server-answers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const shortest = 60
const longest = 7 * 86_400

/**
 * MX or SPF live so shortly that every mail asks anew, or so long that a change takes days. RFC 1912 §2.2.
 */
export const dnsTtlUnsuitable = condition({
  id: 'dns-ttl-unsuitable',
  topic: 'configuration',
  severity: 'info',
  subjects: ownDomains,
  needs: { answers: serverAnswers },
  detect: ({ answers }, domain) => {
    if (answers.status === 'absent') return notApplicable(`${domain} has no name server that answers`)
    const own = answers.value.filter(({ about }) => about === domain)
    const records = own.flatMap((one) => one.records)
    const unfit = records.filter(({ ttlSeconds }) => ttlSeconds < shortest || ttlSeconds > longest)
    const [first] = unfit
    const evidence = answers.value.flatMap((one) => one.evidence)
    if (first === undefined) return fine(evidence)
    const short = first.ttlSeconds < shortest
    return problem({
      confidence: 'certain',
      evidence,
      values: {
        type: first.type,
        seconds: first.ttlSeconds,
        effect: short
          ? 'Resolvers keep it for no time, so each mail costs new questions and every hiccup of the name servers is felt'
          : 'After a change the old answer lives on for days',
        effectZh: short
          ? '解析器几乎不缓存，每封邮件都要重新查询，名称服务器稍有故障就会受影响'
          : '修改之后旧的应答会继续存在数天',
      },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'The {type} records of {subject} have a TTL of {seconds} s',
      because: '{effect}. Between 5 minutes and a day is usual.',
      allClear: 'the TTLs of {subject} are as usual',
    },
    zh: {
      title: '{subject} 的 {type} 记录 TTL 为 {seconds} 秒',
      because: '{effectZh}。通常取 5 分钟到 1 天。',
      allClear: '{subject} 的 TTL 正常',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Set the TTL to 3600; lower it to 300 a day before a change',
        zh: '把 TTL 设为 3600；在变更前一天降到 300',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +noall +answer {subject} {type}'],
  references: ['https://www.rfc-editor.org/rfc/rfc1912#section-2.2'],
})
