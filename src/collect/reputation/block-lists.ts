/** What an answer of a block list says about an address or a domain. */
export type ListingKind = 'spam source' | 'policy' | 'domain'

export interface ListingMeaning {
  readonly kind: ListingKind
  /** The list's own name for it: SBL, XBL, PBL … */
  readonly name: string
}

export interface BlockList {
  readonly zone: string
  readonly asks: 'addresses' | 'domains'
  /** IPv6 is asked only where the list has it. */
  readonly families: readonly (4 | 6)[]
  /** An entry that must always be there (RFC 5782 §5), under the zone. */
  readonly listedTest: string
  /** One that must never be there. */
  readonly unlistedTest: string
  /** Meaning of the last byte of 127.0.0.x (127.0.1.x for DBL); what is not named is no listing. */
  readonly codes: ReadonlyMap<number, ListingMeaning>
  readonly removal: string
}

const addressTests = { listedTest: '2.0.0.127', unlistedTest: '1.0.0.127' }
const source = (name: string): ListingMeaning => ({ kind: 'spam source', name })
const policy = (name: string): ListingMeaning => ({ kind: 'policy', name })
const domain = (name: string): ListingMeaning => ({ kind: 'domain', name })

/**
 * Lists that large receivers use, that answer without payment and that are alive (November 2026). Not
 * here: dnsbl.sorbs.net (shut down in 2024), UCEPROTECT levels 2 and 3 (they list neighbours).
 */
export const blockLists: readonly BlockList[] = [
  {
    zone: 'zen.spamhaus.org',
    asks: 'addresses',
    families: [4, 6],
    ...addressTests,
    // https://www.spamhaus.org/faqs/dnsbl-usage/
    codes: new Map([
      [2, source('SBL')],
      [3, source('CSS')],
      [4, source('XBL')],
      [5, source('XBL')],
      [6, source('XBL')],
      [7, source('XBL')],
      [9, source('DROP')],
      [10, policy('PBL (set by the provider)')],
      [11, policy('PBL (set by Spamhaus)')],
    ]),
    removal: 'https://check.spamhaus.org/',
  },
  {
    zone: 'bl.spamcop.net',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('SpamCop')]]),
    removal: 'https://www.spamcop.net/bl.shtml',
  },
  {
    zone: 'b.barracudacentral.org',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('Barracuda')]]),
    removal: 'https://www.barracudacentral.org/rbl/removal-request',
  },
  {
    zone: 'psbl.surriel.com',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('PSBL')]]),
    removal: 'https://psbl.org/remove',
  },
  {
    zone: 'dbl.spamhaus.org',
    asks: 'domains',
    families: [],
    listedTest: 'dbltest.com',
    unlistedTest: 'example.com',
    codes: new Map([
      [2, domain('spam domain')],
      [4, domain('phishing')],
      [5, domain('malware')],
      [6, domain('botnet control')],
      [102, domain('abused legitimate domain')],
      [103, domain('abused redirector')],
      [104, domain('abused, phishing')],
      [105, domain('abused, malware')],
      [106, domain('abused, botnet control')],
    ]),
    removal: 'https://check.spamhaus.org/',
  },
]
