import { type DaneOfHost, daneOfHosts } from '../../collect/authentication/dane.ts'
import { dkimKeys } from '../../collect/authentication/dkim.ts'
import { dmarcPublished } from '../../collect/authentication/dmarc.ts'
import { type MtaSts, mtaSts } from '../../collect/authentication/mta-sts.ts'
import { type SpfPublished, spfPublished } from '../../collect/authentication/spf.ts'
import { tlsReporting } from '../../collect/authentication/tls-reporting.ts'
import { clientSettings } from '../../collect/clients/client-settings.ts'
import { serviceNamed, serviceRecords } from '../../collect/clients/service-records.ts'
import { mailExchangers } from '../../collect/dns/mail-exchangers.ts'
import type { Fact } from '../../collect/fact.ts'
import { clientDialogues } from '../../collect/servers/client-dialogues.ts'
import { bestServer } from '../client-programs.ts'
import type { Text } from '../condition.ts'
import { type ExhibitRow, exhibit, type Words } from '../exhibit.ts'

/** What a record is called, of which type, what it should say, and what stands there now. */
interface Wanted {
  readonly name: string
  readonly type: 'TXT' | 'SRV' | 'TLSA' | 'HTTPS'
  /** Ready to paste. */
  readonly value: string
  /** Verbatim; `absent`: asked, nothing is there. */
  readonly published: string | 'absent' | 'unknown'
  /** A domain without it is not wrong. */
  readonly isOptional?: boolean
  /** It is published so, and cannot be used: the diagnoses say why. */
  readonly isBroken?: boolean
}

const notThere: Text = { en: 'not published', zh: '未发布' }
const same: Text = { en: 'as it should be', zh: '与应有内容一致' }
const notTold: Text = { en: 'could not tell', zh: '无法判断' }

/**
 * The records of a domain ready to paste, each beside what is published. What is published and works is kept
 * as it is; what is missing gets the mildest record that does no harm: nothing here makes receivers refuse
 * mail that they take today.
 */
export const recordsToPaste = exhibit({
  id: 'records',
  title: { en: 'Records of {subject}, ready to paste', zh: '{subject} 的记录，可直接粘贴' },
  facts: {
    exchangers: mailExchangers,
    spf: spfPublished,
    dkim: dkimKeys,
    dmarc: dmarcPublished,
    sts: mtaSts,
    reporting: tlsReporting,
    dane: daneOfHosts,
    settings: clientSettings,
    clients: clientDialogues,
    services: serviceRecords,
  },
  show: ({ exchangers, spf, dkim, dmarc, sts, reporting, dane, settings, clients, services }, domain) => {
    const hosts =
      exchangers.status === 'known' && exchangers.value.source === 'mx'
        ? exchangers.value.exchangers.map(({ host }) => host)
        : []
    const wanted: Wanted[] = [
      spfOf(spf, domain, hosts.length > 0),
      ...dkimOf(dkim, domain),
      dmarcOf(dmarc, domain),
      ...(hosts.length === 0 ? [] : stsOf(sts, domain, hosts)),
      {
        ...{ name: `_smtp._tls.${domain}`, type: 'TXT', isOptional: true },
        ...valueOrKept(reporting, (text) => text, `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`),
      },
      ...(dane.status === 'known' ? dane.value.filter(isOf(domain)).map(tlsaOf) : []),
      ...servicesOf({ services, all: known(clients), published: known(settings) }, domain),
    ]
    return {
      columns: [
        { en: 'record', zh: '记录' },
        { en: 'type', zh: '类型' },
        { en: 'value', zh: '值' },
        { en: 'published now', zh: '当前发布' },
      ],
      rows: wanted.map(rowOf),
      note: {
        en: 'Addresses for reports are proposals: take one that somebody reads. DKIM keys come from the server that signs.',
        zh: '报告地址仅为建议：请换成有人查看的邮箱。DKIM 密钥由负责签名的服务器生成。',
      },
    }
  },
})

function rowOf({ name, type, value, published, isOptional = false, isBroken = false }: Wanted): ExhibitRow {
  const isSame = published === value && !isBroken
  const words: Words =
    published === 'absent' ? notThere : published === 'unknown' ? notTold : isSame ? same : published
  const missing = isOptional ? 'not-applicable' : 'problem'
  const status =
    published === 'unknown'
      ? 'could-not-tell'
      : isSame
        ? 'fine'
        : published === 'absent'
          ? missing
          : 'problem'
  return { cells: [name, type, value, words], status }
}

function spfOf(spf: Fact<SpfPublished>, domain: string, takesMail: boolean): Wanted {
  const proposal = takesMail ? 'v=spf1 mx ~all' : 'v=spf1 -all'
  const published = spf.status === 'known' ? spf.value.records.join('\n') : spf.status
  const value = spf.status === 'known' ? merged(spf.value.records) : proposal
  const tree = spf.status === 'known' ? spf.value.tree : undefined
  const own = tree?.records.find((one) => one.domain === domain)
  return { name: domain, type: 'TXT', value, published, isBroken: (own?.record.errors.length ?? 0) > 0 }
}

/** Of several records, which receivers refuse (RFC 7208 §4.5), the one that allows what each allows. */
function merged(records: readonly string[]): string {
  const [only] = records
  if (only !== undefined && records.length === 1) return only
  const terms = records.flatMap((text) => text.trim().split(/\s+/).slice(1))
  const allowed = terms.filter((term) => !/^[-~?+]?all$/i.test(term))
  return ['v=spf1', ...new Set(allowed), '~all'].join(' ')
}

