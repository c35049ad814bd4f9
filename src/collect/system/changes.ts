import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import type { TimelineEvent } from '../../logs/mail-log.ts'
import { dovecotConfiguration } from '../dovecot/configuration.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import { type ConfiguredCertificate, configuredCertificates } from '../tls/configured-certificates.ts'
import { type PackageChange, packageHistory } from './package-history.ts'

/** Something that was done to the machine or happened on it. */
export interface MachineChange {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly what: { readonly en: string; readonly zh: string }
  readonly evidence: Evidence
}

const window = 48 * 3_600_000
/** What apt does in one go, and what two programs say of one start. */
const oneGo = 10 * 60_000
const sameMoment = 10_000
const mostChanges = 200
const mostFiles = 400

export const changes = fact({
  id: 'system.changes',
  privilege: 'root',
  summary: 'What was changed in the last 48 hours: packages, configuration files, certificates, services.',
  optional: {
    packages: packageHistory,
    log: mailLog,
    certificates: configuredCertificates,
    postfix: postfixConfiguration,
    dovecot: dovecotConfiguration,
  },
  async collect(world, { packages, log, certificates, postfix, dovecot }) {
    const from = world.clock.now() - window
    const folders = [
      postfix.status === 'known' ? postfix.value.directory : '/etc/postfix',
      ...(dovecot.status === 'known' ? ['/etc/dovecot', '/etc/dovecot/conf.d'] : []),
      '/etc/rspamd/local.d',
      '/etc/nftables.d',
    ]
    const found: MachineChange[] = [
      ...(packages.status === 'known' ? packageChanges(packages.value.filter(({ at }) => at >= from)) : []),
      ...(log.status === 'known' ? serviceChanges(log.value.timeline) : []),
      ...(certificates.status === 'known' ? certificateChanges(world, certificates.value) : []),
      ...(await fileChanges(world, folders, from)),
    ]
    const recent = found.filter(({ at }) => at >= from && at <= world.clock.now())
    const sorted = recent.toSorted((a, b) => a.at - b.at)
    return known(sorted.slice(-mostChanges)) satisfies Fact<readonly MachineChange[]>
  },
})

/** What was upgraded together is one change. */
function packageChanges(all: readonly PackageChange[]): MachineChange[] {
  const groups: PackageChange[][] = []
  for (const change of all) {
    const last = groups.at(-1)
    const [first] = last ?? []
    const together = first !== undefined && first.action === change.action && change.at - first.at < oneGo
    if (last !== undefined && together) last.push(change)
    else groups.push([change])
  }
  return groups.flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const shown = group.slice(0, 3).map(({ name, from, version }) => {
      return from === undefined ? `${name} ${version}` : `${name} ${from} → ${version}`
    })
    const more = group.length - shown.length
    const list = shown.join(', ')
    const zhAction = { installed: '安装', upgraded: '升级', removed: '移除' }[first.action]
    return [
      {
        at: first.at,
        what: {
          en: `packages ${first.action}: ${list}${more > 0 ? ` and ${more} more` : ''}`,
          zh: `${zhAction}软件包：${list}${more > 0 ? ` 等共 ${group.length} 个` : ''}`,
        },
        evidence: first.evidence,
      },
    ]
  })
}

const eventWords: Readonly<Record<TimelineEvent['kind'], readonly [en: string, zh: string]>> = {
  started: ['was started', '已启动'],
  stopped: ['was stopped', '已停止'],
  reloaded: ['was reloaded', '已重新加载'],
  failed: ['failed', '失败'],
  'out-of-memory-kill': ['was killed: no memory left', '因内存不足被终止'],
  'disk-error': ['had a disk error', '出现磁盘错误'],
  'filesystem-full': ['had no space left', '空间不足'],
  'filesystem-read-only': ['became read-only', '变为只读'],
  segfault: ['crashed (segfault)', '崩溃（段错误）'],
}

