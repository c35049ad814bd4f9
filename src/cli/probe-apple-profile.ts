import type { World } from '../access/world.ts'
import { clientSettings } from '../collect/clients/client-settings.ts'
import { Collector } from '../collect/collector.ts'
import { domainOf } from '../collect/mail/probed-domain.ts'
import { clientDialogues } from '../collect/servers/client-dialogues.ts'
import { bestServer } from '../knowledge/client-programs.ts'
import { renderAppleProfile } from '../report/apple-profile.ts'
import { type ExitCode, exit } from './command-file.ts'
import type { Io } from './io.ts'

/** `mailmedic probe DOMAIN --format mobileconfig`: a profile with the servers that were found to work. */
export async function printAppleProfile(world: World, io: Io): Promise<ExitCode> {
  const domain = domainOf(world)
  const collector = new Collector(world)
  const [clients, settings] = await Promise.all([
    collector.get(clientDialogues),
    collector.get(clientSettings, domain),
  ])
  const all = clients.status === 'known' ? clients.value : []
  const published = settings.status === 'known' ? settings.value : []
  const incoming = bestServer('incoming', all, published)
  const outgoing = bestServer('outgoing', all, published)
  if (incoming === undefined || outgoing === undefined) {
    io.warn(`no working server for mail programs of ${domain} was found: mailmedic probe ${domain} says why`)
    return exit.couldNotTell
  }
  io.print(renderAppleProfile({ domain, incoming, outgoing }))
  return exit.fine
}
