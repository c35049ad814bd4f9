import { bimi } from '../collect/authentication/bimi.ts'
import { daneOfHosts } from '../collect/authentication/dane.ts'
import { dkimKeys } from '../collect/authentication/dkim.ts'
import { dmarcPublished } from '../collect/authentication/dmarc.ts'
import { mtaSts } from '../collect/authentication/mta-sts.ts'
import { spfPublished } from '../collect/authentication/spf.ts'
import { tlsReporting } from '../collect/authentication/tls-reporting.ts'
import { certificationAuthorityAuthorization } from '../collect/dns/certification-authority-authorization.ts'
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
  readonly rfc?: number
  readonly reference?: string
  readonly shownBy: D
  readonly conditions: readonly string[]
  readonly isUsed?: (fact: NeededFacts<{ readonly it: D }>['it']) => boolean
}

function standard<D extends FactDefinition<unknown, string> | FactDefinition<unknown>>({
  rfc: number,
  reference,
  isUsed = ({ status }) => status === 'known',
  ...source
}: StandardSource<D>): Standard {
  return {
    ...source,
    reference: reference ?? rfc(number ?? 0),
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
    conditions: [
      'dns-lame-delegation',
      'dns-domain-missing',
      'dns-domain-expired',
      'dns-domain-expiring',
      'dns-delegation-differs',
      'dns-name-servers-disagree',
      'dns-single-name-server',
    ],
  }),
  standard({
    name: 'DNSSEC',
    rfc: 9364,
    shownBy: validation,
    isUsed: (state) => state.status === 'known' && state.value !== 'insecure',
    conditions: ['dns-dnssec-bogus', 'dns-dnssec-expiring', 'dns-dnssec-weak'],
  }),
  standard({
    name: 'MX',
    rfc: 5321,
    shownBy: mailExchangers,
    conditions: [
      'dns-mx-missing',
      'dns-mx-refuses-domain',
      'dns-mx-private-address',
      'dns-mx-host-without-address',
      'dns-mx-null-beside-others',
      'dns-mx-points-to-ip',
      'dns-mx-points-to-cname',
      'dns-mx-proxied',
    ],
  }),
  standard({
    name: 'FCrDNS',
    rfc: 1912,
    shownBy: visibleReverseNames,
    conditions: ['dns-ptr-missing', 'dns-fcrdns-mismatch', 'dns-ptr-generic', 'network-ipv6-no-ptr'],
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
      'spf-no-verdict',
      'spf-uses-ptr',
    ],
  }),
  standard({
    name: 'DKIM',
    rfc: 6376,
    shownBy: dkimKeys,
    conditions: [
      'dkim-selector-not-published',
      'dkim-key-record-broken',
      'dkim-key-testing',
      'dkim-weak-key',
    ],
  }),
  standard({
    name: 'DMARC',
    rfc: 9989,
    shownBy: dmarcPublished,
    isUsed: (published) => published.status === 'known' && published.value.record !== undefined,
    conditions: ['dmarc-missing', 'dmarc-record-invalid', 'dmarc-not-enforced', 'dmarc-subdomains-open'],
  }),
  standard({
    name: 'DANE',
    rfc: 7672,
    shownBy: daneOfHosts,
    conditions: ['dane-tlsa-mismatch', 'dane-not-signed', 'dane-usage-unusable', 'dane-incomplete'],
  }),
  standard({
    name: 'MTA-STS',
    rfc: 8461,
    shownBy: mtaSts,
    conditions: ['mta-sts-policy-mismatch', 'mta-sts-record-invalid'],
  }),
  standard({
    name: 'IPv6',
    rfc: 8200,
    shownBy: mailExchangers,
    isUsed: (mx) =>
      mx.status === 'known' &&
      mx.value.exchangers.some(
        ({ addresses }) => addresses.status === 'known' && addresses.value.some((one) => one.includes(':')),
      ),
    conditions: ['service-closed-over-ipv6'],
  }),
  standard({
    name: 'CAA',
    rfc: 8659,
    shownBy: certificationAuthorityAuthorization,
    conditions: ['tls-caa-forbids-issuer'],
  }),
  standard({
    name: 'BIMI',
    reference: 'https://bimigroup.org',
    shownBy: bimi,
    conditions: ['bimi-not-shown'],
  }),
  standard({
    name: 'TLS-RPT',
    rfc: 8460,
    shownBy: tlsReporting,
    conditions: ['tlsrpt-missing', 'tlsrpt-record-invalid'],
  }),
]
