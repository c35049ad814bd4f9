import type { MailRoute } from '../collect/dns/mail-route.ts'

/** Where the DNS sends a domain's mail, in one word, for the conditions on MX records. */
export type MailRouteState =
  /** At least one of the hosts is this one. */
  | 'ours'
  /** Names are there, addresses are not. */
  | 'without address'
  /** Another server takes mail for the domain. */
  | 'accepted elsewhere'
  /** Another server was reached and does not know the domain. */
  | 'refused elsewhere'
  /** The addresses are not ours, and no SMTP answered there. */
  | 'not reached'
  /** A translator may stand before this host, the answer is unclear, or not all could be looked up. */
  | 'not known'

export function mailRouteState({ exchangers, targets }: MailRoute): MailRouteState {
  if (targets.some(({ owner, answer }) => owner === 'ours' || answer === 'ourselves')) return 'ours'
  if (exchangers.exchangers.some(({ addresses }) => addresses.status === 'unknown')) return 'not known'
  if (targets.length === 0) return 'without address'
  const asked = targets.filter(({ answer }) => answer !== undefined)
  if (asked.some(({ answer }) => answer === 'accepts')) return 'accepted elsewhere'
  const reached = asked.filter(({ answer }) => answer !== 'not reached')
  if (reached.length > 0)
    return reached.every(({ answer }) => answer === 'refuses domain') ? 'refused elsewhere' : 'not known'
  return asked.length > 0 && targets.every(({ owner }) => owner === 'foreign') ? 'not reached' : 'not known'
}

/** Names and addresses, as `mail.example.net [192.0.2.1]`. */
export function targetsText({ targets, exchangers }: MailRoute): string {
  const named = targets.map(({ host, address }) => `${host} [${address}]`)
  return (named.length > 0 ? named : exchangers.exchangers.map(({ host }) => host)).slice(0, 4).join(', ')
}
