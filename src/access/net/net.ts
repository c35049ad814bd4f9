import type { Answer } from '../answer.ts'

export type RecordType =
  | 'A'
  | 'AAAA'
  | 'MX'
  | 'TXT'
  | 'PTR'
  | 'CNAME'
  | 'NS'
  | 'SOA'
  | 'TLSA'
  | 'DS'
  | 'DNSKEY'
  | 'CAA'
  | 'SRV'
  | 'RRSIG'

export interface DnsQuestion {
  /** Absolute name, with or without the trailing dot; search domains are never applied. */
  readonly name: string
  readonly type: RecordType
  /** The resolver, `192.0.2.1` or `192.0.2.1#5353`; without it, the first of the system's that answers. */
  readonly resolver?: string
  /** Sets CD: ask a validating resolver for data that it holds to be bogus (RFC 4035 §3.2.2). */
  readonly checkingDisabled?: boolean
  /** Clears RD: ask an authoritative server itself. */
  readonly recursion?: boolean
  /** Sets DO: the signatures of the records come along (RFC 4035 §3.1). */
  readonly signatures?: boolean
  /** A server that only refers to the zone's own servers: its NS records of the zone are the answer. */
  readonly referral?: boolean
  /**
   * What it takes to validate the answer comes along (`proof`); sets DO. Aliases are not followed, and an answer
   * without the record is known too, with no records, as its denial is part of the proof.
   */
  readonly proof?: boolean
}

/** A record in the form that signatures cover (RFC 4034 §6.2, RFC 6840 §5.1). */
export interface CanonicalRecord {
  /** As in `DnsRecord`. */
  readonly name: string
  /** Number of the type: 46 is RRSIG, 47 NSEC, 50 NSEC3. */
  readonly type: number
  readonly ttlSeconds: number
  /** RDATA in base64, its names uncompressed and in lower case. */
  readonly rdata: string
}

export interface DnsRecord {
  readonly name: string
  readonly type: RecordType
  readonly ttlSeconds: number
  /**
   * Presentation form: A/AAAA the address; MX `10 mail.example.org`; TXT the joined strings; PTR, NS,
   * CNAME the name without its trailing dot, lower case; TLSA `3 1 1 hex`; SOA `mname rname serial …`;
   * DS `tag 8 2 hex`; DNSKEY `257 3 8 base64 ; key id = tag`; RRSIG `DNSKEY 8 3600 expiration inception tag
   * signer`, times in seconds since 1970; CAA `0 issue "value"`; null MX `0 .`.
   * In names, a dot inside a label, a backslash and what is not printable ASCII is `\DDD`.
   */
  readonly data: string
}

/**
 * Records of the asked type (CNAMEs followed); never empty: no records is `absent`, whose evidence
 * text begins with `NXDOMAIN` (no such name) or `no such record` (the name exists, the type does not).
 */
export interface DnsResponse {
  readonly records: readonly DnsRecord[]
  readonly resolver: string
  /** AD bit: to be believed only over loopback or from a resolver named as validating. */
  readonly authenticated: boolean
  readonly authoritative: boolean
  readonly milliseconds: number
  /** RRSIG records over the answer, when they were asked for. */
  readonly signatures?: readonly DnsRecord[]
  /** All of the answer and the authority section, when it was asked for. */
  readonly proof?: readonly CanonicalRecord[]
}

export interface Endpoint {
  /** A numeric address; names are resolved first, by `resolve`, so that the answer can be cited. */
  readonly address: string
  readonly port: number
}

/** A time-out is an observation here, not a failure: the three-way handshake was not completed. */
export type ConnectOutcome =
  | { readonly outcome: 'connected'; readonly milliseconds: number }
  | {
      readonly outcome: 'refused' | 'timeout' | 'unreachable'
      readonly milliseconds: number
      readonly error: string
    }

export type DialogueProtocol = 'smtp' | 'lmtp' | 'imap' | 'pop3' | 'managesieve'

/**
 * A conversation up to, and never beyond, the point where mail is accepted or a log-in is tried.
 * `commands` are sent one after another, each after the reply to the one before; EHLO/LHLO,
 * CAPABILITY and STARTTLS are sent by the port itself, QUIT/LOGOUT at the end.
 */
export interface DialogueRequest {
  readonly protocol: DialogueProtocol
  readonly endpoint: Endpoint | { readonly socketPath: string }
  readonly tls: 'none' | 'starttls' | 'implicit'
  /** Sent as SNI and checked against the certificate's names; without it, the address is checked. */
  readonly serverName?: string
  /** Name given in EHLO/LHLO: the honest name of the machine that asks. */
  readonly clientName?: string
  readonly commands?: readonly string[]
  /** In place of the TLS handshake: one ClientHello that offers only this. The dialogue ends with its answer. */
  readonly hello?: TlsHello
  /**
   * Sends one more command in the packet of STARTTLS. A server that answers it after TLS began takes what
   * anybody on the way put there for the client's own words (CVE-2011-0411).
   */
  readonly injection?: true
}

