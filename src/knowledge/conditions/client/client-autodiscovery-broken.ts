import { appleProfile } from '../../../collect/clients/apple-profile.ts'
import { autoconfig } from '../../../collect/clients/autoconfig.ts'
import { autodiscover } from '../../../collect/clients/autodiscover.ts'
import type { ClientSetting } from '../../../collect/clients/client-setting.ts'
import { byServer, clientSettings } from '../../../collect/clients/client-settings.ts'
import { jmap } from '../../../collect/clients/jmap.ts'
import type { PublishedSettings } from '../../../collect/clients/published-settings.ts'
import { ownAddresses, ownershipOf } from '../../../collect/dns/own-addresses.ts'
import type { Fact } from '../../../collect/fact.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { publishedDialogues, publishedHosts } from '../../../collect/servers/published-servers.ts'
import { type ServersLooked, settingName, stateOfSetting } from '../../client-setting-state.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * Mail programs are told to use a server that does not work for them, or find a document that they cannot
 * read. Nothing published is another matter: then they guess.
 */
export const clientAutodiscoveryBroken = condition({
  id: 'client-autodiscovery-broken',
  topic: 'client',
  severity: 'medium',
  symptom: true,
  subjects: ownDomains,
  needs: {},
  optional: {
    settings: clientSettings,
    autoconfig,
    autodiscover,
    jmap,
    apple: appleProfile,
    hosts: publishedHosts,
    clients: publishedDialogues,
    own: ownAddresses,
  },
  detect: ({ settings, autoconfig, autodiscover, jmap, apple, hosts, clients, own }) => {
    const groups = settings.status === 'known' ? byServer(settings.value) : []
    const servers = groups.map((group) => judgeServer(group, { hosts, clients, own }))
    const documents = [autoconfig, autodiscover, jmap, apple].flatMap(judgeDocument)
    const verdicts = [...servers, ...documents]
    return verdicts.length === 0 ? notApplicable('nothing is published for mail programs') : verdicts
  },
  texts: {
    en: {
      title: 'Mail programs are led to {subject}, which does not work: {fault}',
      because:
        '{sources} send mail programs to {subject}, but {fault}. Who sets up an account automatically gets an account ' +
        'that does not work.',
      allClear: '{subject}, which mail programs are told to use, works',
    },
    zh: {
      title: '邮件客户端被引导到 {subject}，但它不可用：{faultZh}',
      because: '{sources} 让邮件客户端使用 {subject}，但{faultZh}。自动设置的账户将无法使用。',
      allClear: '邮件客户端被告知使用的 {subject} 可用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Let {sources} name a server that works, by a name that is in its certificate, or remove the entry',
        zh: '让 {sources} 指向可用的服务器（名称须在证书内），或删除该条目',
      },
      risk: 'none',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only client-autodiscovery-broken'],
  references: [
    'https://wiki.mozilla.org/Thunderbird:Autoconfiguration',
    'https://www.rfc-editor.org/rfc/rfc6186',
    'https://learn.microsoft.com/en-us/exchange/architecture/client-access/autodiscover',
  ],
})

interface Looked extends ServersLooked {
  readonly own: Fact<readonly string[]>
}

function judgeServer(group: readonly ClientSetting[], looked: Looked): Verdict {
  const subject = settingName(group)
  const [first] = group
  if (first === undefined) return notApplicable('no such server')
  if (isElsewhere(first, looked))
    return notApplicable(`${first.host} is another server: mailmedic probe asks it`)
  const state = stateOfSetting(first, looked)
  if (state.status === 'works') return fine(state.evidence, subject)
  if (state.status === 'not told')
    return couldNotTell({ code: 'unreachable', text: `${subject}: ${state.words.en}` }, subject)
  return problem({
    subject,
    confidence: 'certain',
    evidence: [...state.evidence, ...first.evidence],
    values: {
      fault: state.words.en,
      faultZh: state.words.zh,
      sources: [...new Set(group.map(({ source }) => source))].join(', '),
    },
    marks: state.marks,
  })
}

/** Seen from a host: its own servers are asked, those of others are not. From outside nothing is its own. */
function isElsewhere({ host }: ClientSetting, { hosts, own }: Looked): boolean {
  if (own.status !== 'known' || own.value.length === 0 || hosts.status !== 'known') return false
  const addresses = hosts.value.find((one) => one.host === host)?.addresses ?? []
  return addresses.length > 0 && !addresses.some((one) => ownershipOf(one, own.value) === 'ours')
}

function judgeDocument(document: Fact<PublishedSettings>): Verdict[] {
  if (document.status !== 'known') return []
  const { url, fault } = document.value
  const subject = new URL(url).host
  if (fault === undefined) return [fine(document.evidence, subject)]
  return [
    problem({
      subject,
      confidence: 'certain',
      // Programs go on to the next way, or ask.
      severity: 'low',
      evidence: document.evidence,
      values: { fault, faultZh: fault, sources: url.replace(/\?.*/, '') },
      marks: [`host:${subject}`],
    }),
  ]
}
