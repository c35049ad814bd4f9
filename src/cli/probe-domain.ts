import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { isDomainName } from '../collect/dns/domain-name.ts'
import { UsageError } from './command-file.ts'

/**
 * The domain that a person means, in the form that the DNS has: `Bücher.example.` →
 * `xn--bcher-kva.example`. Throws UsageError with what to type where it is none.
 */
export function probedName(text: string): string {
  const given = text.trim()
  const shown = printable(given)
  if (given.includes('://')) throw new UsageError(`${shown} is a web address: give the domain alone`)
  const at = given.lastIndexOf('@')
  if (at !== -1) {
    const domain = printable(given.slice(at + 1))
    throw new UsageError(`${shown} is a mail address: mailmedic probe ${domain === '' ? 'DOMAIN' : domain}`)
  }
  if (isIP(given.replace(/^\[(.*)\]$/, '$1')) !== 0)
    throw new UsageError(`${shown} is an address, not a domain: probe the domain whose mail it carries`)
  const domain = domainToASCII(given).replace(/\.$/, '').toLowerCase()
  if (domain === '' || !isDomainName(domain) || !hostLabels.test(domain))
    throw new UsageError(`"${shown}" is no domain name: letters, digits and hyphens, with dots between`)
  // domainToASCII reads numbers as old address forms: "1.2" becomes 1.0.0.2.
  if (isIP(domain) !== 0) throw new UsageError(`"${shown}" is no domain name: a number is an address`)
  if (!domain.includes('.')) throw new UsageError(`"${shown}" is no full domain name: is it ${shown}.com?`)
  return domain
}

/** RFC 1123 §2.1; an underscore is no host name, but a domain may carry one. */
const hostLabels = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]/gu, '?').slice(0, 100)
}
