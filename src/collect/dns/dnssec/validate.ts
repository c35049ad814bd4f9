import { type Evidence, type KnownOrAbsent, known, unknown } from '../../../access/answer.ts'
import type { CanonicalRecord, RecordType } from '../../../access/net/net.ts'
import type { World } from '../../../access/world.ts'
import { type Fact, factAbout } from '../../fact.ts'
import { lookUp } from '../look-up.ts'
import { nameResolution } from '../name-resolution.ts'
import { type Break, judgeCut, judgeData, judgeKeys } from './judgement.ts'
import { labelsOf, lastLabels } from './wire-name.ts'
import { type KeyDigest, parseKeyDigest, type ZoneKey } from './zone-key.ts'

/** What our own validation of a domain came to. */
export interface DnssecValidation {
  readonly verdict: 'secure' | 'insecure' | 'bogus'
  /** The zone that it ended in: the domain's own, the unsigned one, or that of the break. */
  readonly zone: string
  /** Of a bogus one. */
  readonly break?: Break
}

/** KSK-2017 and KSK-2024: https://data.iana.org/root-anchors/root-anchors.xml */
const rootAnchors = [
  '20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D',
  '38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16',
]

/** Names of more labels are nobody's mail domain. */
const mostLabels = 12

export const dnssecValidation = factAbout<string>()({
  id: 'dns.dnssec-validation',
  summary:
    'Whether the DNSSEC signatures of a domain hold, verified here from the root down (RFC 4035), and where they break.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<DnssecValidation>> {
    if (labelsOf(domain).length > mostLabels) return unknown('too-big', `${domain} has too many labels`)
    const now = world.clock.now()
    const given = world.trustAnchors ?? world.task?.trustAnchors ?? rootAnchors
    const anchors = given.flatMap((text) => parseKeyDigest(text) ?? [])
    const root = await rootKeys(world, anchors, now)
    if (root.status !== 'known') return root
    const evidence: Evidence[] = []
    let zone: Zone = { zone: '.', keys: root.value }
    for (let count = 1; count <= labelsOf(domain).length; count++) {
      const step = await descend(world, zone, lastLabels(domain, count), now)
      if (step.status !== 'known') return step
      evidence.push(...step.evidence)
      if ('verdict' in step.value) return known(step.value, ...evidence)
      zone = step.value
    }
    return dataOf(world, zone, domain, now)
  },
})

interface Zone {
  readonly zone: string
  readonly keys: readonly ZoneKey[]
}

type Proof = KnownOrAbsent<readonly CanonicalRecord[]> & { readonly status: 'known' }

/** Data that a validating resolver would hold back is asked for all the same (CD). */
async function ask(world: World, name: string, type: RecordType): Promise<Proof | Fact<never>> {
  const answer = await lookUp(world, { name, type, checkingDisabled: true, proof: true })
  if (answer.status !== 'known') return answer
  return { status: 'known', value: answer.value.proof ?? [], evidence: answer.evidence }
}

/** A root that is not the Internet's, or a resolver without signatures, breaks nothing: it tells nothing. */
async function rootKeys(
  world: World,
  anchors: readonly KeyDigest[],
  now: number,
): Promise<Fact<readonly ZoneKey[]>> {
  const answer = await ask(world, '.', 'DNSKEY')
  if (answer.status !== 'known') return answer
  const judged = judgeKeys('.', anchors, answer.value, now)
  if (judged.state === 'held') return known(judged.keys, ...answer.evidence)
  const why =
    judged.state === 'broken' && judged.because.because.code === 'keys do not fit'
      ? 'the root of the DNS here is not that of the Internet'
      : 'the resolver hands on no signatures'
  return unknown('refused', `${why}: DNSSEC cannot be verified from here`, 'ask another resolver: --resolver')
}

/** One label down: the same zone, the next one with its keys, or the end of the way. */
async function descend(
  world: World,
  above: Zone,
  name: string,
  now: number,
): Promise<Fact<Zone | DnssecValidation>> {
  const answer = await ask(world, name, 'DS')
  if (answer.status !== 'known') return answer
  const cut = judgeCut(name, above, answer.value, now)
  if (cut.state === 'broken') return bogus(above.zone, cut.because, answer.evidence)
  if (cut.state === 'same zone') return known(above)
  if (cut.state === 'unsigned zone') return known({ verdict: 'insecure', zone: name }, ...answer.evidence)
  if (cut.state === 'no such name') return known({ verdict: 'secure', zone: above.zone }, ...answer.evidence)
  const served = await ask(world, name, 'DNSKEY')
  if (served.status !== 'known') return served
  const judged = judgeKeys(name, cut.digests, served.value, now)
  if (judged.state === 'unsigned') return known({ verdict: 'insecure', zone: name }, ...answer.evidence)
  if (judged.state === 'broken') return bogus(name, judged.because, [...answer.evidence, ...served.evidence])
  return known({ zone: name, keys: judged.keys }, ...answer.evidence)
}

/** What mail asks for first; SOA stands for the rest of the zone. */
async function dataOf(
  world: World,
  zone: Zone,
  domain: string,
  now: number,
): Promise<Fact<DnssecValidation>> {
  const asked = [
    { name: zone.zone, type: 'SOA', number: 6 },
    { name: domain, type: 'MX', number: 15 },
  ] as const
  const evidence: Evidence[] = []
  for (const { name, type, number } of asked) {
    const answer = await ask(world, name, type)
    if (answer.status !== 'known') return answer
    const judged = judgeData(name, { number, label: type }, zone, answer.value, now)
    if (!judged.holds) return bogus(zone.zone, judged.because, answer.evidence)
    evidence.push(...answer.evidence)
  }
  return known({ verdict: 'secure', zone: zone.zone }, ...evidence)
}

function bogus(zone: string, because: Break, evidence: readonly Evidence[]): Fact<DnssecValidation> {
  return known({ verdict: 'bogus', zone, break: because }, ...evidence)
}
