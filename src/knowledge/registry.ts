// Written by tools/generate-registry.ts from the folder: do not edit.
import type { Condition } from './condition.ts'
import { authSocketMissing } from './conditions/auth/auth-socket-missing.ts'
import { authSocketPermission } from './conditions/auth/auth-socket-permission.ts'
import { dovecotLmtpUnreachable } from './conditions/dovecot/dovecot-lmtp-unreachable.ts'
import { dovecotStopped } from './conditions/dovecot/dovecot-stopped.ts'
import { filterUnknownRestrictionName } from './conditions/filter/filter-unknown-restriction-name.ts'
import { queueMailSystemStopped } from './conditions/queue/queue-mail-system-stopped.ts'
import { securityBruteForce } from './conditions/security/security-brute-force.ts'
import { serviceNotListening } from './conditions/service/service-not-listening.ts'
import { storageDiskFull } from './conditions/storage/storage-disk-full.ts'
import { storageMailboxQuotaExceeded } from './conditions/storage/storage-mailbox-quota-exceeded.ts'
import { storageMaildirPermissionDenied } from './conditions/storage/storage-maildir-permission-denied.ts'
import { submissionMessageTooLarge } from './conditions/submission/submission-message-too-large.ts'
import { submissionServiceDisabled } from './conditions/submission/submission-service-disabled.ts'

/** Every condition that Mailmedic knows. */
export const allConditions: readonly Condition[] = [
  authSocketMissing,
  authSocketPermission,
  dovecotLmtpUnreachable,
  dovecotStopped,
  filterUnknownRestrictionName,
  queueMailSystemStopped,
  securityBruteForce,
  serviceNotListening,
  storageDiskFull,
  storageMailboxQuotaExceeded,
  storageMaildirPermissionDenied,
  submissionMessageTooLarge,
  submissionServiceDisabled,
]
