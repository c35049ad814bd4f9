import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { normalName } from '../dns/domain-name.ts'
import { lookUp } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'

/** Services of RFC 6186 and 8314, of ManageSieve (RFC 5804 §1.8), JMAP (RFC 8620 §2.2) and Autodiscover. */
export const serviceLabels = [
  '_imaps',
  '_imap',
  '_pop3s',
  '_pop3',
  '_submissions',
  '_submission',
  '_sieve',
  '_jmap',
  '_autodiscover',
] as const
export type ServiceLabel = (typeof serviceLabels)[number]

export interface ServiceRecord {
  readonly label: ServiceLabel
  readonly priority: number
  readonly port: number
  /** Lower case; undefined: a target of ".", by which the domain says that it has no such service. */
  readonly host: string | undefined
  readonly evidence: readonly Evidence[]
}

export const serviceRecords = factAbout<string>()({
  id: 'clients.service-records',
  summary: 'The SRV records by which mail programs find the servers of a domain.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  collect: (world, _facts, domain) => serviceRecordsOf(world, domain),
})

export async function serviceRecordsOf(
  world: World,
  domain: string,
): Promise<Fact<readonly ServiceRecord[]>> {
  const answers = await Promise.all(serviceLabels.map((label) => recordsOf(world, label, domain)))
  const failed = answers.find((answer) => answer.status === 'unknown')
  const found = answers.flatMap((answer) => (answer.status === 'known' ? answer.value : []))
  if (found.length > 0) return known(found, ...found.flatMap(({ evidence }) => evidence))
  return failed ?? { status: 'absent', evidence: answers.flatMap(evidenceOf) }
}

/** The service that a label names, unless the domain says that it has none. */
export function serviceNamed(
  records: Fact<readonly ServiceRecord[]>,
  label: ServiceLabel,
): (ServiceRecord & { readonly host: string }) | undefined {
  const named = records.status === 'known' ? records.value : []
  return named.flatMap((one) =>
    one.label === label && one.host !== undefined ? [{ ...one, host: one.host }] : [],
  )[0]
}

async function recordsOf(
  world: World,
  label: ServiceLabel,
  domain: string,
): Promise<Fact<readonly ServiceRecord[]>> {
  const answer = await lookUp(world, { name: `${label}._tcp.${domain}`, type: 'SRV' })
  if (answer.status !== 'known') return answer
  const records = answer.value.records.slice(0, 10).map(({ data }): ServiceRecord => {
    const [priority, , port, target = ''] = data.split(' ')
    const host = normalName(target)
    return {
      label,
      priority: Number(priority),
      port: Number(port),
      host: host === '' ? undefined : host,
      evidence: answer.evidence,
    }
  })
  return known(
    records.toSorted((one, other) => one.priority - other.priority),
    ...answer.evidence,
  )
}

function evidenceOf(answer: Fact<unknown>): readonly Evidence[] {
  return answer.status === 'unknown' ? [] : answer.evidence
}
