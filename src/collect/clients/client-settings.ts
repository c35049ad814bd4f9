import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { autoconfig } from './autoconfig.ts'
import { autodiscover } from './autodiscover.ts'
import { type ClientProtocol, type ClientSecurity, type ClientSetting, settingKey } from './client-setting.ts'
import { type ServiceLabel, type ServiceRecord, serviceRecords } from './service-records.ts'

const services: Readonly<
  Partial<Record<ServiceLabel, { readonly protocol: ClientProtocol; readonly security: ClientSecurity }>>
> = {
  _imaps: { protocol: 'imap', security: 'implicit' },
  _imap: { protocol: 'imap', security: 'starttls' },
  _pop3s: { protocol: 'pop3', security: 'implicit' },
  _pop3: { protocol: 'pop3', security: 'starttls' },
  _submissions: { protocol: 'smtp', security: 'implicit' },
  _submission: { protocol: 'smtp', security: 'starttls' },
  _sieve: { protocol: 'managesieve', security: 'starttls' },
}

export const clientSettings = fact({
  id: 'clients.settings',
  summary: 'All servers that mail programs are told to use, by SRV, autoconfig and Autodiscover.',
  onlyFromOutside: true,
  fromOutside: 'same',
  optional: { records: serviceRecords, autoconfig, autodiscover },
  collect: (_world, facts): Fact<readonly ClientSetting[]> => {
    const { records } = facts
    const bySrv = records.status === 'known' ? records.value.flatMap(settingOf) : []
    const documents = [facts.autoconfig, facts.autodiscover]
    const published = documents.flatMap((one) => (one.status === 'known' ? one.value.settings : []))
    const all = [...bySrv, ...published]
    if (all.length > 0) return known(all, ...all.flatMap(({ evidence }) => evidence))
    const failed = [records, ...documents].find((one) => one.status === 'unknown')
    return failed?.status === 'unknown' ? failed : { status: 'absent', evidence: [] }
  },
})

function settingOf({ label, host, port, evidence }: ServiceRecord): ClientSetting[] {
  const service = services[label]
  if (service === undefined || host === undefined || !(port > 0 && port < 65_536)) return []
  return [{ source: 'SRV', ...service, host, port, authentication: [], evidence }]
}

/** Each server once, with all who name it. */
export function byServer(settings: readonly ClientSetting[]): readonly (readonly ClientSetting[])[] {
  return [...Map.groupBy(settings, settingKey).values()]
}
