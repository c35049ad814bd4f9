import { autoconfig } from '../../../collect/clients/autoconfig.ts'
import { autodiscover } from '../../../collect/clients/autodiscover.ts'
import { serviceRecords } from '../../../collect/clients/service-records.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { clientDialogues } from '../../../collect/servers/client-dialogues.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { reachOf } from '../../reach.ts'

/** Nothing tells mail programs which servers to use: they guess, and their users type. */
export const clientSettingsMissing = condition({
  id: 'client-settings-missing',
  topic: 'client',
  severity: 'info',
  subjects: ownDomains,
  needs: { records: serviceRecords, autoconfig, autodiscover },
  // On the host itself a domain may be one of many, and mail alone.
  optional: { clients: clientDialogues },
  detect: ({ records, autoconfig, autodiscover, clients }, domain) => {
    const found = [records, autoconfig, autodiscover].find(({ status }) => status === 'known')
    if (found !== undefined) return fine(found.evidence)
    const serves =
      clients.status === 'known' && clients.value.some(({ dialogue }) => reachOf(dialogue) === 'open')
    if (!serves) return notApplicable('no server for mail programs was found')
    return problem({
      confidence: 'certain',
      evidence: records.evidence,
      marks: [`domain:${domain}`],
    })
  },
  texts: {
    en: {
      title: '{subject} does not tell mail programs its servers',
      because:
        '{subject} has neither SRV records, nor an autoconfig, nor an Autodiscover document. Thunderbird, Outlook and ' +
        'phones guess names and ports; users who type them get them wrong.',
      allClear: 'mail programs find the servers of {subject} by themselves',
    },
    zh: {
      title: '{subject} 没有告诉邮件客户端使用哪些服务器',
      because:
        '{subject} 没有 SRV 记录、autoconfig 或 Autodiscover 文档。Thunderbird、Outlook 和手机只能猜测名称与端口，手工填写的用户则容易出错。',
      allClear: '邮件客户端能自行找到 {subject} 的服务器',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Add SRV records (MAIL is the server’s name): _imaps._tcp 0 1 993 MAIL, _submissions._tcp 0 1 465 MAIL; for Thunderbird serve https://autoconfig.{subject}/mail/config-v1.1.xml',
        zh: '添加 SRV 记录（MAIL 为服务器名）：_imaps._tcp 0 1 993 MAIL、_submissions._tcp 0 1 465 MAIL；为 Thunderbird 提供 https://autoconfig.{subject}/mail/config-v1.1.xml',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _imaps._tcp.{subject} SRV'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc8314#section-5.1',
    'https://wiki.mozilla.org/Thunderbird:Autoconfiguration',
  ],
})
