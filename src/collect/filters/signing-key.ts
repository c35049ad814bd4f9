import type { Evidence } from '../../access/answer.ts'

/** What a signer on this host signs with, as its configuration says. */
export interface DkimSigning {
  readonly domain: string
  readonly selector: string
  /** The private key's file. */
  readonly keyPath: string
  readonly evidence: readonly Evidence[]
}
