// Written by tools/generate-registry.ts from the folder: do not edit.
import type { Condition } from './condition.ts'
import { authBackendLdapFailure } from './conditions/auth/auth-backend-ldap-failure.ts'
import { authBackendSqlDown } from './conditions/auth/auth-backend-sql-down.ts'
import { authCleartextRefused } from './conditions/auth/auth-cleartext-refused.ts'
import { authFirstValidUid } from './conditions/auth/auth-first-valid-uid.ts'
import { authPamBroken } from './conditions/auth/auth-pam-broken.ts'
import { authPasswordFileUnreadable } from './conditions/auth/auth-password-file-unreadable.ts'
import { authPasswordSchemeUnsupported } from './conditions/auth/auth-password-scheme-unsupported.ts'
import { authSaslLibraryMissing } from './conditions/auth/auth-sasl-library-missing.ts'
import { authSaslauthdUnreachable } from './conditions/auth/auth-saslauthd-unreachable.ts'
import { authSocketMissing } from './conditions/auth/auth-socket-missing.ts'
import { authSocketPermission } from './conditions/auth/auth-socket-permission.ts'
import { authUserdbMissing } from './conditions/auth/auth-userdb-missing.ts'
import { authUsernameFormat } from './conditions/auth/auth-username-format.ts'
import { authWorkerSaturated } from './conditions/auth/auth-worker-saturated.ts'
import { authWrongPasswordDevice } from './conditions/auth/auth-wrong-password-device.ts'
import { bimiNotShown } from './conditions/bimi/bimi-not-shown.ts'
import { clientAutodiscoveryBroken } from './conditions/client/client-autodiscovery-broken.ts'
import { clientSettingsMissing } from './conditions/client/client-settings-missing.ts'
import { clientSettingsUnencrypted } from './conditions/client/client-settings-unencrypted.ts'
import { daneCertificatePinned } from './conditions/dane/dane-certificate-pinned.ts'
import { daneIncomplete } from './conditions/dane/dane-incomplete.ts'
import { daneNotSigned } from './conditions/dane/dane-not-signed.ts'
import { daneNotUsed } from './conditions/dane/dane-not-used.ts'
import { daneTlsaMismatch } from './conditions/dane/dane-tlsa-mismatch.ts'
import { daneUsageUnusable } from './conditions/dane/dane-usage-unusable.ts'
import { deliveriesDeferred } from './conditions/deliveries/deliveries-deferred.ts'
import { deliveriesRejected } from './conditions/deliveries/deliveries-rejected.ts'
import { dkimKeyMismatch } from './conditions/dkim/dkim-key-mismatch.ts'
import { dkimKeyNotPublished } from './conditions/dkim/dkim-key-not-published.ts'
import { dkimKeyPermissions } from './conditions/dkim/dkim-key-permissions.ts'
import { dkimKeyRecordBroken } from './conditions/dkim/dkim-key-record-broken.ts'
import { dkimKeyTesting } from './conditions/dkim/dkim-key-testing.ts'
import { dkimMilterSocketPath } from './conditions/dkim/dkim-milter-socket-path.ts'
import { dkimNotSigning } from './conditions/dkim/dkim-not-signing.ts'
import { dkimSelectorNotPublished } from './conditions/dkim/dkim-selector-not-published.ts'
import { dkimWeakKey } from './conditions/dkim/dkim-weak-key.ts'
import { dmarcAlignmentFailure } from './conditions/dmarc/dmarc-alignment-failure.ts'
import { dmarcMissing } from './conditions/dmarc/dmarc-missing.ts'
import { dmarcNoReports } from './conditions/dmarc/dmarc-no-reports.ts'
import { dmarcNotEnforced } from './conditions/dmarc/dmarc-not-enforced.ts'
import { dmarcObsoleteTags } from './conditions/dmarc/dmarc-obsolete-tags.ts'
import { dmarcRecordInvalid } from './conditions/dmarc/dmarc-record-invalid.ts'
import { dmarcReportsLost } from './conditions/dmarc/dmarc-reports-lost.ts'
import { dmarcSubdomainsOpen } from './conditions/dmarc/dmarc-subdomains-open.ts'
import { dnsAaaaNotServed } from './conditions/dns/dns-aaaa-not-served.ts'
import { dnsDelegationDiffers } from './conditions/dns/dns-delegation-differs.ts'
import { dnsDnssecBogus } from './conditions/dns/dns-dnssec-bogus.ts'
import { dnsDnssecExpiring } from './conditions/dns/dns-dnssec-expiring.ts'
import { dnsDnssecWeak } from './conditions/dns/dns-dnssec-weak.ts'
import { dnsDomainExpired } from './conditions/dns/dns-domain-expired.ts'
import { dnsDomainExpiring } from './conditions/dns/dns-domain-expiring.ts'
import { dnsDomainMissing } from './conditions/dns/dns-domain-missing.ts'
import { dnsFcrdnsMismatch } from './conditions/dns/dns-fcrdns-mismatch.ts'
import { dnsLameDelegation } from './conditions/dns/dns-lame-delegation.ts'
import { dnsLocalResolverDown } from './conditions/dns/dns-local-resolver-down.ts'
import { dnsMxHostWithoutAddress } from './conditions/dns/dns-mx-host-without-address.ts'
import { dnsMxImplicit } from './conditions/dns/dns-mx-implicit.ts'
import { dnsMxMissing } from './conditions/dns/dns-mx-missing.ts'
import { dnsMxNullBesideOthers } from './conditions/dns/dns-mx-null-beside-others.ts'
import { dnsMxPointsToCname } from './conditions/dns/dns-mx-points-to-cname.ts'
import { dnsMxPointsToIp } from './conditions/dns/dns-mx-points-to-ip.ts'
import { dnsMxPrivateAddress } from './conditions/dns/dns-mx-private-address.ts'
import { dnsMxProxied } from './conditions/dns/dns-mx-proxied.ts'
import { dnsMxRefusesDomain } from './conditions/dns/dns-mx-refuses-domain.ts'
import { dnsMxSameAddress } from './conditions/dns/dns-mx-same-address.ts'
import { dnsMxStaleAfterMigration } from './conditions/dns/dns-mx-stale-after-migration.ts'
import { dnsMxWithoutIpv6 } from './conditions/dns/dns-mx-without-ipv6.ts'
import { dnsNameServersDisagree } from './conditions/dns/dns-name-servers-disagree.ts'
import { dnsNameServersOneNetwork } from './conditions/dns/dns-name-servers-one-network.ts'
import { dnsNullMx } from './conditions/dns/dns-null-mx.ts'
import { dnsPtrGeneric } from './conditions/dns/dns-ptr-generic.ts'
import { dnsPtrMissing } from './conditions/dns/dns-ptr-missing.ts'
import { dnsResolverDiffers } from './conditions/dns/dns-resolver-differs.ts'
import { dnsSingleNameServer } from './conditions/dns/dns-single-name-server.ts'
import { dnsSoaUnusual } from './conditions/dns/dns-soa-unusual.ts'
import { dnsTtlUnsuitable } from './conditions/dns/dns-ttl-unsuitable.ts'
import { dnsWildcardMail } from './conditions/dns/dns-wildcard-mail.ts'
import { dovecot24ConfigIncompatible } from './conditions/dovecot/dovecot-24-config-incompatible.ts'
import { dovecot24ProtocolsEmpty } from './conditions/dovecot/dovecot-24-protocols-empty.ts'
import { dovecotAddressInUse } from './conditions/dovecot/dovecot-address-in-use.ts'
import { dovecotBackendSocketBusy } from './conditions/dovecot/dovecot-backend-socket-busy.ts'
import { dovecotChgrpNotPermitted } from './conditions/dovecot/dovecot-chgrp-not-permitted.ts'
import { dovecotInotifyLimit } from './conditions/dovecot/dovecot-inotify-limit.ts'
import { dovecotLmtpUnreachable } from './conditions/dovecot/dovecot-lmtp-unreachable.ts'
import { dovecotLmtpUserUnknown } from './conditions/dovecot/dovecot-lmtp-user-unknown.ts'
import { dovecotLoginProcessLimit } from './conditions/dovecot/dovecot-login-process-limit.ts'
import { dovecotMailLocationWrong } from './conditions/dovecot/dovecot-mail-location-wrong.ts'
import { dovecotPluginMissing } from './conditions/dovecot/dovecot-plugin-missing.ts'
import { dovecotServiceLimitsInconsistent } from './conditions/dovecot/dovecot-service-limits-inconsistent.ts'
import { dovecotSieveScriptError } from './conditions/dovecot/dovecot-sieve-script-error.ts'
import { dovecotSslDhMissing } from './conditions/dovecot/dovecot-ssl-dh-missing.ts'
import { dovecotStatsSocketPermission } from './conditions/dovecot/dovecot-stats-socket-permission.ts'
import { dovecotStopped } from './conditions/dovecot/dovecot-stopped.ts'
import { dovecotTimeMovedBackwards } from './conditions/dovecot/dovecot-time-moved-backwards.ts'
import { dovecotTlsSettingInvalid } from './conditions/dovecot/dovecot-tls-setting-invalid.ts'
import { dovecotUseripConnectionLimit } from './conditions/dovecot/dovecot-userip-connection-limit.ts'
import { dovecotVszLimitMemory } from './conditions/dovecot/dovecot-vsz-limit-memory.ts'
import { eximConfigurationNotGenerated } from './conditions/exim/exim-configuration-not-generated.ts'
import { eximConfigurationRefused } from './conditions/exim/exim-configuration-refused.ts'
import { eximDebianSplitConfigIgnored } from './conditions/exim/exim-debian-split-config-ignored.ts'
import { eximFileUnreadable } from './conditions/exim/exim-file-unreadable.ts'
import { eximFrozenBounces } from './conditions/exim/exim-frozen-bounces.ts'
import { eximLogNotWritable } from './conditions/exim/exim-log-not-writable.ts'
import { eximMalwareAclScannerDown } from './conditions/exim/exim-malware-acl-scanner-down.ts'
import { eximPaniclogNonempty } from './conditions/exim/exim-paniclog-nonempty.ts'
import { eximSmarthostMalformed } from './conditions/exim/exim-smarthost-malformed.ts'
import { eximSmarthostPasswdClientKey } from './conditions/exim/exim-smarthost-passwd-client-key.ts'
import { eximSmtpAcceptMax } from './conditions/exim/exim-smtp-accept-max.ts'
import { eximSpamdUnreachable } from './conditions/exim/exim-spamd-unreachable.ts'
import { eximSpoolError } from './conditions/exim/exim-spool-error.ts'
import { eximSpoolPermission } from './conditions/exim/exim-spool-permission.ts'
import { eximStartRefused } from './conditions/exim/exim-start-refused.ts'
import { eximTaintedData } from './conditions/exim/exim-tainted-data.ts'
import { eximUnrouteableAddress } from './conditions/exim/exim-unrouteable-address.ts'
import { filterBayesUntrained } from './conditions/filter/filter-bayes-untrained.ts'
import { filterClamavOutdated } from './conditions/filter/filter-clamav-outdated.ts'
import { filterClamdDown } from './conditions/filter/filter-clamd-down.ts'
import { filterDnsblDefunct } from './conditions/filter/filter-dnsbl-defunct.ts'
import { filterDnsblQueriesRefused } from './conditions/filter/filter-dnsbl-queries-refused.ts'
import { filterHeaderBodyCheckFalsePositive } from './conditions/filter/filter-header-body-check-false-positive.ts'
import { filterNoneActive } from './conditions/filter/filter-none-active.ts'
import { filterPolicyServiceDown } from './conditions/filter/filter-policy-service-down.ts'
import { filterProxyFilterDown } from './conditions/filter/filter-proxy-filter-down.ts'
import { filterRspamdCrashing } from './conditions/filter/filter-rspamd-crashing.ts'
import { filterRspamdGreylistingDelay } from './conditions/filter/filter-rspamd-greylisting-delay.ts'
import { filterRspamdRedisDown } from './conditions/filter/filter-rspamd-redis-down.ts'
import { filterRspamdStopped } from './conditions/filter/filter-rspamd-stopped.ts'
import { filterSpamassassinRulesStale } from './conditions/filter/filter-spamassassin-rules-stale.ts'
import { filterThresholdMisjudged } from './conditions/filter/filter-threshold-misjudged.ts'
import { filterUnknownRestrictionName } from './conditions/filter/filter-unknown-restriction-name.ts'
import { identityGreetingName } from './conditions/identity/identity-greeting-name.ts'
import { identityHeloNotFqdn } from './conditions/identity/identity-helo-not-fqdn.ts'
import { identityHeloUnresolvable } from './conditions/identity/identity-helo-unresolvable.ts'
import { identitySenderDomainUnresolvable } from './conditions/identity/identity-sender-domain-unresolvable.ts'
import { inboundNullSenderRefused } from './conditions/inbound/inbound-null-sender-refused.ts'
import { inboundRefused } from './conditions/inbound/inbound-refused.ts'
import { inboundRejectedByRule } from './conditions/inbound/inbound-rejected-by-rule.ts'
import { loginsFailing } from './conditions/logins/logins-failing.ts'
import { mapsDatabaseMissing } from './conditions/maps/maps-database-missing.ts'
import { mapsProxymapNotAllowed } from './conditions/maps/maps-proxymap-not-allowed.ts'
import { mapsSourceNewerThanDatabase } from './conditions/maps/maps-source-newer-than-database.ts'
import { mapsTypeUnsupported } from './conditions/maps/maps-type-unsupported.ts'
import { mapsUnusedOrMisspeltParameter } from './conditions/maps/maps-unused-or-misspelt-parameter.ts'
import { messageRefusedAsMalware } from './conditions/message/message-refused-as-malware.ts'
import { mtaStsPolicyMismatch } from './conditions/mta/mta-sts-policy-mismatch.ts'
import { mtaStsRecordInvalid } from './conditions/mta/mta-sts-record-invalid.ts'
import { mtaStsWeak } from './conditions/mta/mta-sts-weak.ts'
import { networkBindAddressInvalid } from './conditions/network/network-bind-address-invalid.ts'
import { networkClientPortsBlocked } from './conditions/network/network-client-ports-blocked.ts'
import { networkConntrackTableFull } from './conditions/network/network-conntrack-table-full.ts'
import { networkDefaultRouteMissing } from './conditions/network/network-default-route-missing.ts'
import { networkDnsTcpBlocked } from './conditions/network/network-dns-tcp-blocked.ts'
import { networkFail2banLockout } from './conditions/network/network-fail2ban-lockout.ts'
import { networkInbound25Blocked } from './conditions/network/network-inbound-25-blocked.ts'
import { networkIpv6NoPtr } from './conditions/network/network-ipv6-no-ptr.ts'
import { networkMtuBlackhole } from './conditions/network/network-mtu-blackhole.ts'
import { networkOutbound25OwnFirewall } from './conditions/network/network-outbound-25-own-firewall.ts'
import { networkPort25BlockedOutbound } from './conditions/network/network-port25-blocked-outbound.ts'
import { networkSourceAddressDiffers } from './conditions/network/network-source-address-differs.ts'
import { opensmtpdConfigurationRefused } from './conditions/opensmtpd/opensmtpd-configuration-refused.ts'
import { opensmtpdFilterExited } from './conditions/opensmtpd/opensmtpd-filter-exited.ts'
import { opensmtpdListensLoopbackOnly } from './conditions/opensmtpd/opensmtpd-listens-loopback-only.ts'
import { opensmtpdNoMatchingRule } from './conditions/opensmtpd/opensmtpd-no-matching-rule.ts'
import { opensmtpdOldGrammar } from './conditions/opensmtpd/opensmtpd-old-grammar.ts'
import { opensmtpdOpensslIncompatible } from './conditions/opensmtpd/opensmtpd-openssl-incompatible.ts'
import { opensmtpdPaused } from './conditions/opensmtpd/opensmtpd-paused.ts'
import { opensmtpdQueuePermissions } from './conditions/opensmtpd/opensmtpd-queue-permissions.ts'
import { opensmtpdTableInsecure } from './conditions/opensmtpd/opensmtpd-table-insecure.ts'
import { opensmtpdUsersCannotRelay } from './conditions/opensmtpd/opensmtpd-users-cannot-relay.ts'
import { osApparmorDenied } from './conditions/os/os-apparmor-denied.ts'
import { osClockUnsynchronised } from './conditions/os/os-clock-unsynchronised.ts'
import { osClockWrong } from './conditions/os/os-clock-wrong.ts'
import { osLoggingMissing } from './conditions/os/os-logging-missing.ts'
import { osLoggingRateLimited } from './conditions/os/os-logging-rate-limited.ts'
import { osPortConflict } from './conditions/os/os-port-conflict.ts'
import { osPostfixCompatLevel } from './conditions/os/os-postfix-compat-level.ts'
import { osPostfixPermissionsWrong } from './conditions/os/os-postfix-permissions-wrong.ts'
import { osPostfixRenamedParameters } from './conditions/os/os-postfix-renamed-parameters.ts'
import { osResolvconfChroot } from './conditions/os/os-resolvconf-chroot.ts'
import { osSoftwareEndOfLife } from './conditions/os/os-software-end-of-life.ts'
import { osSystemdSandbox } from './conditions/os/os-systemd-sandbox.ts'
import { osUpgradeRestartPending } from './conditions/os/os-upgrade-restart-pending.ts'
import { queueMailOnHold } from './conditions/queue/queue-mail-on-hold.ts'
import { queueMailSystemStopped } from './conditions/queue/queue-mail-system-stopped.ts'
import { queueMasterThrottling } from './conditions/queue/queue-master-throttling.ts'
import { queueMilterSilentlyAccepting } from './conditions/queue/queue-milter-silently-accepting.ts'
import { queueMilterUnreachable } from './conditions/queue/queue-milter-unreachable.ts'
import { queueOneDestinationDominates } from './conditions/queue/queue-one-destination-dominates.ts'
import { queueSmtpdProcessLimit } from './conditions/queue/queue-smtpd-process-limit.ts'
import { queueSoftBounceOrDeferLeftOn } from './conditions/queue/queue-soft-bounce-or-defer-left-on.ts'
import { queueUndeliverableBounces } from './conditions/queue/queue-undeliverable-bounces.ts'
import { recipientDomainTypo } from './conditions/recipient/recipient-domain-typo.ts'
import { recipientMailboxFullRemote } from './conditions/recipient/recipient-mailbox-full-remote.ts'
import { recipientRoleAddressesMissing } from './conditions/recipient/recipient-role-addresses-missing.ts'
import { recipientRoleAddressesRefused } from './conditions/recipient/recipient-role-addresses-refused.ts'
import { recipientUnknownLocal } from './conditions/recipient/recipient-unknown-local.ts'
import { recipientUnknownRemote } from './conditions/recipient/recipient-unknown-remote.ts'
import { recipientVirtualAliasLoop } from './conditions/recipient/recipient-virtual-alias-loop.ts'
import { relayRestrictionsUnsafe } from './conditions/relay/relay-restrictions-unsafe.ts'
import { relaySmarthostAuthMissing } from './conditions/relay/relay-smarthost-auth-missing.ts'
import { relaySmarthostBadCredentials } from './conditions/relay/relay-smarthost-bad-credentials.ts'
import { remoteGreylisting } from './conditions/remote/remote-greylisting.ts'
import { remoteHostUnreachable } from './conditions/remote/remote-host-unreachable.ts'
import { remoteTlsCertInvalid } from './conditions/remote/remote-tls-cert-invalid.ts'
import { reputationAppleIcloudPolicy } from './conditions/reputation/reputation-apple-icloud-policy.ts'
import { reputationDomainListed } from './conditions/reputation/reputation-domain-listed.ts'
import { reputationGmailPtrIpv6 } from './conditions/reputation/reputation-gmail-ptr-ipv6.ts'
import { reputationGmailRate } from './conditions/reputation/reputation-gmail-rate.ts'
import { reputationGmailUnauthenticated } from './conditions/reputation/reputation-gmail-unauthenticated.ts'
import { reputationGmxPtr } from './conditions/reputation/reputation-gmx-ptr.ts'
import { reputationIpListedSpamSource } from './conditions/reputation/reputation-ip-listed-spam-source.ts'
import { reputationMicrosoftBlockList } from './conditions/reputation/reputation-microsoft-block-list.ts'
import { reputationMicrosoftRateLimited } from './conditions/reputation/reputation-microsoft-rate-limited.ts'
import { reputationPblDynamicAddress } from './conditions/reputation/reputation-pbl-dynamic-address.ts'
import { reputationTonlineNotAllowed } from './conditions/reputation/reputation-tonline-not-allowed.ts'
import { reputationYahooTemporaryDeferral } from './conditions/reputation/reputation-yahoo-temporary-deferral.ts'
import { resourcesDiskIoSaturated } from './conditions/resources/resources-disk-io-saturated.ts'
import { resourcesFileDescriptors } from './conditions/resources/resources-file-descriptors.ts'
import { resourcesForkFailed } from './conditions/resources/resources-fork-failed.ts'
import { resourcesOomKill } from './conditions/resources/resources-oom-kill.ts'
import { resourcesSwapThrash } from './conditions/resources/resources-swap-thrash.ts'
import { routingDomainInTwoClasses } from './conditions/routing/routing-domain-in-two-classes.ts'
import { routingInetInterfacesLoopback } from './conditions/routing/routing-inet-interfaces-loopback.ts'
import { routingIpv6PreferredUnreachable } from './conditions/routing/routing-ipv6-preferred-unreachable.ts'
import { routingLoopsBackToMyself } from './conditions/routing/routing-loops-back-to-myself.ts'
import { routingMovedDomainStillLocal } from './conditions/routing/routing-moved-domain-still-local.ts'
import { routingOwnDomainNotAccepted } from './conditions/routing/routing-own-domain-not-accepted.ts'
import { routingRelayhostWithoutBrackets } from './conditions/routing/routing-relayhost-without-brackets.ts'
import { routingSmarthostUnreachable } from './conditions/routing/routing-smarthost-unreachable.ts'
import { routingTransportMapWrongNexthop } from './conditions/routing/routing-transport-map-wrong-nexthop.ts'
import { securityBackscatter } from './conditions/security/security-backscatter.ts'
import { securityBruteForce } from './conditions/security/security-brute-force.ts'
import { securityCleartextAuthOffered } from './conditions/security/security-cleartext-auth-offered.ts'
import { securityInternalServiceExposed } from './conditions/security/security-internal-service-exposed.ts'
import { securityMynetworksTooWide } from './conditions/security/security-mynetworks-too-wide.ts'
import { securityOpenRelay } from './conditions/security/security-open-relay.ts'
import { securityRelaysForStrangers } from './conditions/security/security-relays-for-strangers.ts'
import { securitySmtpSmuggling } from './conditions/security/security-smtp-smuggling.ts'
import { securityStarttlsInjection } from './conditions/security/security-starttls-injection.ts'
import { securityUserEnumeration } from './conditions/security/security-user-enumeration.ts'
import { serviceClosedOverIpv6 } from './conditions/service/service-closed-over-ipv6.ts'
import { serviceLoginNotOffered } from './conditions/service/service-login-not-offered.ts'
import { serviceMxUnreachable } from './conditions/service/service-mx-unreachable.ts'
import { serviceNotEnabledAtBoot } from './conditions/service/service-not-enabled-at-boot.ts'
import { serviceNotListening } from './conditions/service/service-not-listening.ts'
import { serviceTlsFailing } from './conditions/service/service-tls-failing.ts'
import { setupDeclarationWrong } from './conditions/setup/setup-declaration-wrong.ts'
import { spfAnswerTooLarge } from './conditions/spf/spf-answer-too-large.ts'
import { spfMissing } from './conditions/spf/spf-missing.ts'
import { spfMultipleRecords } from './conditions/spf/spf-multiple-records.ts'
import { spfNetworkTooWide } from './conditions/spf/spf-network-too-wide.ts'
import { spfNoVerdict } from './conditions/spf/spf-no-verdict.ts'
import { spfPermitsEveryone } from './conditions/spf/spf-permits-everyone.ts'
import { spfSendingIpNotListed } from './conditions/spf/spf-sending-ip-not-listed.ts'
import { spfSyntaxError } from './conditions/spf/spf-syntax-error.ts'
import { spfTooManyLookups } from './conditions/spf/spf-too-many-lookups.ts'
import { spfUsesPtr } from './conditions/spf/spf-uses-ptr.ts'
import { storageDiskFull } from './conditions/storage/storage-disk-full.ts'
import { storageFilesystemReadOnly } from './conditions/storage/storage-filesystem-read-only.ts'
import { storageIndexCorruption } from './conditions/storage/storage-index-corruption.ts'
import { storageInodesExhausted } from './conditions/storage/storage-inodes-exhausted.ts'
import { storageLogPartitionFull } from './conditions/storage/storage-log-partition-full.ts'
import { storageMailboxQuotaExceeded } from './conditions/storage/storage-mailbox-quota-exceeded.ts'
import { storageMaildirPermissionDenied } from './conditions/storage/storage-maildir-permission-denied.ts'
import { storageOsQuotaExceeded } from './conditions/storage/storage-os-quota-exceeded.ts'
import { storageQueueMinfree } from './conditions/storage/storage-queue-minfree.ts'
import { storageRestoredAsRoot } from './conditions/storage/storage-restored-as-root.ts'
import { storageTmpOrQuarantineFull } from './conditions/storage/storage-tmp-or-quarantine-full.ts'
import { submissionAuthDisabled } from './conditions/submission/submission-auth-disabled.ts'
import { submissionMessageTooLarge } from './conditions/submission/submission-message-too-large.ts'
import { submissionRblOnClients } from './conditions/submission/submission-rbl-on-clients.ts'
import { submissionRelayDeniedNoAuth } from './conditions/submission/submission-relay-denied-no-auth.ts'
import { submissionSenderMismatch } from './conditions/submission/submission-sender-mismatch.ts'
import { submissionServiceDisabled } from './conditions/submission/submission-service-disabled.ts'
import { submissionsRefused } from './conditions/submissions/submissions-refused.ts'
import { tlsAcmeRenewalFailing } from './conditions/tls/tls-acme-renewal-failing.ts'
import { tlsCaaForbidsIssuer } from './conditions/tls/tls-caa-forbids-issuer.ts'
import { tlsCertAlgorithmWeak } from './conditions/tls/tls-cert-algorithm-weak.ts'
import { tlsCertExpired } from './conditions/tls/tls-cert-expired.ts'
import { tlsCertExpiresSoon } from './conditions/tls/tls-cert-expires-soon.ts'
import { tlsCertNameMismatch } from './conditions/tls/tls-cert-name-mismatch.ts'
import { tlsCertPathMissing } from './conditions/tls/tls-cert-path-missing.ts'
import { tlsCertRenewedNotReloaded } from './conditions/tls/tls-cert-renewed-not-reloaded.ts'
import { tlsChainIncomplete } from './conditions/tls/tls-chain-incomplete.ts'
import { tlsDhKeyTooSmall } from './conditions/tls/tls-dh-key-too-small.ts'
import { tlsDhPrimeTooShort } from './conditions/tls/tls-dh-prime-too-short.ts'
import { tlsKeyCertMismatch } from './conditions/tls/tls-key-cert-mismatch.ts'
import { tlsKeyTooWeak } from './conditions/tls/tls-key-too-weak.ts'
import { tlsKeyUnreadable } from './conditions/tls/tls-key-unreadable.ts'
import { tlsLegacyRenegotiation } from './conditions/tls/tls-legacy-renegotiation.ts'
import { tlsMustStapleUnstapled } from './conditions/tls/tls-must-staple-unstapled.ts'
import { tlsNoSharedCipher } from './conditions/tls/tls-no-shared-cipher.ts'
import { tlsNoSharedProtocol } from './conditions/tls/tls-no-shared-protocol.ts'
import { tlsOldVersionAccepted } from './conditions/tls/tls-old-version-accepted.ts'
import { tlsRequiredButNotOffered } from './conditions/tls/tls-required-but-not-offered.ts'
import { tlsSnakeoilInProduction } from './conditions/tls/tls-snakeoil-in-production.ts'
import { tlsStarttlsStripped } from './conditions/tls/tls-starttls-stripped.ts'
import { tlsWeakCipherAccepted } from './conditions/tls/tls-weak-cipher-accepted.ts'
import { tlsWrapperModeMismatch } from './conditions/tls/tls-wrapper-mode-mismatch.ts'
import { tlsrptMissing } from './conditions/tlsrpt/tlsrpt-missing.ts'
import { tlsrptRecordInvalid } from './conditions/tlsrpt/tlsrpt-record-invalid.ts'

