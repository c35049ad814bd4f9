// Written by tools/generate-registry.ts from the folder: do not edit.
import type { Condition } from './condition.ts'
import { authBackendLdapFailure } from './conditions/auth/auth-backend-ldap-failure.ts'
import { authBackendSqlDown } from './conditions/auth/auth-backend-sql-down.ts'
import { authCleartextRefused } from './conditions/auth/auth-cleartext-refused.ts'
import { authFirstValidUid } from './conditions/auth/auth-first-valid-uid.ts'
import { authPamBroken } from './conditions/auth/auth-pam-broken.ts'
import { authPasswordSchemeUnsupported } from './conditions/auth/auth-password-scheme-unsupported.ts'
import { authSaslauthdUnreachable } from './conditions/auth/auth-saslauthd-unreachable.ts'
import { authSocketMissing } from './conditions/auth/auth-socket-missing.ts'
import { authSocketPermission } from './conditions/auth/auth-socket-permission.ts'
import { authUserdbMissing } from './conditions/auth/auth-userdb-missing.ts'
import { authWorkerSaturated } from './conditions/auth/auth-worker-saturated.ts'
import { daneTlsaMismatch } from './conditions/dane/dane-tlsa-mismatch.ts'
import { dkimKeyMismatch } from './conditions/dkim/dkim-key-mismatch.ts'
import { dnsFcrdnsMismatch } from './conditions/dns/dns-fcrdns-mismatch.ts'
import { dnsLocalResolverDown } from './conditions/dns/dns-local-resolver-down.ts'
import { dnsMxMissing } from './conditions/dns/dns-mx-missing.ts'
import { dnsMxStaleAfterMigration } from './conditions/dns/dns-mx-stale-after-migration.ts'
import { dnsPtrMissing } from './conditions/dns/dns-ptr-missing.ts'
import { dovecotLmtpUnreachable } from './conditions/dovecot/dovecot-lmtp-unreachable.ts'
import { dovecotStopped } from './conditions/dovecot/dovecot-stopped.ts'
import { filterPolicyServiceDown } from './conditions/filter/filter-policy-service-down.ts'
import { filterUnknownRestrictionName } from './conditions/filter/filter-unknown-restriction-name.ts'
import { networkIpv6NoPtr } from './conditions/network/network-ipv6-no-ptr.ts'
import { queueMailSystemStopped } from './conditions/queue/queue-mail-system-stopped.ts'
import { queueMilterSilentlyAccepting } from './conditions/queue/queue-milter-silently-accepting.ts'
import { queueMilterUnreachable } from './conditions/queue/queue-milter-unreachable.ts'
import { relayRestrictionsUnsafe } from './conditions/relay/relay-restrictions-unsafe.ts'
import { securityBruteForce } from './conditions/security/security-brute-force.ts'
import { securityMynetworksTooWide } from './conditions/security/security-mynetworks-too-wide.ts'
import { securityOpenRelay } from './conditions/security/security-open-relay.ts'
import { serviceNotListening } from './conditions/service/service-not-listening.ts'
import { serviceTlsFailing } from './conditions/service/service-tls-failing.ts'
import { spfMultipleRecords } from './conditions/spf/spf-multiple-records.ts'
import { storageDiskFull } from './conditions/storage/storage-disk-full.ts'
import { storageMailboxQuotaExceeded } from './conditions/storage/storage-mailbox-quota-exceeded.ts'
import { storageMaildirPermissionDenied } from './conditions/storage/storage-maildir-permission-denied.ts'
import { submissionMessageTooLarge } from './conditions/submission/submission-message-too-large.ts'
import { submissionServiceDisabled } from './conditions/submission/submission-service-disabled.ts'
import { tlsCertExpired } from './conditions/tls/tls-cert-expired.ts'
import { tlsCertPathMissing } from './conditions/tls/tls-cert-path-missing.ts'
import { tlsCertRenewedNotReloaded } from './conditions/tls/tls-cert-renewed-not-reloaded.ts'
import { tlsChainIncomplete } from './conditions/tls/tls-chain-incomplete.ts'
import { tlsKeyCertMismatch } from './conditions/tls/tls-key-cert-mismatch.ts'
import { tlsKeyTooWeak } from './conditions/tls/tls-key-too-weak.ts'

/** Every condition that Mailmedic knows. */
export const allConditions: readonly Condition[] = [
  authBackendLdapFailure,
  authBackendSqlDown,
  authCleartextRefused,
  authFirstValidUid,
  authPamBroken,
  authPasswordSchemeUnsupported,
  authSaslauthdUnreachable,
  authSocketMissing,
  authSocketPermission,
  authUserdbMissing,
  authWorkerSaturated,
  daneTlsaMismatch,
  dkimKeyMismatch,
  dnsFcrdnsMismatch,
  dnsLocalResolverDown,
  dnsMxMissing,
  dnsMxStaleAfterMigration,
  dnsPtrMissing,
  dovecotLmtpUnreachable,
  dovecotStopped,
  filterPolicyServiceDown,
  filterUnknownRestrictionName,
  networkIpv6NoPtr,
  queueMailSystemStopped,
  queueMilterSilentlyAccepting,
  queueMilterUnreachable,
  relayRestrictionsUnsafe,
  securityBruteForce,
  securityMynetworksTooWide,
  securityOpenRelay,
  serviceNotListening,
  serviceTlsFailing,
  spfMultipleRecords,
  storageDiskFull,
  storageMailboxQuotaExceeded,
  storageMaildirPermissionDenied,
  submissionMessageTooLarge,
  submissionServiceDisabled,
  tlsCertExpired,
  tlsCertPathMissing,
  tlsCertRenewedNotReloaded,
  tlsChainIncomplete,
  tlsKeyCertMismatch,
  tlsKeyTooWeak,
]
