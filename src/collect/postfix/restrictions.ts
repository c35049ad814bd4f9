import { listItems } from './table-references.ts'

/** The lists that smtpd evaluates, in its order: SMTPD_ACCESS_README. */
export const restrictionLists = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
  'smtpd_data_restrictions',
  'smtpd_end_of_data_restrictions',
  'smtpd_etrn_restrictions',
] as const

/** One restriction of a list, with its argument where it takes one. */
export interface Restriction {
  /** Lower case; a bare table (`hash:/etc/postfix/access`) is its own name. */
  readonly name: string
  readonly argument?: string
  /** `{ check_policy_service inet:…, timeout=10s, default_action=DUNNO }`: what follows the argument. */
  readonly settings: readonly string[]
  /** Preceded by warn_if_reject: it decides nothing. */
  readonly onlyWarns: boolean
}

const plain = [
  'permit reject defer dunno defer_if_permit defer_if_reject sleep warn_if_reject reject_plaintext_session',
  'permit_mynetworks permit_sasl_authenticated permit_tls_clientcerts permit_tls_all_clientcerts',
  'permit_inet_interfaces permit_auth_destination permit_mx_backup permit_naked_ip_address',
  'reject_unauth_destination defer_unauth_destination check_relay_domains reject_unauth_pipelining',
  'reject_multi_recipient_bounce reject_unknown_client reject_unknown_client_hostname',
  'reject_unknown_reverse_client_hostname reject_unknown_forward_client_hostname reject_maps_rbl reject_rbl',
  'reject_invalid_helo_hostname reject_invalid_hostname reject_unknown_helo_hostname reject_unknown_hostname',
  'reject_non_fqdn_helo_hostname reject_non_fqdn_hostname reject_unknown_sender_domain reject_unknown_address',
  'reject_non_fqdn_sender reject_unverified_sender reject_unverified_address reject_unlisted_sender',
  'reject_sender_login_mismatch reject_authenticated_sender_login_mismatch',
  'reject_known_sender_login_mismatch reject_unauthenticated_sender_login_mismatch',
  'reject_unknown_recipient_domain reject_non_fqdn_recipient reject_unverified_recipient',
  'reject_unlisted_recipient check_recipient_maps',
]
  .join(' ')
  .split(' ')

const withArgument = [
  'check_policy_service check_sasl_access check_ccert_access check_etrn_access',
  ...['client', 'reverse_client_hostname', 'helo', 'sender', 'recipient'].flatMap((what) => [
    `check_${what}_access`,
    `check_${what}_a_access check_${what}_mx_access check_${what}_ns_access`,
  ]),
  'reject_rbl_client permit_dnswl_client reject_rhsbl_client permit_rhswl_client',
  'reject_rhsbl_reverse_client reject_rhsbl_helo reject_rhsbl_sender reject_rhsbl_recipient',
  'permit_rhswl_sender permit_rhswl_recipient',
]
  .join(' ')
  .split(' ')

const takesArgument = new Set([...withArgument, 'sleep'])

/** Every restriction name of Postfix 3.x (smtpd_check.c, postconf(5)). */
export const restrictionNames: ReadonlySet<string> = new Set([...plain, ...withArgument])

/** Splits a restriction list into its restrictions. Never throws. */
export function parseRestrictions(value: string): Restriction[] {
  const items = listItems(value)
  const found: Restriction[] = []
  let onlyWarns = false
  for (let index = 0; index < items.length; index++) {
    const item = items[index] ?? ''
    const parts = item.startsWith('{') ? listItems(item.replace(/^\{|\}$/g, '')) : [item]
    const name = (parts[0] ?? '').toLowerCase()
    if (name === '') continue
    if (name === 'warn_if_reject') {
      onlyWarns = true
      continue
    }
    const own = parts.length > 1 ? parts[1] : undefined
    const needsNext = takesArgument.has(name) && own === undefined
    const following = needsNext ? items[++index] : own
    const bracedFollowing = following?.startsWith('{')
      ? listItems(following.replace(/^\{|\}$/g, ''))
      : undefined
    const argument = bracedFollowing?.[0] ?? following
    const settings = bracedFollowing?.slice(1) ?? parts.slice(2)
    found.push({ name, settings, onlyWarns, ...(argument === undefined ? {} : { argument }) })
    onlyWarns = false
  }
  return found
}