function dkimOf(dkim: Fact<readonly DkimPublished[]>, domain: string): Wanted[] {
  const own = known(dkim).filter((key) => key.domain === domain)
  return own.flatMap(({ recordName, published, ownKey, matches }): Wanted[] => {
    const [record] = known(published)
    const text = record?.text
    // The key that signs is known only on the server itself.
    const value = ownKey === undefined ? text : matches.status === 'known' && matches.value ? text : undefined
    const proposal = value ?? (ownKey === undefined ? undefined : `v=DKIM1; p=${ownKey}`)
    if (proposal === undefined) return []
    const state = published.status === 'unknown' ? 'unknown' : 'absent'
    return [
      {
        name: recordName,
        type: 'TXT',
        value: proposal,
        published: text ?? state,
        isBroken: (record?.errors.length ?? 0) > 0,
      },
    ]
  })
}

interface DkimPublished {
  readonly domain: string
  readonly recordName: string
  readonly published: Fact<readonly { readonly text: string; readonly errors: readonly string[] }[]>
  readonly ownKey: string | undefined
  readonly matches: Fact<boolean>
}

function dmarcOf(
  dmarc: Fact<{ at: string | undefined; record: { text: string; errors: readonly string[] } | undefined }>,
  domain: string,
): Wanted {
  const proposal = `v=DMARC1; p=none; rua=mailto:dmarc-reports@${domain}`
  const record = dmarc.status === 'known' ? dmarc.value.record : undefined
  const name = `_dmarc.${dmarc.status === 'known' ? (dmarc.value.at ?? domain) : domain}`
  if (record !== undefined)
    return {
      name,
      type: 'TXT',
      value: record.text,
      published: record.text,
      isBroken: record.errors.length > 0,
    }
  return { name, type: 'TXT', value: proposal, published: dmarc.status === 'unknown' ? 'unknown' : 'absent' }
}

/** Mode `testing`: senders report, and refuse nothing (RFC 8461 §5). */
function stsOf(sts: Fact<MtaSts>, domain: string, hosts: readonly string[]): Wanted[] {
  const fetched = sts.status === 'known' ? sts.value.fetched : undefined
  const policy = fetched?.outcome === 'policy' ? fetched.policy : undefined
  const lines = (mode: string, age: number, patterns: readonly string[]) =>
    ['version: STSv1', `mode: ${mode}`, ...patterns.map((one) => `mx: ${one}`), `max_age: ${age}`].join('\n')
  const served =
    policy === undefined
      ? undefined
      : lines(policy.mode ?? 'testing', policy.maxAgeSeconds ?? 86_400, policy.patterns)
  const covers = hosts.every((host) => policy?.patterns.some((pattern) => fits(host, pattern)) === true)
  const wanted = covers ? served : lines(policy?.mode ?? 'testing', policy?.maxAgeSeconds ?? 86_400, hosts)
  const untold = sts.status === 'unknown' || fetched?.outcome === 'not-told'
  return [
    {
      ...{ name: `_mta-sts.${domain}`, type: 'TXT', isOptional: true },
      ...valueOrKept(sts, ({ record }) => record, 'v=STSv1; id=1'),
    },
    {
      ...{ name: `https://mta-sts.${domain}/.well-known/mta-sts.txt`, type: 'HTTPS' },
      ...{ value: wanted ?? '', published: served ?? (untold ? 'unknown' : 'absent') },
      isOptional: sts.status === 'absent',
    },
  ]
}

/** `*.` stands for one label (RFC 8461 §4.1). */
function fits(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.slice(host.indexOf('.')) === pattern.slice(1) : host === pattern
}

/** DANE-EE, the key, SHA-256 (RFC 7672 §3.1): it outlives renewals that keep the key. */
function tlsaOf({ host, records, leaf }: DaneOfHost): Wanted {
  const good = records.filter(({ match }) => match === 'matches').map(({ text }) => text)
  return {
    ...{ name: `_25._tcp.${host}`, type: 'TLSA' },
    value: good.length > 0 ? good.join('\n') : `3 1 1 ${leaf.spkiFingerprint}`,
    published: good.length > 0 ? good.join('\n') : records.map(({ text }) => text).join('\n'),
  }
}

function isOf(domain: string): (one: DaneOfHost) => boolean {
  return ({ domains }) => domains.includes(domain)
}

interface Reachable {
  readonly services: Parameters<typeof serviceNamed>[0]
  readonly all: Parameters<typeof bestServer>[1]
  readonly published: Parameters<typeof bestServer>[2]
}

const srv = [
  ['incoming', '_imaps', 993],
  ['outgoing', '_submissions', 465],
  ['outgoing', '_submission', 587],
] as const

/** Only for servers that answered with TLS and a certificate that fits. */
function servicesOf({ services, all, published }: Reachable, domain: string): Wanted[] {
  return srv.flatMap(([direction, label, port]): Wanted[] => {
    const server = bestServer(
      direction,
      all.filter((one) => one.port === port),
      published,
    )
    if (server === undefined) return []
    const now = serviceNamed(services, label)
    const value = `0 1 ${now?.port ?? port} ${now?.host ?? server.host}.`
    const missing = services.status === 'unknown' ? 'unknown' : 'absent'
    const record: Wanted = {
      name: `${label}._tcp.${domain}`,
      type: 'SRV',
      isOptional: true,
      value,
      published: now === undefined ? missing : value,
    }
    return [record]
  })
}

/** What is published stays; where nothing is, the proposal. */
function valueOrKept<T>(
  fact: Fact<T>,
  textOf: (value: T) => string,
  proposal: string,
): Pick<Wanted, 'value' | 'published'> {
  if (fact.status === 'known') return { value: textOf(fact.value), published: textOf(fact.value) }
  return { value: proposal, published: fact.status }
}

function known<T>(fact: Fact<readonly T[]>): readonly T[] {
  return fact.status === 'known' ? fact.value : []
}
