import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type ClientSetting, settingKey } from '../clients/client-setting.ts'
import { clientSettingsOf } from '../clients/client-settings.ts'
import { hostAddresses } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { ownAddresses, ownershipOf } from '../dns/own-addresses.ts'
import { type Fact, fact } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { type ClientDialogue, clientDialogues, portOf } from './client-dialogues.ts'
import { dialogueOnce } from './held-once.ts'
import { type ServerHost, serverHosts } from './server-hosts.ts'

/** Hosts of more domains mostly name the same servers for all of them. */
const domainsLimit = 10
const serversLimit = 12

/** On the host: those that its domains tell mail programs to use. From outside: all that may serve them. */
export const publishedHosts = fact({
  id: 'servers.published-hosts',
  summary: 'Hosts that the own domains tell mail programs to use, with their addresses.',
  fromOutside: serverHosts,
  needs: { works: nameResolution, domains: ownDomains },
  async collect(world, { domains }): Promise<Fact<readonly ServerHost[]>> {
    if (domains.status === 'absent') return domains
    const settings = await settingsOf(world, domains.value)
    const names = [...new Set(settings.map(({ host }) => host))]
    const looked = await Promise.all(
      names.map(async (host): Promise<ServerHost[]> => {
        const addresses = await hostAddresses(world, host)
        if (addresses.status === 'unknown') return []
        const all = addresses.status === 'known' ? addresses.value : []
        return [{ host, role: 'published', addresses: all }]
      }),
    )
    const found = looked.flat()
    return found.length === 0 ? { status: 'absent', evidence: domains.evidence } : known(found)
  },
})

/**
 * On the host: only servers at its own addresses are asked, as what lies behind a translator often cannot be
 * reached from within. From outside: all.
 */
export const publishedDialogues = fact({
  id: 'servers.published-dialogues',
  summary: 'What the published servers for mail programs answer that are this host.',
  fromOutside: clientDialogues,
  needs: { hosts: publishedHosts, domains: ownDomains, own: ownAddresses },
  async collect(world, { hosts, domains, own }): Promise<Fact<readonly ClientDialogue[]>> {
    if (hosts.status === 'absent') return hosts
    if (domains.status === 'absent' || own.status === 'absent') return { status: 'absent', evidence: [] }
    const settings = await settingsOf(world, domains.value)
    const doors = settings.flatMap((setting) => {
      const host = hosts.value.find((one) => one.host === setting.host)
      const address = host?.addresses.find((one) => ownershipOf(one, own.value) === 'ours')
      return address === undefined ? [] : [{ setting, address }]
    })
    const held = doors.slice(0, serversLimit).map((door) => ask(world, door))
    return doors.length === 0 ? { status: 'absent', evidence: [] } : known(await Promise.all(held))
  },
})

/** Each server once. */
async function settingsOf(world: World, domains: readonly string[]): Promise<readonly ClientSetting[]> {
  const all = await Promise.all(
    domains.slice(0, domainsLimit).map((domain) => clientSettingsOf(world, domain)),
  )
  const settings = all.flatMap((one) => (one.status === 'known' ? one.value : []))
  const asked = settings.filter(({ protocol }) => protocol !== 'jmap')
  return [...new Map(asked.map((one) => [settingKey(one), one])).values()]
}

async function ask(
  world: World,
  { setting, address }: { readonly setting: ClientSetting; readonly address: string },
): Promise<ClientDialogue> {
  const port = portOf(setting)
  const { protocol, tls } = port
  const endpoint = { address, port: setting.port }
  const answer = await dialogueOnce(world, { protocol, endpoint, tls, serverName: setting.host })
  const where = `${setting.host}[${address}]:${setting.port}`
  const dialogue =
    answer.status === 'known'
      ? known(answer.value, ...answer.evidence.map((one): Evidence => ({ ...one, where })))
      : answer
  return { ...port, host: setting.host, address, dialogue }
}
