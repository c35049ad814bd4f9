import { z } from 'zod'
import type { Evidence, EvidenceKind, Reason, ReasonCode } from '../answer.ts'
import type { CommandOutput } from '../host/commands.ts'
import type { DirectoryEntry, FileStatus, FileType, PublicKey } from '../host/host.ts'
import type {
  CanonicalRecord,
  CertificateSeen,
  ConnectOutcome,
  DialogueSeen,
  DnsResponse,
  HttpSeen,
  RecordType,
  TlsHelloAnswer,
  TlsSeen,
} from '../net/net.ts'
import type { ProbeTask } from '../task.ts'
import type { CaptureHeader, StoredContent } from './entry.ts'

// Objects are loose: what a newer Mailmedic adds passes unchanged. The compiler holds each schema to
// the port's type, so that a capture cannot give an answer that the port could not.

function oneOf<T extends string>(values: Readonly<Record<T, true>>) {
  return z.enum(Object.keys(values) as [T, ...T[]])
}

const evidenceKinds = {
  file: true,
  command: true,
  log: true,
  dns: true,
  dialogue: true,
  tls: true,
  http: true,
} as const
const reasonCodes = {
  timeout: true,
  'no-permission': true,
  'not-recorded': true,
  'not-running-here': true,
  'not-from-here': true,
  'tool-missing': true,
  'too-big': true,
  malformed: true,
  refused: true,
  servfail: true,
  unreachable: true,
  failed: true,
} as const

const evidence = z.looseObject({
  kind: oneOf<EvidenceKind>(evidenceKinds),
  where: z.string(),
  text: z.string(),
  at: z.string(),
}) satisfies z.ZodType<Evidence>

const reason = z.looseObject({
  code: oneOf<ReasonCode>(reasonCodes),
  text: z.string(),
  remedy: z.string().optional(),
}) satisfies z.ZodType<Reason>

function answerOf<V extends z.ZodType>(value: V) {
  const seen = z.array(evidence)
  return z.discriminatedUnion('status', [
    z.object({ status: z.literal('known'), value, evidence: seen }),
    z.object({ status: z.literal('absent'), evidence: seen }),
    z.object({ status: z.literal('unknown'), because: reason }),
  ])
}

const fileType = oneOf<FileType>({
  file: true,
  directory: true,
  symlink: true,
  socket: true,
  fifo: true,
  device: true,
  other: true,
})

const storedContent = z.looseObject({
  text: z.string().optional(),
  base64: z.string().optional(),
  skippedBytes: z.number().nonnegative().optional(),
  cutShort: reason.optional(),
}) satisfies z.ZodType<StoredContent>

const fileStatus = z.looseObject({
  type: fileType,
  linkText: z.string().optional(),
  target: z.looseObject({ path: z.string(), type: fileType }).optional(),
  mode: z.number(),
  uid: z.number(),
  gid: z.number(),
  sizeBytes: z.number(),
  modifiedAt: z.number(),
  inode: z.number(),
}) satisfies z.ZodType<FileStatus>

const directoryEntries = z.array(
  z.looseObject({ name: z.string(), type: fileType }) satisfies z.ZodType<DirectoryEntry>,
)

const publicKey = z.looseObject({
  algorithm: z.string(),
  bits: z.number().optional(),
  spki: z.string(),
}) satisfies z.ZodType<PublicKey>

const commandOutput = z.looseObject({
  exitCode: z.number(),
  stdout: z.string(),
  stderr: z.string(),
}) satisfies z.ZodType<CommandOutput>

const recordType = oneOf<RecordType>({
  A: true,
  AAAA: true,
  MX: true,
  TXT: true,
  PTR: true,
  CNAME: true,
  NS: true,
  SOA: true,
  TLSA: true,
  DS: true,
  DNSKEY: true,
  CAA: true,
  SRV: true,
  RRSIG: true,
})

const dnsRecord = z.looseObject({
  name: z.string(),
  type: recordType,
  ttlSeconds: z.number(),
  data: z.string(),
})

const canonicalRecord = z.looseObject({
  name: z.string(),
  type: z.number(),
  ttlSeconds: z.number(),
  rdata: z.string(),
}) satisfies z.ZodType<CanonicalRecord>

const dnsResponse = z.looseObject({
  records: z.array(dnsRecord),
  signatures: z.array(dnsRecord).optional(),
  proof: z.array(canonicalRecord).optional(),
  resolver: z.string(),
  authenticated: z.boolean(),
  authoritative: z.boolean(),
  milliseconds: z.number(),
}) satisfies z.ZodType<DnsResponse>

