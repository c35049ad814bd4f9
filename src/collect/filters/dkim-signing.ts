import { absent, type Evidence, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { installedPackages } from '../system/packages.ts'
import { opendkimSigning } from './opendkim-signing.ts'
import { rspamdFolder } from './rspamd-files.ts'
import { rspamdSigning } from './rspamd-signing.ts'

/** What a signer on this host signs with, as its configuration says. */
export interface DkimSigning {
  readonly domain: string
  readonly selector: string
  /** The private key's file. */
  readonly keyPath: string
  readonly evidence: readonly Evidence[]
}

export const dkimSigning = fact({
  id: 'filters.dkim-signing',
  privilege: 'root',
  summary: 'Domains, selectors and key files that mail is signed with here. Absent: nothing signs.',
  optional: { packages: installedPackages },
  async collect(world, { packages }): Promise<Fact<readonly DkimSigning[]>> {
    const installed = (name: string) => packages.status !== 'known' || packages.value.has(name)
    const folder = await world.host.status(rspamdFolder)
    const hasRspamd = folder.status !== 'absent' && installed('rspamd')
    const [rspamd, opendkim] = await Promise.all([
      hasRspamd ? rspamdSigning(world) : absent(),
      installed('opendkim') ? opendkimSigning(world) : absent(),
    ])
    const keys = [rspamd, opendkim].flatMap((signer) => (signer.status === 'known' ? signer.value : []))
    if (keys.length > 0) return known(keys)
    // One signer without keys does not excuse the other that could not be read.
    return [rspamd, opendkim].find(({ status }) => status === 'unknown') ?? absent()
  },
})
