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
import { deliveriesDeferred } from './conditions/deliveries/deliveries-deferred.ts'
import { deliveriesRejected } from './conditions/deliveries/deliveries-rejected.ts'
import { dkimKeyMismatch } from './conditions/dkim/dkim-key-mismatch.ts'
import { dnsFcrdnsMismatch } from './conditions/dns/dns-fcrdns-mismatch.ts'
import { dnsLocalResolverDown } from './conditions/dns/dns-local-resolver-down.ts'
import { dnsMxMissing } from './conditions/dns/dns-mx-missing.ts'
import { dnsMxStaleAfterMigration } from './conditions/dns/dns-mx-stale-after-migration.ts'
import { dnsPtrMissing } from './conditions/dns/dns-ptr-missing.ts'
import { dovecotAddressInUse } from './conditions/dovecot/dovecot-address-in-use.ts'
import { dovecotBackendSocketBusy } from './conditions/dovecot/dovecot-backend-socket-busy.ts'
import { dovecotChgrpNotPermitted } from './conditions/dovecot/dovecot-chgrp-not-permitted.ts'
import { dovecotInotifyLimit } from './conditions/dovecot/dovecot-inotify-limit.ts'
import { dovecotLmtpUnreachable } from './conditions/dovecot/dovecot-lmtp-unreachable.ts'
import { dovecotLoginProcessLimit } from './conditions/dovecot/dovecot-login-process-limit.ts'
import { dovecotMailLocationWrong } from './conditions/dovecot/dovecot-mail-location-wrong.ts'
import { dovecotServiceLimitsInconsistent } from './conditions/dovecot/dovecot-service-limits-inconsistent.ts'
import { dovecotSieveScriptError } from './conditions/dovecot/dovecot-sieve-script-error.ts'
import { dovecotSslDhMissing } from './conditions/dovecot/dovecot-ssl-dh-missing.ts'
import { dovecotStatsSocketPermission } from './conditions/dovecot/dovecot-stats-socket-permission.ts'
import { dovecotStopped } from './conditions/dovecot/dovecot-stopped.ts'
import { dovecotTimeMovedBackwards } from './conditions/dovecot/dovecot-time-moved-backwards.ts'
import { dovecotUseripConnectionLimit } from './conditions/dovecot/dovecot-userip-connection-limit.ts'
import { dovecotVszLimitMemory } from './conditions/dovecot/dovecot-vsz-limit-memory.ts'
import { filterPolicyServiceDown } from './conditions/filter/filter-policy-service-down.ts'
import { filterUnknownRestrictionName } from './conditions/filter/filter-unknown-restriction-name.ts'
import { inboundRefused } from './conditions/inbound/inbound-refused.ts'
import { loginsFailing } from './conditions/logins/logins-failing.ts'
import { networkIpv6NoPtr } from './conditions/network/network-ipv6-no-ptr.ts'
import { networkPort25BlockedOutbound } from './conditions/network/network-port25-blocked-outbound.ts'
import { queueMailSystemStopped } from './conditions/queue/queue-mail-system-stopped.ts'
import { queueMilterSilentlyAccepting } from './conditions/queue/queue-milter-silently-accepting.ts'
import { queueMilterUnreachable } from './conditions/queue/queue-milter-unreachable.ts'
import { relayRestrictionsUnsafe } from './conditions/relay/relay-restrictions-unsafe.ts'
import { routingIpv6PreferredUnreachable } from './conditions/routing/routing-ipv6-preferred-unreachable.ts'
import { securityBruteForce } from './conditions/security/security-brute-force.ts'
import { securityMynetworksTooWide } from './conditions/security/security-mynetworks-too-wide.ts'
import { securityOpenRelay } from './conditions/security/security-open-relay.ts'
import { serviceNotListening } from './conditions/service/service-not-listening.ts'
import { serviceTlsFailing } from './conditions/service/service-tls-failing.ts'
import { spfMultipleRecords } from './conditions/spf/spf-multiple-records.ts'
import { storageDiskFull } from './conditions/storage/storage-disk-full.ts'
import { storageIndexCorruption } from './conditions/storage/storage-index-corruption.ts'
import { storageMailboxQuotaExceeded } from './conditions/storage/storage-mailbox-quota-exceeded.ts'
import { storageMaildirPermissionDenied } from './conditions/storage/storage-maildir-permission-denied.ts'
import { storageOsQuotaExceeded } from './conditions/storage/storage-os-quota-exceeded.ts'
import { submissionMessageTooLarge } from './conditions/submission/submission-message-too-large.ts'
import { submissionServiceDisabled } from './conditions/submission/submission-service-disabled.ts'
import { submissionsRefused } from './conditions/submissions/submissions-refused.ts'
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
  deliveriesDeferred,
  deliveriesRejected,
  dkimKeyMismatch,
  dnsFcrdnsMismatch,
  dnsLocalResolverDown,
  dnsMxMissing,
  dnsMxStaleAfterMigration,
  dnsPtrMissing,
  dovecotAddressInUse,
  dovecotBackendSocketBusy,
  dovecotChgrpNotPermitted,
  dovecotInotifyLimit,
  dovecotLmtpUnreachable,
  dovecotLoginProcessLimit,
  dovecotMailLocationWrong,
  dovecotServiceLimitsInconsistent,
  dovecotSieveScriptError,
  dovecotSslDhMissing,
  dovecotStatsSocketPermission,
  dovecotStopped,
  dovecotTimeMovedBackwards,
  dovecotUseripConnectionLimit,
  dovecotVszLimitMemory,
  filterPolicyServiceDown,
  filterUnknownRestrictionName,
  inboundRefused,
  loginsFailing,
  networkIpv6NoPtr,
  networkPort25BlockedOutbound,
  queueMailSystemStopped,
  queueMilterSilentlyAccepting,
  queueMilterUnreachable,
  relayRestrictionsUnsafe,
  routingIpv6PreferredUnreachable,
  securityBruteForce,
  securityMynetworksTooWide,
  securityOpenRelay,
  serviceNotListening,
  serviceTlsFailing,
  spfMultipleRecords,
  storageDiskFull,
  storageIndexCorruption,
  storageMailboxQuotaExceeded,
  storageMaildirPermissionDenied,
  storageOsQuotaExceeded,
  submissionMessageTooLarge,
  submissionServiceDisabled,
  submissionsRefused,
  tlsCertExpired,
  tlsCertPathMissing,
  tlsCertRenewedNotReloaded,
  tlsChainIncomplete,
  tlsKeyCertMismatch,
  tlsKeyTooWeak,
]
