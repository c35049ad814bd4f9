/** What an answer of a block list says about an address or a domain. */
export type ListingKind = 'spam source' | 'policy' | 'domain' | 'trusted'

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
  /** The last byte is a sum of the codes: one answer for several lists. */
  readonly isSum?: true
  /** The third byte is a category and may be anything. */
  readonly hasCategories?: true
  /** heavy: large receivers refuse by it alone; light: it counts among other signs. */
  readonly weight: 'heavy' | 'light'
  /** Who is listed finds the way off the list here; for allow-lists, onto it. */
  readonly removal: string
}

const addressTests = { listedTest: '2.0.0.127', unlistedTest: '1.0.0.127' }
const source = (name: string): ListingMeaning => ({ kind: 'spam source', name })
const policy = (name: string): ListingMeaning => ({ kind: 'policy', name })
const domain = (name: string): ListingMeaning => ({ kind: 'domain', name })
const trusted = (name: string): ListingMeaning => ({ kind: 'trusted', name })

/**
 * Lists that large receivers use, that answer without payment and that are alive (November 2026). Not
 * here: dnsbl.sorbs.net (shut down in 2024), UCEPROTECT levels 2 and 3 (they list neighbours), lists that
 * want a key (Abusix, Invaluement). One of them, DNSWL, says good of an address.
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
    weight: 'heavy',
    removal: 'https://check.spamhaus.org/',
  },
  {
    zone: 'bl.spamcop.net',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('SpamCop')]]),
    weight: 'light',
    removal: 'https://www.spamcop.net/bl.shtml',
  },
  {
    zone: 'b.barracudacentral.org',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('Barracuda')]]),
    weight: 'light',
    removal: 'https://www.barracudacentral.org/rbl/removal-request',
  },
  {
    zone: 'psbl.surriel.com',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('PSBL')]]),
    weight: 'light',
    removal: 'https://psbl.org/remove',
  },
  {
    zone: 'bl.mailspike.net',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    // https://mailspike.org/usage.html
    codes: new Map([
      [2, source('Mailspike Z')],
      [10, source('Mailspike L5')],
      [11, source('Mailspike L4')],
      [12, source('Mailspike L3')],
    ]),
    weight: 'light',
    removal: 'https://mailspike.io/ip_verify',
  },
  {
    zone: 'dnsbl-1.uceprotect.net',
    asks: 'addresses',
    families: [4],
    ...addressTests,
    codes: new Map([[2, source('UCEPROTECT level 1')]]),
    weight: 'light',
    removal: 'https://www.uceprotect.net/en/rblcheck.php',
  },
  {
    zone: 'list.dnswl.org',
    asks: 'addresses',
    families: [4, 6],
    ...addressTests,
    // https://www.dnswl.org/?page_id=15: 127.0.CATEGORY.TRUST
    hasCategories: true,
    codes: new Map([
      [0, trusted('DNSWL, no trust')],
      [1, trusted('DNSWL, low trust')],
      [2, trusted('DNSWL, medium trust')],
      [3, trusted('DNSWL, high trust')],
    ]),
    weight: 'light',
    removal: 'https://www.dnswl.org/selfservice/',
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
    weight: 'heavy',
    removal: 'https://check.spamhaus.org/',
  },
  {
    zone: 'multi.surbl.org',
    asks: 'domains',
    families: [],
    listedTest: 'test.surbl.org',
    unlistedTest: 'example.com',
    // https://www.surbl.org/lists
    isSum: true,
    codes: new Map([
      [8, domain('phishing')],
      [16, domain('malware')],
      [64, domain('abuse')],
      [128, domain('cracked site')],
    ]),
    weight: 'heavy',
    removal: 'https://surbl.org/surbl-analysis',
  },
  {
    zone: 'multi.uribl.com',
    asks: 'domains',
    families: [],
    listedTest: 'test.uribl.com',
    unlistedTest: 'example.com',
    // https://uribl.com/about.shtml; grey (4) and red (8) are not for refusing mail.
    isSum: true,
    codes: new Map([[2, domain('black')]]),
    weight: 'light',
    removal: 'https://admin.uribl.com/',
  },
]
