import { daneOfHosts } from '../collect/authentication/dane.ts'
import { dkimKeys } from '../collect/authentication/dkim.ts'
import { dmarcPublished } from '../collect/authentication/dmarc.ts'
import { mtaSts } from '../collect/authentication/mta-sts.ts'
import { spfPublished } from '../collect/authentication/spf.ts'
import { tlsReporting } from '../collect/authentication/tls-reporting.ts'
import { mailExchangers } from '../collect/dns/mail-exchangers.ts'
import { nameServers } from '../collect/dns/name-servers.ts'
import { validation } from '../collect/dns/validation.ts'
import { visibleReverseNames } from '../collect/dns/visible-reverse-names.ts'
import type { Fact, FactDefinition, NeededFacts } from '../collect/fact.ts'

/** A standard that a domain meets or does not, and the conditions that decide it. */
export interface Standard {
  readonly name: string
  readonly reference: string
  /** In use, and none of them a problem: met. */
  readonly conditions: readonly string[]
  readonly shownBy: FactDefinition<unknown, string> | FactDefinition<unknown>
  /** Whether the domain uses it at all. */
  isUsed(fact: Fact<unknown>): boolean
}

const rfc = (number: number) => `https://www.rfc-editor.org/rfc/rfc${number}`

interface StandardSource<D> {
  readonly name: string
  readonly rfc: number
  readonly shownBy: D
  readonly conditions: readonly string[]
  readonly isUsed?: (fact: NeededFacts<{ readonly it: D }>['it']) => boolean
}

function standard<D extends FactDefinition<unknown, string> | FactDefinition<unknown>>({
  rfc: number,
  isUsed = ({ status }) => status === 'known',
  ...source
}: StandardSource<D>): Standard {
  return {
    ...source,
    reference: rfc(number),
    // The fact is the one that `shownBy` names; unknown is answered before.
    isUsed: (fact) => fact.status !== 'unknown' && isUsed(fact as NeededFacts<{ readonly it: D }>['it']),
  }
}

/** What internet.nl, Hardenize and their like give badges for; a table, no score. */
export const standards: readonly Standard[] = [
  standard({
    name: 'DNS',
    rfc: 2182,
    shownBy: nameServers,
    conditions: ['dns-lame-delegation', 'dns-domain-expired'],
  }),
  standard({
    name: 'DNSSEC',
    rfc: 9364,
    shownBy: validation,
    isUsed: (state) => state.status === 'known' && state.value !== 'insecure',
    conditions: ['dns-dnssec-bogus'],
  }),
  standard({
    name: 'MX',
    rfc: 5321,
    shownBy: mailExchangers,
    conditions: ['dns-mx-missing', 'dns-null-mx', 'dns-mx-points-to-ip', 'dns-mx-points-to-cname'],
  }),
  standard({
    name: 'FCrDNS',
    rfc: 1912,
    shownBy: visibleReverseNames,
    conditions: ['dns-ptr-missing', 'dns-fcrdns-mismatch'],
  }),
  standard({
    name: 'SPF',
    rfc: 7208,
    shownBy: spfPublished,
    conditions: [
      'spf-missing',
      'spf-multiple-records',
      'spf-syntax-error',
      'spf-too-many-lookups',
      'spf-permits-everyone',
    ],
  }),
  standard({
    name: 'DKIM',
    rfc: 6376,
    shownBy: dkimKeys,
    conditions: ['dkim-weak-key', 'dkim-key-not-published'],
  }),
  standard({
    name: 'DMARC',
    rfc: 9989,
    shownBy: dmarcPublished,
    isUsed: (published) => published.status === 'known' && published.value.record !== undefined,
    conditions: ['dmarc-missing', 'dmarc-record-invalid'],
  }),
  standard({ name: 'DANE', rfc: 7672, shownBy: daneOfHosts, conditions: ['dane-tlsa-mismatch'] }),
  standard({ name: 'MTA-STS', rfc: 8461, shownBy: mtaSts, conditions: ['mta-sts-policy-mismatch'] }),
  standard({ name: 'TLS-RPT', rfc: 8460, shownBy: tlsReporting, conditions: ['tlsrpt-missing'] }),
]
