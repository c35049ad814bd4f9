import { isoTime } from '../../access/clock.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import type { Fact } from '../../collect/fact.ts'
import { exchangerDialogues } from '../../collect/mail/exchanger-dialogues.ts'
import { clientDialogues } from '../../collect/servers/client-dialogues.ts'
import { smtpPort } from '../../collect/servers/server-ports.ts'
import { type ExhibitRow, exhibit, type Words } from '../exhibit.ts'
import { isIpv6, type Reach, reachOf } from '../reach.ts'

/** More rows than that nobody reads. */
const rowsLimit = 60

interface Door {
  readonly host: string
  readonly address: string
  readonly port: number
  readonly name: string
  readonly dialogue: Fact<DialogueSeen>
}

/** Each door of each server: who answers, how fast, with which TLS and certificate. */
export const servers = exhibit({
  id: 'servers',
  title: { en: 'Servers of {subject}, seen from here', zh: '从这里看到的 {subject} 的服务器' },
  facts: { exchangers: exchangerDialogues, clients: clientDialogues },
  show: ({ exchangers, clients }) => {
    const mx: readonly Door[] =
      exchangers.status === 'known' ? exchangers.value.map((one) => ({ ...smtpPort, ...one })) : []
    const others: readonly Door[] = clients.status === 'known' ? clients.value : []
    const all = [...mx, ...others]
    if (all.length === 0) return undefined
    const closed = all.filter(({ dialogue }) => reachOf(dialogue) !== 'open')
    const services = [...Map.groupBy(all, ({ host, port }) => `${host} ${port}`).values()]
    // A closed door is worth a row only where one is expected, or where another family finds it open.
    const shown = services.filter((doors) => doors.some((door) => door.port === 25 || isOpen(door)))
    return {
      columns: [
        { en: 'server', zh: '服务器' },
        { en: 'port', zh: '端口' },
        'IPv4',
        'IPv6',
        { en: 'TLS and certificate', zh: 'TLS 与证书' },
      ],
      rows: shown.slice(0, rowsLimit).map(rowOf),
      ...(closed.length === 0 ? {} : { note: closedNote(closed) }),
    }
  },
})

const reachWords: Readonly<Record<Reach, Words>> = {
  open: { en: 'open', zh: '开放' },
  refused: { en: 'refused', zh: '拒绝' },
  silent: { en: 'no answer', zh: '无应答' },
  'not told': { en: 'could not tell', zh: '无法判断' },
}

function isOpen({ dialogue }: Door): boolean {
  return reachOf(dialogue) === 'open'
}

function rowOf(doors: readonly Door[]): ExhibitRow {
  const [first] = doors
  const family = (wanted: boolean) => doors.find(({ address }) => isIpv6(address) === wanted)
  const { words, holds } = certificateWords(doors.find(isOpen))
  const closed = doors.some(({ dialogue }) => reachOf(dialogue) === 'refused')
  const unclear = doors.some(({ dialogue }) => ['silent', 'not told'].includes(reachOf(dialogue)))
  return {
    cells: [
      first?.host ?? '',
      `${first?.port} ${first?.name}`,
      doorWords(family(false)),
      doorWords(family(true)),
      words,
    ],
    status: closed || !holds ? 'problem' : unclear ? 'could-not-tell' : 'fine',
  }
}

function doorWords(door: Door | undefined): Words {
  if (door === undefined) return '–'
  const reach = reachOf(door.dialogue)
  if (reach !== 'open' || door.dialogue.status !== 'known') return reachWords[reach]
  const { greetingMilliseconds, end } = door.dialogue.value
  return greetingMilliseconds === undefined ? end : `${greetingMilliseconds} ms`
}

/** Between servers hardly anybody checks certificates: there it holds whatever it says. */
function certificateWords(door: Door | undefined): { readonly words: Words; readonly holds: boolean } {
  if (door === undefined) return { words: '', holds: false }
  const tls = door.dialogue.status === 'known' ? door.dialogue.value.tls : undefined
  if (tls === undefined) return { words: { en: 'no TLS', zh: '无 TLS' }, holds: false }
  const [leaf] = tls.chain
  const until = leaf === undefined ? '' : isoTime(leaf.notAfter).slice(0, 10)
  const fault = tls.verified
    ? tls.nameMatches
      ? ''
      : `, ${leaf?.names[0] ?? ''}`
    : `, ${tls.verifyError ?? ''}`
  const words = { en: `${tls.protocol} to ${until}${fault}`, zh: `${tls.protocol}，至 ${until}${fault}` }
  return { words, holds: door.port === 25 || (tls.verified && tls.nameMatches) }
}

function closedNote(closed: readonly Door[]) {
  const doors = closed.filter(({ port }) => port !== 25)
  const ports = [...new Set(doors.map(({ port }) => port))].toSorted((one, other) => one - other)
  const list = ports.join(', ')
  return list === ''
    ? { en: 'Port 25 of some does not answer', zh: '部分 25 端口没有应答' }
    : { en: `Closed somewhere, maybe on purpose: ${list}`, zh: `部分关闭（可能是有意的）：${list}` }
}
