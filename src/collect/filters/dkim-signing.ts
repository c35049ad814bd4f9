import { type Evidence, unknown } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

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
  collect: (): Fact<readonly DkimSigning[]> =>
    unknown('not-running-here', 'the signer’s configuration is not read yet'),
})
