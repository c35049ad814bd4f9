import type { CheckReport, ReportedDiagnosis } from '../../src/report/schema.ts'
import type { ConsoleData, HostQuestions, LogsReport } from '../../src/server/console-data.ts'

/** What would run if any field of it were taken for markup; `where` says which field it was. */
export function planted(where: string): string {
  return `<img src=x onerror="window.hurt='${where}'"><script>window.hurt='${where}'</script>"'><b class=planted>${where}`
}

export const hostileLink = 'javascript:window.hurt=1'

export const hostileDiagnosis: ReportedDiagnosis = {
  condition: 'storage-disk-full',
  topic: 'security',
  severity: 'critical',
  confidence: 'certain',
  subject: planted('subject'),
  title: planted('title'),
  because: planted('because'),
  since: '2026-03-03T09:00:00Z',
  impact: { messages: 12, users: 3, text: planted('impact') },
  evidence: [
    { kind: 'log', where: planted('log file'), text: planted('log line'), at: '2026-03-03T10:00:00Z' },
    {
      kind: 'dns',
      where: planted('DNS question'),
      text: planted('DNS answer'),
      at: planted('evidence time'),
    },
    { kind: 'dialogue', where: planted('peer'), text: planted('SMTP reply'), at: '2026-03-03T10:00:00Z' },
  ],
  explains: [
    {
      condition: 'deliveries-deferred',
      subject: planted('symptom'),
      title: planted('symptom title'),
      confirmed: true,
    },
  ],
  ruledOut: [{ condition: 'storage-inodes-exhausted', because: planted('ruled out') }],
  fix: [
    { who: planted('who'), do: planted('step'), command: planted('command'), risk: 'data', applicable: null },
  ],
  verify: [planted('verify')],
  references: [hostileLink],
}

export const hostileReport: CheckReport = {
  schema: 'mailmedic.check/1',
  target: {
    kind: 'local',
    name: planted('host name'),
    system: planted('system'),
    software: [{ name: planted('program'), version: planted('version') }],
  },
  startedAt: '2026-03-03T10:00:00Z',
  durationMs: 1,
  verdict: 'problem',
  because: planted('verdict'),
  diagnoses: [hostileDiagnosis, { ...hostileDiagnosis, condition: 'note', severity: 'low' }],
  findings: [
    {
      condition: 'tls-cert-expired',
      subject: planted('untold'),
      status: 'could-not-tell',
      because: planted('why not'),
      remedy: planted('remedy'),
    },
    {
      ...{
        condition: 'tls-cert-expired',
        subject: 'example.org',
        status: 'fine',
        because: planted('finding'),
      },
      past: { since: '2026-03-03T08:00:00Z', until: '2026-03-03T09:00:00Z' },
    },
  ],
  timeline: [
    {
      ...{ at: '2026-03-03T09:00:00Z', what: planted('change') },
      evidence: {
        kind: 'file',
        where: planted('file'),
        text: planted('content'),
        at: '2026-03-03T09:00:00Z',
      },
    },
  ],
  standards: [
    {
      standard: planted('standard'),
      state: 'not met',
      because: [planted('standard because')],
      reference: hostileLink,
    },
  ],
  exhibits: [
    {
      ...{ id: 'x', title: planted('exhibit'), columns: [planted('column')] },
      ...{ rows: [{ cells: [planted('TXT record')], status: 'problem' }], note: planted('exhibit note') },
    },
    {
      ...{ id: 'records', title: planted('records'), columns: ['record', 'type', 'value', 'published now'] },
      rows: [
        {
          cells: ['record', 'type', 'value', 'published'].map((one) => planted(`${one} cell`)),
          status: 'problem',
        },
      ],
      note: planted('records note'),
    },
  ],
}

const meaning = { reason: 'other', title: planted('meaning'), permanent: false, actor: 'sender' }
const time = '2026-03-03T10:00:00+01:00'

const recipient = {
  ...{ address: planted('recipient'), origTo: planted('original recipient'), status: 'deferred' as const },
  ...{
    relay: planted('relay'),
    dsn: '4.0.0',
    reply: planted('remote reply'),
    delay: 7,
    attempts: 2,
    meaning,
  },
  tries: [
    { time, status: planted('try'), relay: planted('try relay'), reply: planted('try reply') },
    { time, status: 'deferred', relay: null, reply: null },
  ],
  account: { filters: 1, reception: 1, queueManager: 1, connection: 1, transmission: 1, waiting: 2 },
  next: { host: planted('next host'), queueId: null },
}