/** systemd and the program itself report one start: told once. */
function serviceChanges(timeline: readonly TimelineEvent[]): MachineChange[] {
  const latest = new Map<string, number>()
  return timeline.flatMap(({ at, kind, subject, evidence }) => {
    const key = `${kind} ${subject.replace(/@.*|\.service$/, '').toLowerCase()}`
    const before = latest.get(key) ?? Number.NEGATIVE_INFINITY
    latest.set(key, at)
    if (at - before < sameMoment) return []
    const [en, zh] = eventWords[kind]
    return [{ at, what: { en: `${subject} ${en}`, zh: `${subject} ${zh}` }, evidence }]
  })
}

function certificateChanges(world: World, all: readonly ConfiguredCertificate[]): MachineChange[] {
  const byPath = new Map(all.map((one) => [one.certificatePath, one]))
  return [...byPath.values()].flatMap(({ certificatePath, file }) => {
    if (file.status !== 'known') return []
    const { modifiedAt } = file.value
    return [
      {
        at: modifiedAt,
        what: {
          en: `the certificate ${certificatePath} was written`,
          zh: `证书 ${certificatePath} 已写入`,
        },
        evidence: fileEvidence(world, certificatePath, modifiedAt),
      },
    ]
  })
}

const singleFiles = [
  '/etc/resolv.conf',
  '/etc/hosts',
  '/etc/hostname',
  '/etc/nftables.conf',
  '/etc/aliases',
  '/etc/apt/sources.list',
]
/** Written by programs or kept by editors: not what a person changed. */
const byProduct =
  /\.(?:db|lmdb|cdb|pag|dir|dpkg-(?:old|dist|new)|ucf-(?:old|dist)|swp|bak|proto)$|~$|^\.|^prng_exch$/

async function fileChanges(world: World, folders: readonly string[], from: number): Promise<MachineChange[]> {
  const listed = await Promise.all(folders.map((folder) => filesIn(world, folder)))
  const paths = [...singleFiles, ...listed.flat()].slice(0, mostFiles)
  const looked = await Promise.all(
    paths.map(async (path) => ({ path, status: await world.host.status(path) })),
  )
  const changed = looked.flatMap(({ path, status }) =>
    status.status === 'known' && status.value.modifiedAt >= from
      ? [{ path, at: status.value.modifiedAt }]
      : [],
  )
  return [...Map.groupBy(changed, oneWrite).values()].flatMap((group) => fileChange(world, group))
}

interface ChangedFile {
  readonly path: string
  readonly at: number
}

/** What was written into one folder within some seconds was one act: a deployment, an unpacked archive. */
function oneWrite({ path, at }: ChangedFile): string {
  return `${path.slice(0, path.lastIndexOf('/'))} ${Math.floor(at / sameMoment)}`
}

function fileChange(world: World, group: readonly ChangedFile[]): MachineChange[] {
  const [first] = group
  if (first === undefined) return []
  const folder = first.path.slice(0, first.path.lastIndexOf('/'))
  const names = group.slice(0, 4).map(({ path }) => path.slice(folder.length + 1))
  const more = group.length - names.length
  const list = names.join(', ')
  const what =
    group.length === 1
      ? { en: `${first.path} was changed`, zh: `${first.path} 已更改` }
      : {
          en: `in ${folder} were changed: ${list}${more > 0 ? ` and ${more} more` : ''}`,
          zh: `${folder} 中已更改：${list}${more > 0 ? ` 等共 ${group.length} 个` : ''}`,
        }
  return [{ at: first.at, what, evidence: fileEvidence(world, first.path, first.at) }]
}

async function filesIn(world: World, folder: string): Promise<string[]> {
  const entries = await world.host.listDirectory(folder)
  if (entries.status !== 'known') return []
  return entries.value
    .filter(({ name, type }) => (type === 'file' || type === 'symlink') && !byProduct.test(name))
    .map(({ name }) => `${folder}/${name}`)
}

function fileEvidence(world: World, path: string, modifiedAt: number): Evidence {
  const at = isoTime(world.clock.now())
  return { kind: 'file', where: path, text: `last changed ${isoTime(modifiedAt)}`, at }
}
