import type { HistoryPoint } from '../store/history-store.ts'
import type { Store } from '../store/store.ts'
import type { Reading, Total } from '../watch/history/measures.ts'
import type { Metric, Sample } from './exposition.ts'

const outcomes = [
  'received',
  'delivered',
  'deferred',
  'bounced',
  'rejected',
  'expired',
] as const satisfies Total[]
/** What was not read for so long is not told: it may be gone. */
const freshSeconds = 10 * 60
const mostSubjects = 200

interface GaugeOf {
  readonly reading: Reading
  readonly name: string
  readonly help: string
  readonly label: string | undefined
  /** From what is kept to Prometheus' base unit. */
  readonly factor: number
}

const gauges: readonly GaugeOf[] = [
  gauge('disk-used-share', 'mailmedic_disk_used_ratio', 'Part of a file system that is used.', 'mountpoint'),
  gauge('inodes-used-share', 'mailmedic_inodes_used_ratio', 'Part of its inodes that is used.', 'mountpoint'),
  gauge('memory-used-share', 'mailmedic_memory_used_ratio', 'Part of the memory that cannot be had.'),
  gauge(
    'queue-messages',
    'mailmedic_queue_messages',
    'Messages in the queue, by queue; all: in all of them.',
    'queue',
  ),
  gauge(
    'queue-oldest-seconds',
    'mailmedic_queue_oldest_age_seconds',
    'Age of the oldest message in the queue.',
  ),
  gauge(
    'mailbox-used-share',
    'mailmedic_mailbox_used_ratio',
    'Part of the quota of the fullest mailboxes that is used.',
    'mailbox',
  ),
  gauge(
    'certificate-days-left',
    'mailmedic_certificate_left_seconds',
    'Seconds until a certificate expires, to the day.',
    'name',
    86_400,
  ),
]

function gauge(reading: Reading, name: string, help: string, label?: string, factor = 1): GaugeOf {
  return { reading, name, help, label, factor }
}

/**
 * What the watch keeps of the mail and of resources, for Prometheus: counters that outlive a restart, and the
 * latest readings. `now`: milliseconds since 1970 UTC. Throws what the store throws.
 */
export function historyMetrics(store: Store, now: number): Metric[] {
  const seconds = Math.floor(now / 1_000)
  const ever = { from: 0, until: seconds + 86_400 }
  const sum = (measure: Total) => store.history.points(measure, '', 86_400, ever).reduce(addSum, 0)
  return [
    {
      name: 'mailmedic_mail_total',
      help: 'What happened to mail, as the logs tell; deferred counts attempts.',
      type: 'counter',
      samples: outcomes.map((outcome) => ({ labels: { outcome }, value: sum(outcome) })),
    },
    {
      name: 'mailmedic_logins_total',
      help: 'Log-ins to the mail services, as the logs tell.',
      type: 'counter',
      samples: [
        { labels: { result: 'succeeded' }, value: sum('logins') },
        { labels: { result: 'failed' }, value: sum('logins-failed') },
      ],
    },
    ...gauges.map(
      ({ name, help, ...read }): Metric => ({
        ...{ name, help, type: 'gauge' },
        samples: latestOf(store, read, seconds),
      }),
    ),
  ]
}

function addSum(total: number, { sum }: HistoryPoint): number {
  return total + sum
}

function latestOf(
  { history }: Store,
  { reading, label, factor }: Pick<GaugeOf, 'reading' | 'label' | 'factor'>,
  now: number,
): Sample[] {
  const span = { from: now - freshSeconds, until: now + 60 }
  return history
    .subjects(reading)
    .slice(0, mostSubjects)
    .flatMap((subject): Sample[] => {
      const point = history.points(reading, subject, 60, span).at(-1)
      if (point === undefined || point.count === 0) return []
      const labels = label === undefined ? {} : { [label]: subject || 'all' }
      return [{ labels, value: (point.sum / point.count) * factor }]
    })
}