/** What a ClientHello offers: ordinary suites and weak ones, only weak ones … */
export type CipherOffer = 'any' | 'weak' | 'broken' | 'finite-field'

export interface TlsHello {
  /** The highest version that is offered; servers may choose an older one. */
  readonly version: 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2'
  readonly ciphers: CipherOffer
}

/** The server took the offer, or refused it with an alert (`closed`: it hung up without one). */
export type TlsHelloAnswer =
  | {
      readonly taken: true
      readonly protocol: string
      /** Registered name of the cipher suite. */
      readonly cipher: string
      readonly compression: boolean
      /** RFC 5746. */
      readonly secureRenegotiation: boolean
      /** RFC 7627. */
      readonly extendedMasterSecret: boolean
      /** Length of the Diffie-Hellman prime, where there is one. */
      readonly primeBits?: number
    }
  | { readonly taken: false; readonly alert: string }

export interface CertificateSeen {
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: string
  /** DNS names and addresses it is valid for; without any, its common name. Lower case. */
  readonly names: readonly string[]
  readonly notBefore: number
  readonly notAfter: number
  /** SHA-256 of the DER form, hex lower case. */
  readonly fingerprint: string
  /** SHA-256 of the subject public key info, hex lower case (TLSA selector 1, matching type 1). */
  readonly spkiFingerprint: string
  /** The same by SHA-512, for TLSA matching type 2; missing in older captures. */
  readonly sha512?: { readonly certificate: string; readonly spki: string }
  readonly keyType: string
  readonly keyBits?: number
  readonly selfIssued: boolean
  /** Where its issuer's certificate can be fetched (RFC 5280 §4.2.2.1): public authorities always say so. */
  readonly issuerUrl?: string
  readonly certificateAuthority: boolean
  /** RFC 7633: clients must insist on a stapled OCSP answer. */
  readonly mustStaple?: true
  /** `sha256WithRSAEncryption`, `ecdsa-with-SHA384` … */
  readonly signatureAlgorithm?: string
}

export interface TlsSeen {
  readonly protocol: string
  readonly cipher: string
  /** As sent by the server, the leaf first. */
  readonly chain: readonly CertificateSeen[]
  readonly verified: boolean
  /** OpenSSL's reason when not verified, such as CERT_HAS_EXPIRED, UNABLE_TO_VERIFY_LEAF_SIGNATURE. */
  readonly verifyError?: string
  readonly nameMatches: boolean
  /** An OCSP answer came along. */
  readonly stapled?: true
}

export interface DialogueLine {
  readonly from: 'client' | 'server'
  readonly text: string
}

export type DialogueEnd =
  | 'completed'
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'closed'
  | 'tls-failed'
  | 'tls-not-offered'
  | 'garbage'

/**
 * What happened, whole or as far as it got. `transcript` is bounded (200 lines of 1,000 characters).
 * A server that greets with a refusal (`554 …`, `* BYE`) has `end` closed, with its `greeting`.
 */
export interface DialogueSeen {
  readonly end: DialogueEnd
  /** The system's, OpenSSL's or the server's words where `end` is not `completed`. */
  readonly error?: string
  readonly transcript: readonly DialogueLine[]
  /** Milliseconds until the connection was there. */
  readonly connectMilliseconds?: number
  /** Milliseconds until the greeting was complete. */
  readonly greetingMilliseconds?: number
  readonly greeting?: string
  /** EHLO keywords (upper case, with parameters: `SIZE 1000`) or CAPABILITY words, after TLS if it was used. */
  readonly capabilities: readonly string[]
  readonly capabilitiesBeforeTls?: readonly string[]
  readonly tls?: TlsSeen
  readonly hello?: TlsHelloAnswer
  /** Whether the command that came with STARTTLS was answered after TLS began. */
  readonly injection?: 'answered' | 'not answered'
  /** Replies to `commands`, in order; shorter when the peer ended early. */
  readonly replies: readonly { readonly command: string; readonly reply: string }[]
}

/** What is sent along with a request that asks by POST, as Autodiscover does. Never a password. */
export interface PostedBody {
  readonly contentType: string
  readonly body: string
}

export interface HttpSeen {
  readonly statusCode: number
  readonly contentType: string
  /** Where a redirection leads; it is not followed. */
  readonly location?: string
  readonly body: string
}

/** The network as the examined machine sees it. One or two connections at a time per peer; all bounded. */
export interface Net {
  resolve(question: DnsQuestion): Promise<Answer<DnsResponse>>
  connect(endpoint: Endpoint): Promise<Answer<ConnectOutcome>>
  dialogue(request: DialogueRequest): Promise<Answer<DialogueSeen>>
  /** GET; with a body, POST. */
  fetch(url: string, posted?: PostedBody): Promise<Answer<HttpSeen>>
}
