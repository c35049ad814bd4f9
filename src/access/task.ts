/** A DKIM selector that is known to be in use, and from where it is known. */
export interface KnownSelector {
  readonly selector: string
  /** Where its key stands: `selector._domainkey.domain`. */
  readonly domain: string
  readonly from: 'the command line' | 'a mail'
}

/**
 * What a world that is looked at from outside was asked about: given, where a host's own domains would
 * be learnt. Kept in a capture, so that its replay asks the same.
 */
export interface ProbeTask {
  /** Lower case, in its ASCII form (RFC 5891), without the dot at the end. */
  readonly domain: string
  readonly selectors: readonly KnownSelector[]
  /** DS records of the root (`tag algorithm digest-type hex`) in the place of those of the Internet. */
  readonly trustAnchors?: readonly string[] | undefined
}
