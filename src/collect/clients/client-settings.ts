import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { autoconfig, autoconfigOf } from './autoconfig.ts'
import { autodiscover, autodiscoverOf } from './autodiscover.ts'
import { type ClientProtocol, type ClientSecurity, type ClientSetting, settingKey } from './client-setting.ts'
import type { PublishedSettings } from './published-settings.ts'
import { type ServiceLabel, type ServiceRecord, serviceRecords, serviceRecordsOf } from './service-records.ts'

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

export const clientSettings = factAbout<string>()({
  id: 'clients.settings',
  summary: 'All servers that mail programs are told to use, by SRV, autoconfig and Autodiscover.',
  fromOutside: 'same',
  optional: { records: serviceRecords, autoconfig, autodiscover },
  collect: (_world, { records, autoconfig, autodiscover }): Fact<readonly ClientSetting[]> =>
    together(records, [autoconfig, autodiscover]),
})

/** The same, for facts of a machine that serves several domains. Each question is asked once a run. */
export async function clientSettingsOf(
  world: World,
  domain: string,
): Promise<Fact<readonly ClientSetting[]>> {
  const [records, ...documents] = await Promise.all([
    serviceRecordsOf(world, domain),
    autoconfigOf(world, domain),
    autodiscoverOf(world, domain),
  ])
  return together(records, documents)
}

function together(
  records: Fact<readonly ServiceRecord[]>,
  documents: readonly Fact<PublishedSettings>[],
): Fact<readonly ClientSetting[]> {
  const bySrv = records.status === 'known' ? records.value.flatMap(settingOf) : []
  const published = documents.flatMap((one) => (one.status === 'known' ? one.value.settings : []))
  const all = [...bySrv, ...published]
  if (all.length > 0) return known(all, ...all.flatMap(({ evidence }) => evidence))
  const failed = [records, ...documents].find((one) => one.status === 'unknown')
  return failed?.status === 'unknown' ? failed : { status: 'absent', evidence: [] }
}

function settingOf({ label, host, port, evidence }: ServiceRecord): ClientSetting[] {
  const service = services[label]
  if (service === undefined || host === undefined || !(port > 0 && port < 65_536)) return []
  return [{ source: 'SRV', ...service, host, port, authentication: [], evidence }]
}

/** Each server once, with all who name it. */
export function byServer(settings: readonly ClientSetting[]): readonly (readonly ClientSetting[])[] {
  return [...Map.groupBy(settings, settingKey).values()]
}
