/** A host of the lab that ships as a capture: the demo, and a test that runs anywhere. */
export interface CapturedHost {
  readonly name: string
  readonly debian: 12 | 13
  /** Fault of `lab/faults/`; none: the host is healthy. */
  readonly fault?: string
  /** What check names first. */
  readonly condition?: string
  /** A lookalike that it must rule out, by an observation. */
  readonly ruledOut?: string
}

export const capturedHosts: readonly CapturedHost[] = [
  {
    name: 'disk-full',
    debian: 12,
    fault: 'storage-disk-full',
    condition: 'storage-disk-full',
    ruledOut: 'storage-inodes-exhausted',
  },
  { name: 'healthy', debian: 12 },
  { name: 'healthy-debian-13', debian: 13 },
  {
    name: 'port-25-blocked',
    debian: 12,
    fault: 'network-port25-blocked-outbound',
    condition: 'network-port25-blocked-outbound',
    ruledOut: 'remote-host-unreachable',
  },
  {
    name: 'filter-dead',
    debian: 13,
    fault: 'queue-milter-unreachable',
    condition: 'queue-milter-unreachable',
  },
  { name: 'login-broken', debian: 12, fault: 'auth-socket-permission', condition: 'auth-socket-permission' },
  { name: 'dkim-mismatch', debian: 13, fault: 'dkim-key-mismatch', condition: 'dkim-key-mismatch' },
  {
    name: 'certificate-expired',
    debian: 12,
    fault: 'tls-cert-expired',
    condition: 'tls-cert-expired',
    ruledOut: 'tls-cert-renewed-not-reloaded',
  },
]
