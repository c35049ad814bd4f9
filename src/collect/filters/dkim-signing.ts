import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { otherMailServers } from '../mail/other-mail-servers.ts'
import { installedPackages } from '../system/packages.ts'
import { opendkimSigning } from './opendkim-signing.ts'
import { rspamdFolder } from './rspamd-files.ts'
import { rspamdSigning } from './rspamd-signing.ts'
import type { DkimSigning } from './signing-key.ts'

export const dkimSigning = fact({
  id: 'filters.dkim-signing',
  privilege: 'root',
  summary: 'Domains, selectors and key files that mail is signed with here. Absent: nothing signs.',
  optional: { packages: installedPackages, servers: otherMailServers },
  async collect(world, { packages, servers }): Promise<Fact<readonly DkimSigning[]>> {
    const installed = (name: string) => packages.status !== 'known' || packages.value.has(name)
    const folder = await world.host.status(rspamdFolder)
    const hasRspamd = folder.status !== 'absent' && installed('rspamd')
    const [rspamd, opendkim] = await Promise.all([
      hasRspamd ? rspamdSigning(world) : absent(),
      installed('opendkim') ? opendkimSigning(world) : absent(),
    ])
    const byServer = servers.status === 'known' ? servers.value.flatMap(({ signing }) => signing) : []
    const byFilter = [rspamd, opendkim].flatMap((signer) => (signer.status === 'known' ? signer.value : []))
    const keys = [...byFilter, ...byServer]
    if (keys.length > 0) return known(keys)
    // One signer without keys does not excuse the other that could not be read.
    return [rspamd, opendkim].find(({ status }) => status === 'unknown') ?? absent()
  },
})
