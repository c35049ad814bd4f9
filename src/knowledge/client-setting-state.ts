import type { Evidence } from '../access/answer.ts'
import { type ClientSetting, settingKey } from '../collect/clients/client-setting.ts'
import type { Fact } from '../collect/fact.ts'
import type { ClientDialogue } from '../collect/servers/client-dialogues.ts'
import type { ServerHost } from '../collect/servers/server-hosts.ts'
import type { Text } from './condition.ts'
import { reachOf } from './reach.ts'

/** What a mail program would meet at a server that it is told to use. */
export interface SettingState {
  readonly status: 'works' | 'fails' | 'not told'
  readonly words: Text
  readonly evidence: readonly Evidence[]
  /** What joins it with findings about the same port or certificate. */
  readonly marks: readonly string[]
}

/** Hosts and dialogues of the servers for mail programs, as far as they were looked at. */
export interface ServersLooked {
  readonly hosts: Fact<readonly ServerHost[]>
  readonly clients: Fact<readonly ClientDialogue[]>
}

/** Pure: goes through what a program does, name, connection, TLS, certificate, and stops where it would. */
export function stateOfSetting(setting: ClientSetting, { hosts, clients }: ServersLooked): SettingState {
  const { host, port } = setting
  const marks = [`port:${port}`, `host:${host}`]
  const found = hosts.status === 'known' ? hosts.value.find((one) => one.host === host) : undefined
  if (found?.addresses.length === 0)
    return {
      status: 'fails',
      words: { en: 'there is no such host', zh: '没有这个主机' },
      evidence: setting.evidence,
      marks: [`host:${host}`],
    }
  const all = clients.status === 'known' ? clients.value : []
  const asked = all.filter((one) => one.host === host && one.port === port)
  const open = asked.find(({ dialogue }) => reachOf(dialogue) === 'open')
  if (open === undefined) return { ...closedDoor(asked, all), marks }
  return stateOfTls(setting, open, marks)
}

function closedDoor(
  asked: readonly ClientDialogue[],
  all: readonly ClientDialogue[],
): Omit<SettingState, 'marks'> {
  const evidence = asked.flatMap(({ dialogue }) =>
    dialogue.status === 'known' ? dialogue.evidence.slice(0, 1) : [],
  )
  const reaches = asked.map(({ dialogue }) => reachOf(dialogue))
  if (reaches.includes('refused'))
    return { status: 'fails', words: { en: 'the connection is refused', zh: '连接被拒绝' }, evidence }
  const others = all.some((one) => one.host === asked[0]?.host && reachOf(one.dialogue) === 'open')
  // Silence is the server's own only if the same server answers on another port.
  if (reaches.includes('silent') && others)
    return { status: 'fails', words: { en: 'nothing answers there', zh: '没有应答' }, evidence }
  return {
    status: 'not told',
    words: { en: 'it could not be reached from here', zh: '从这里无法连接' },
    evidence,
  }
}

function stateOfTls(
  { security, protocol }: ClientSetting,
  { dialogue, port }: ClientDialogue,
  marks: readonly string[],
): SettingState {
  if (dialogue.status !== 'known')
    return { status: 'not told', words: { en: 'it was not asked', zh: '未询问' }, evidence: [], marks }
  const { tls, end, error = end, greeting } = dialogue.value
  const { evidence } = dialogue
  const fails = (en: string, zh: string, more: readonly string[] = []): SettingState => ({
    status: 'fails',
    words: { en, zh },
    evidence,
    marks: [...marks, ...more],
  })
  if (tls === undefined && security === 'none' && greeting !== undefined)
    return {
      status: 'works',
      words: { en: 'works, without encryption', zh: '可用，但未加密' },
      evidence,
      marks,
    }
  if (tls === undefined) {
    // A refusal for the moment (RFC 5321 §4.2.1) is the matter of whatever makes it.
    if (/^4\d\d[ -]/.test(error))
      return { status: 'not told', words: { en: error, zh: error }, evidence, marks }
    if (end === 'tls-failed' || end === 'tls-not-offered' || end === 'garbage')
      return fails(`TLS does not work (${error})`, `TLS 不可用（${error}）`, [
        `tls-of:${programOf(protocol)}`,
      ])
    return { status: 'not told', words: { en: error, zh: error }, evidence, marks }
  }
  const [leaf] = tls.chain
  const certificate = leaf === undefined ? [] : [`certificate:${leaf.fingerprint}`]
  if (tls.verifyError === 'CERT_HAS_EXPIRED')
    return fails('its certificate has expired', '证书已过期', certificate)
  if (!tls.verified)
    return fails(
      `its certificate is not trusted (${tls.verifyError ?? ''})`,
      `证书不受信任（${tls.verifyError ?? ''}）`,
      certificate,
    )
  if (!tls.nameMatches)
    return fails(
      `its certificate is for ${leaf?.names.slice(0, 3).join(', ') ?? 'nobody'}`,
      `证书属于 ${leaf?.names.slice(0, 3).join(', ') ?? '未知'}`,
      certificate,
    )
  return {
    status: 'works',
    words: { en: `works (${tls.protocol}, port ${port})`, zh: `可用（${tls.protocol}）` },
    evidence,
    marks,
  }
}

/** `imaps://mail.example.org:993 (SRV, autoconfig)` for a group that names the same server. */
export function settingName(group: readonly ClientSetting[]): string {
  const [first] = group
  return first === undefined ? '' : settingKey(first)
}

/** The program of a usual set-up that speaks the protocol, as marks of its TLS files name it. */
function programOf(protocol: ClientSetting['protocol']): string {
  return protocol === 'smtp' ? 'postfix' : 'dovecot'
}