const connectOutcome = z.discriminatedUnion('outcome', [
  z.looseObject({ outcome: z.literal('connected'), milliseconds: z.number() }),
  z.looseObject({
    outcome: z.enum(['refused', 'timeout', 'unreachable']),
    milliseconds: z.number(),
    error: z.string(),
  }),
]) satisfies z.ZodType<ConnectOutcome>

const certificate = z.looseObject({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  names: z.array(z.string()),
  notBefore: z.number(),
  notAfter: z.number(),
  fingerprint: z.string(),
  spkiFingerprint: z.string(),
  sha512: z.looseObject({ certificate: z.string(), spki: z.string() }).optional(),
  keyType: z.string(),
  keyBits: z.number().optional(),
  selfIssued: z.boolean(),
  issuerUrl: z.string().optional(),
  certificateAuthority: z.boolean(),
  mustStaple: z.literal(true).optional(),
  signatureAlgorithm: z.string().optional(),
}) satisfies z.ZodType<CertificateSeen>

const tlsSeen = z.looseObject({
  protocol: z.string(),
  cipher: z.string(),
  chain: z.array(certificate),
  verified: z.boolean(),
  verifyError: z.string().optional(),
  nameMatches: z.boolean(),
  stapled: z.literal(true).optional(),
}) satisfies z.ZodType<TlsSeen>

const helloAnswer = z.discriminatedUnion('taken', [
  z.looseObject({
    taken: z.literal(true),
    protocol: z.string(),
    cipher: z.string(),
    compression: z.boolean(),
    secureRenegotiation: z.boolean(),
    extendedMasterSecret: z.boolean(),
    primeBits: z.number().optional(),
  }),
  z.looseObject({ taken: z.literal(false), alert: z.string() }),
]) satisfies z.ZodType<TlsHelloAnswer>

const dialogueSeen = z.looseObject({
  end: z.enum([
    'completed',
    'refused',
    'timeout',
    'unreachable',
    'closed',
    'tls-failed',
    'tls-not-offered',
    'garbage',
  ]),
  error: z.string().optional(),
  transcript: z.array(z.looseObject({ from: z.enum(['client', 'server']), text: z.string() })),
  connectMilliseconds: z.number().optional(),
  greetingMilliseconds: z.number().optional(),
  greeting: z.string().optional(),
  capabilities: z.array(z.string()),
  capabilitiesBeforeTls: z.array(z.string()).optional(),
  tls: tlsSeen.optional(),
  hello: helloAnswer.optional(),
  injection: z.enum(['answered', 'not answered']).optional(),
  replies: z.array(z.looseObject({ command: z.string(), reply: z.string() })),
}) satisfies z.ZodType<DialogueSeen>

const httpSeen = z.looseObject({
  statusCode: z.number(),
  contentType: z.string(),
  location: z.string().optional(),
  body: z.string(),
}) satisfies z.ZodType<HttpSeen>

/** What each method of the ports answers. */
export const answers = {
  readFile: answerOf(storedContent),
  readBlocks: answerOf(storedContent),
  listDirectory: answerOf(directoryEntries),
  status: answerOf(fileStatus),
  readPublicKey: answerOf(publicKey),
  run: answerOf(commandOutput),
  resolve: answerOf(dnsResponse),
  connect: answerOf(connectOutcome),
  dialogue: answerOf(dialogueSeen),
  fetch: answerOf(httpSeen),
  now: answerOf(z.number()),
} as const
export type Method = keyof typeof answers

const probeTask = z.looseObject({
  domain: z.string().max(253),
  selectors: z
    .array(
      z.looseObject({
        selector: z.string().max(253),
        domain: z.string().max(253),
        from: z.enum(['the command line', 'a mail']),
      }),
    )
    .max(100),
  trustAnchors: z.array(z.string().max(4_000)).max(10).optional(),
}) satisfies z.ZodType<ProbeTask>

export const headerSchema = z.looseObject({
  schema: z.literal('mailmedic.capture/1'),
  madeAt: z.number(),
  mailmedicVersion: z.string(),
  hostKind: z.string(),
  pseudonyms: z.boolean(),
  task: probeTask.optional(),
}) satisfies z.ZodType<CaptureHeader>

/** A line before its answer is looked at more closely. */
export const lineSchema = z.object({
  port: z.enum(['host', 'net', 'clock']),
  method: z.string().max(64),
  arguments: z.array(z.json()).max(8),
  answer: z.unknown(),
})

export function isMethod(name: string): name is Method {
  return Object.hasOwn(answers, name)
}
