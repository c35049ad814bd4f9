import { parseIpAddress } from '../../collect/dns/ip-address.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'
import { isGraver } from '../incidents/incident.ts'
import { fleetWords, type Language, listOfHosts } from './words.ts'

/** A root cause on one host, as that host says it. */
export interface HostDisease {
  readonly host: string
  readonly diagnosis: ReportedDiagnosis
  /** When it began there, milliseconds since 1970 UTC. */
  readonly beganAt: number
  /** False: it is over there; it still tells what belongs together. */
  readonly isOpen: boolean
}

/** A root cause in the fleet: of one host, or the same on many. */
export interface FleetDisease {
  readonly hosts: readonly string[]
  readonly diagnosis: ReportedDiagnosis
}

/** What begins on so many hosts within so short a time has one cause: an upgrade, a provider, a network. */
const together = 3
const togetherMilliseconds = 10 * 60_000

/**
 * The diseases of all hosts → one for each cause. Pure. The same disease is: the same condition on the same
 * thing that is not the host's own (a resolver, a domain, a certificate's name, a network on a block list);
 * or the same condition on the same thing of each host, that began on three hosts or more within ten
 * minutes. All else is each host's own, however alike.
 */
export function joinDiseases(all: readonly HostDisease[], language: Language): FleetDisease[] {
  const groups = Map.groupBy(all, groupOf)
  return [...groups].flatMap(([, members]) => {
    const [first] = members
    if (first === undefined) return []
    const shared = sharedSubject(first)
    if (shared !== undefined) return joined(members, shared, language)
    return clustersOf(members).flatMap((cluster) =>
      hostsOf(cluster).length >= together
        ? joined(cluster, fleetWords[language].atOnce, language)
        : cluster.flatMap((one) => alone(one)),
    )
  })
}

function groupOf(disease: HostDisease): string {
  const { condition, subject } = disease.diagnosis
  return `${condition} ${sharedSubject(disease) ?? `of each: ${subject}`}`
}

function alone({ host, diagnosis, isOpen }: HostDisease): FleetDisease[] {
  if (!isOpen) return []
  const explains = diagnosis.explains.map((one) => ({ ...one, subject: subjectOn(host, one.subject) }))
  return [
    { hosts: [host], diagnosis: { ...diagnosis, subject: subjectOn(host, diagnosis.subject), explains } },
  ]
}

function joined(members: readonly HostDisease[], subject: string, language: Language): FleetDisease[] {
  const open = members.filter(({ isOpen }) => isOpen).toSorted((a, b) => a.beganAt - b.beganAt)
  const [first] = open
  if (first === undefined) return []
  const hosts = hostsOf(open)
  const messages = open.reduce((sum, { diagnosis }) => sum + diagnosis.impact.messages, 0)
  const users = open.reduce((sum, { diagnosis }) => sum + diagnosis.impact.users, 0)
  const words = fleetWords[language]
  const title = hosts.length === 1 ? first.diagnosis.title : words.title(first.diagnosis.title, hosts.length)
  return [
    {
      hosts,
      diagnosis: {
        ...first.diagnosis,
        severity: gravest(open),
        subject,
        title,
        because:
          hosts.length === 1
            ? first.diagnosis.because
            : words.because(first.diagnosis.because, listOfHosts(hosts, language)),
        impact:
          hosts.length === 1
            ? first.diagnosis.impact
            : { messages, users, text: words.impact(messages, users, hosts.length) },
        evidence: open
          .flatMap(({ host, diagnosis }) =>
            diagnosis.evidence.slice(0, 1).map((one) => ({ ...one, where: subjectOn(host, one.where) })),
          )
          .slice(0, mostEvidence),
        explains: open.flatMap((one) => symptomsOf(one)),
      },
    },
  ]
}

/** Its symptoms on that host, and what it was before it turned out to be the same on many. */
function symptomsOf({ host, diagnosis }: HostDisease): ReportedDiagnosis['explains'] {
  const { condition, subject, title } = diagnosis
  return [
    ...diagnosis.explains.map((one) => ({ ...one, subject: subjectOn(host, one.subject) })),
    { condition, subject: subjectOn(host, subject), title, confirmed: true },
  ]
}

const mostEvidence = 12

function gravest(diseases: readonly HostDisease[]): ReportedDiagnosis['severity'] {
  return diseases.reduce<ReportedDiagnosis['severity']>(
    (worst, { diagnosis }) => (isGraver(diagnosis.severity, worst) ? diagnosis.severity : worst),
    'info',
  )
}

function hostsOf(diseases: readonly HostDisease[]): string[] {
  return [...new Set(diseases.map(({ host }) => host))]
}

/** By when they began: each within ten minutes of the one before. */
function clustersOf(members: readonly HostDisease[]): HostDisease[][] {
  const clusters: HostDisease[][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const one of members.toSorted((a, b) => a.beganAt - b.beganAt)) {
    if (one.beganAt - before > togetherMilliseconds) clusters.push([])
    clusters.at(-1)?.push(one)
    before = one.beganAt
  }
  return clusters
}

export function subjectOn(host: string, subject: string): string {
  return `${host}: ${subject}`
}

/** What several hosts can have in common; undefined: it is the host's own. */
export function sharedSubject({ host, diagnosis }: HostDisease): string | undefined {
  const { condition, subject } = diagnosis
  const bare = subject.replace(/^(?:inet|tcp|tls|udp):/, '')
  const address = bare.replace(/^\[([^\]]*)\](?:[:#]\d+)?$/, '$1').replace(/^(\d[\d.]*)[:#]\d+$/, '$1')
  if (parseIpAddress(address) !== undefined) return sharedAddress(condition, address, subject)
  const name = bare.replace(/[:#]\d+$/, '').toLowerCase()
  if (!isName.test(name) || name === host.toLowerCase() || name.endsWith(`.${host.toLowerCase()}`))
    return undefined
  return isLocalName.test(name) ? undefined : subject
}

/** A server that many ask is one; an own address is each host's own, but lists name whole networks. */
function sharedAddress(condition: string, address: string, subject: string): string | undefined {
  if (isOwnAddress.test(address)) return undefined
  if (!condition.startsWith('reputation-')) return subject
  if (!address.includes(':')) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  return `${address.split(':').slice(0, 3).join(':')}::/48`
}

const isName = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}$/
const isLocalName =
  /(?:^localhost|\.localdomain|\.local|\.service|\.socket|\.timer|\.conf|\.cf|\.pem|\.sock|\.log|\.db)$/
const isOwnAddress = /^(?:127\.|0\.0\.0\.0$|::1$|::$|169\.254\.|fe80:)/i