/** Every condition that Mailmedic knows. */
export const allConditions: readonly Condition[] = [
  authBackendLdapFailure,
  authBackendSqlDown,
  authCleartextRefused,
  authFirstValidUid,
  authPamBroken,
  authPasswordFileUnreadable,
  authPasswordSchemeUnsupported,
  authSaslLibraryMissing,
  authSaslauthdUnreachable,
  authSocketMissing,
  authSocketPermission,
  authUserdbMissing,
  authUsernameFormat,
  authWorkerSaturated,
  authWrongPasswordDevice,
  bimiNotShown,
  clientAutodiscoveryBroken,
  clientSettingsMissing,
  clientSettingsUnencrypted,
  daneCertificatePinned,
  daneIncomplete,
  daneNotSigned,
  daneNotUsed,
  daneTlsaMismatch,
  daneUsageUnusable,
  deliveriesDeferred,
  deliveriesRejected,
  dkimKeyMismatch,
  dkimKeyNotPublished,
  dkimKeyPermissions,
  dkimKeyRecordBroken,
  dkimKeyTesting,
  dkimMilterSocketPath,
  dkimNotSigning,
  dkimSelectorNotPublished,
  dkimWeakKey,
  dmarcAlignmentFailure,
  dmarcMissing,
  dmarcNoReports,
  dmarcNotEnforced,
  dmarcObsoleteTags,
  dmarcRecordInvalid,
  dmarcReportsLost,
  dmarcSubdomainsOpen,
  dnsAaaaNotServed,
  dnsDelegationDiffers,
  dnsDnssecBogus,
  dnsDnssecExpiring,
  dnsDnssecWeak,
  dnsDomainExpired,
  dnsDomainExpiring,
  dnsDomainMissing,
  dnsFcrdnsMismatch,
  dnsLameDelegation,
  dnsLocalResolverDown,
  dnsMxHostWithoutAddress,
  dnsMxImplicit,
  dnsMxMissing,
  dnsMxNullBesideOthers,
  dnsMxPointsToCname,
  dnsMxPointsToIp,
  dnsMxPrivateAddress,
  dnsMxProxied,
  dnsMxRefusesDomain,
  dnsMxSameAddress,
  dnsMxStaleAfterMigration,
  dnsMxWithoutIpv6,
  dnsNameServersDisagree,
  dnsNameServersOneNetwork,
  dnsNullMx,
  dnsPtrGeneric,
  dnsPtrMissing,
  dnsResolverDiffers,
  dnsSingleNameServer,
  dnsSoaUnusual,
  dnsTtlUnsuitable,
  dnsWildcardMail,
  dovecot24ConfigIncompatible,
  dovecot24ProtocolsEmpty,
  dovecotAddressInUse,
  dovecotBackendSocketBusy,
  dovecotChgrpNotPermitted,
  dovecotInotifyLimit,
  dovecotLmtpUnreachable,
  dovecotLmtpUserUnknown,
  dovecotLoginProcessLimit,
  dovecotMailLocationWrong,
  dovecotPluginMissing,
  dovecotServiceLimitsInconsistent,
  dovecotSieveScriptError,
  dovecotSslDhMissing,
  dovecotStatsSocketPermission,
  dovecotStopped,
  dovecotTimeMovedBackwards,
  dovecotTlsSettingInvalid,
  dovecotUseripConnectionLimit,
  dovecotVszLimitMemory,
  eximConfigurationNotGenerated,
  eximConfigurationRefused,
  eximDebianSplitConfigIgnored,
  eximFileUnreadable,
  eximFrozenBounces,
  eximLogNotWritable,
  eximMalwareAclScannerDown,
  eximPaniclogNonempty,
  eximSmarthostMalformed,
  eximSmarthostPasswdClientKey,
  eximSmtpAcceptMax,
  eximSpamdUnreachable,
  eximSpoolError,
  eximSpoolPermission,
  eximStartRefused,
  eximTaintedData,
  eximUnrouteableAddress,
  filterBayesUntrained,
  filterClamavOutdated,
  filterClamdDown,
  filterDnsblDefunct,
  filterDnsblQueriesRefused,
  filterHeaderBodyCheckFalsePositive,
  filterNoneActive,
  filterPolicyServiceDown,
  filterProxyFilterDown,
  filterRspamdCrashing,
  filterRspamdGreylistingDelay,
  filterRspamdRedisDown,
  filterRspamdStopped,
  filterSpamassassinRulesStale,
  filterThresholdMisjudged,
  filterUnknownRestrictionName,
  identityGreetingName,
  identityHeloNotFqdn,
  identityHeloUnresolvable,
  identitySenderDomainUnresolvable,
  inboundNullSenderRefused,
  inboundRefused,
  inboundRejectedByRule,
  loginsFailing,
  mapsDatabaseMissing,
  mapsProxymapNotAllowed,
  mapsSourceNewerThanDatabase,
  mapsTypeUnsupported,
  mapsUnusedOrMisspeltParameter,
  messageRefusedAsMalware,
  mtaStsPolicyMismatch,
  mtaStsRecordInvalid,
  mtaStsWeak,
  networkBindAddressInvalid,
  networkClientPortsBlocked,
  networkConntrackTableFull,
  networkDefaultRouteMissing,
  networkDnsTcpBlocked,
  networkFail2banLockout,
  networkInbound25Blocked,
  networkIpv6NoPtr,
  networkMtuBlackhole,
  networkOutbound25OwnFirewall,
  networkPort25BlockedOutbound,
  networkSourceAddressDiffers,
  opensmtpdConfigurationRefused,
  opensmtpdFilterExited,
  opensmtpdListensLoopbackOnly,
  opensmtpdNoMatchingRule,
  opensmtpdOldGrammar,
  opensmtpdOpensslIncompatible,
  opensmtpdPaused,
  opensmtpdQueuePermissions,
  opensmtpdTableInsecure,
  opensmtpdUsersCannotRelay,
  osApparmorDenied,
  osClockUnsynchronised,
  osClockWrong,
  osLoggingMissing,
  osLoggingRateLimited,
  osPortConflict,
  osPostfixCompatLevel,
  osPostfixPermissionsWrong,
  osPostfixRenamedParameters,
  osResolvconfChroot,
  osSoftwareEndOfLife,
  osSystemdSandbox,
  osUpgradeRestartPending,
  queueMailOnHold,
  queueMailSystemStopped,
  queueMasterThrottling,
  queueMilterSilentlyAccepting,
  queueMilterUnreachable,
  queueOneDestinationDominates,
  queueSmtpdProcessLimit,
  queueSoftBounceOrDeferLeftOn,
  queueUndeliverableBounces,
  recipientDomainTypo,
  recipientMailboxFullRemote,
  recipientRoleAddressesMissing,
  recipientRoleAddressesRefused,
  recipientUnknownLocal,
  recipientUnknownRemote,
  recipientVirtualAliasLoop,
  relayRestrictionsUnsafe,
  relaySmarthostAuthMissing,
  relaySmarthostBadCredentials,
  remoteGreylisting,
  remoteHostUnreachable,
  remoteTlsCertInvalid,
  reputationAppleIcloudPolicy,
  reputationDomainListed,
  reputationGmailPtrIpv6,
  reputationGmailRate,
  reputationGmailUnauthenticated,
  reputationGmxPtr,
  reputationIpListedSpamSource,
  reputationMicrosoftBlockList,
  reputationMicrosoftRateLimited,
  reputationPblDynamicAddress,
  reputationTonlineNotAllowed,
  reputationYahooTemporaryDeferral,
  resourcesDiskIoSaturated,
  resourcesFileDescriptors,
  resourcesForkFailed,
  resourcesOomKill,
  resourcesSwapThrash,
  routingDomainInTwoClasses,
  routingInetInterfacesLoopback,
  routingIpv6PreferredUnreachable,
  routingLoopsBackToMyself,
  routingMovedDomainStillLocal,
  routingOwnDomainNotAccepted,
  routingRelayhostWithoutBrackets,
  routingSmarthostUnreachable,
  routingTransportMapWrongNexthop,
  securityBackscatter,
  securityBruteForce,
  securityCleartextAuthOffered,
  securityInternalServiceExposed,
  securityMynetworksTooWide,
  securityOpenRelay,
  securityRelaysForStrangers,
  securitySmtpSmuggling,
  securityStarttlsInjection,
  securityUserEnumeration,
  serviceClosedOverIpv6,
  serviceLoginNotOffered,
  serviceMxUnreachable,
  serviceNotEnabledAtBoot,
  serviceNotListening,
  serviceTlsFailing,
  setupDeclarationWrong,
  spfAnswerTooLarge,
  spfMissing,
  spfMultipleRecords,
  spfNetworkTooWide,
  spfNoVerdict,
  spfPermitsEveryone,
  spfSendingIpNotListed,
  spfSyntaxError,
  spfTooManyLookups,
  spfUsesPtr,
  storageDiskFull,
  storageFilesystemReadOnly,
  storageIndexCorruption,
  storageInodesExhausted,
  storageLogPartitionFull,
  storageMailboxQuotaExceeded,
  storageMaildirPermissionDenied,
  storageOsQuotaExceeded,
  storageQueueMinfree,
  storageRestoredAsRoot,
  storageTmpOrQuarantineFull,
  submissionAuthDisabled,
  submissionMessageTooLarge,
  submissionRblOnClients,
  submissionRelayDeniedNoAuth,
  submissionSenderMismatch,
  submissionServiceDisabled,
  submissionsRefused,
  tlsAcmeRenewalFailing,
  tlsCaaForbidsIssuer,
  tlsCertAlgorithmWeak,
  tlsCertExpired,
  tlsCertExpiresSoon,
  tlsCertNameMismatch,
  tlsCertPathMissing,
  tlsCertRenewedNotReloaded,
  tlsChainIncomplete,
  tlsDhKeyTooSmall,
  tlsDhPrimeTooShort,
  tlsKeyCertMismatch,
  tlsKeyTooWeak,
  tlsKeyUnreadable,
  tlsLegacyRenegotiation,
  tlsMustStapleUnstapled,
  tlsNoSharedCipher,
  tlsNoSharedProtocol,
  tlsOldVersionAccepted,
  tlsRequiredButNotOffered,
  tlsSnakeoilInProduction,
  tlsStarttlsStripped,
  tlsWeakCipherAccepted,
  tlsWrapperModeMismatch,
  tlsrptMissing,
  tlsrptRecordInvalid,
]
