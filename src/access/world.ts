import type { Clock } from './clock.ts'
import type { Host } from './host/host.ts'
import type { Net } from './net/net.ts'
import type { ProbeTask } from './task.ts'

/** All that a run may ask: the machine, the network as that machine sees it, and the time. */
export interface World {
  readonly host: Host
  readonly net: Net
  readonly clock: Clock
  /** Set when no host is examined, but a domain, from outside (`mailmedic probe`). */
  readonly task?: ProbeTask
  /** As in `ProbeTask`, where a host is examined: DS records of a private root. */
  readonly trustAnchors?: readonly string[]
}