const found = {
  messages: [
    {
      ...{
        messageId: planted('message-ID'),
        sender: planted('sender'),
        subject: planted('mail subject'),
        size: 1,
      },
      ...{
        client: planted('client'),
        saslUser: planted('user'),
        received: time,
        queueIds: [planted('queue ID')],
      },
      ...{
        notices: [],
        recipients: [recipient],
        hosts: [{ host: planted('hop'), queueIds: ['A'], received: time }],
      },
      events: [
        {
          time,
          queueId: 'A',
          program: planted('log program'),
          kind: 'x',
          text: planted('event'),
          line: 1,
          file: 'f',
        },
      ],
    },
  ],
  refusals: [
    {
      ...{ time, client: planted('refused client'), sender: planted('refused sender') },
      ...{ recipient: planted('refused recipient'), reply: planted('refusal'), meaning, line: 1, file: 'f' },
    },
  ],
  notes: [planted('note')],
}

const none = { count: 0, p50: 0, p90: 0, p99: 0 }
const named = <K extends string>(name: K) => [{ [name]: planted(name), count: 3 }] as never[]

export const hostileLogs: LogsReport = {
  schema: 'mailmedic.logs/1',
  period: { from: time, to: time },
  lines: { total: 1, understood: 1, unknown: 0 },
  totals: {
    ...{
      received: 3,
      delivered: 3,
      deferredMessages: 3,
      deferredEvents: 3,
      bounced: 3,
      rejected: 3,
      expired: 0,
    },
    ...{ held: 0, discarded: 0, bytesReceived: 1, bytesDelivered: 1, uniqueSenders: 1, uniqueRecipients: 1 },
  },
  rejects: named('reason'),
  deferrals: named('reason'),
  bounces: named('reason'),
  top: {
    ...{ senders: named('address'), recipients: named('address'), senderDomains: named('domain') },
    ...{ recipientDomains: named('domain'), saslUsers: named('user'), clients: named('client') },
  },
  perHour: [{ hour: '2026-03-03 10', received: 3, delivered: 3, deferred: 3, bounced: 3, rejected: 3 }],
  delays: { delivered: none, handOffs: null, stages: [{ ...none, stage: planted('stage'), seconds: 1 }] },
  destinations: [
    {
      ...{
        domain: planted('destination'),
        delivered: 3,
        deferred: 3,
        bounced: 0,
        delay: { ...none, p90: 99 },
      },
      stageSeconds: { beforeQueueManager: 0, queueManager: 0, connection: 0, transmission: 0 },
      ...{ failedSeconds: 0, deferralReasons: [] },
    },
  ],
  slowDestinations: [],
  tls: {
    inbound: { total: 1, encrypted: 1, versions: named('version') },
    outbound: { total: 1, encrypted: null, versions: [] },
  },
  policies: [{ by: planted('policy'), reason: planted('policy reason'), list: planted('list'), count: 1 }],
  attacks: [{ network: planted('network'), failedLogins: 3, users: 1, refusals: 1, loggedInMessages: 1 }],
  suddenSenders: [
    {
      user: planted('sudden user'),
      at: time,
      per: 'hour',
      messages: 9,
      recipients: 9,
      before: 1,
      periodsBefore: 9,
    },
  ],
  queue: { left: null, open: 3, openByAge: [{ age: planted('age'), count: 3 }] },
  programs: [],
  failedLogins: { total: 3, networks: [] },
  warnings: [],
  filters: [],
  unknownLines: [],
  replies: [],
  notes: [],
}

/** A host of which every word comes from an enemy. `explain` is the real one. */
export function hostileData({ questions }: ConsoleData): Partial<ConsoleData> {
  const hostile: HostQuestions = {
    ...{ explain: questions.explain, logs: async () => hostileLogs, examine: async () => hostileReport },
    trace: async () => found,
  }
  const moment = { at: '2026-03-03T10:00:00Z', verdict: 'problem' as const, problems: [planted('problem')] }
  return {
    questions: hostile,
    ownDomains: () => ['example.org', planted('domain')],
    forecasts: () => [
      { at: '2026-03-04T10:00:00Z', title: planted('forecast'), because: planted('trend'), severity: 'high' },
    ],
    probes: {
      running: undefined,
      kept: () => [{ domain: planted('probed domain'), ...moment }],
      latest: () => hostileReport,
      history: () => [moment],
      begin: (domain) => domain,
    },
  }
}
