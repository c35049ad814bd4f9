import type { ReplyReason } from './reasons.ts'

/** What more than the reason the words tell, where causes differ by it. */
export type ReplyDetail =
  | 'timeout'
  | 'refused'
  | 'unreachable'
  | 'lost'
  | 'conversation-timeout'
  | 'socket'
  | 'certificate'
  | 'dane'
  | 'milter'
  | 'configuration'

export interface ReplyRule {
  readonly reason: ReplyReason
  /** Lower-case words; any of them is enough. */
  readonly any: readonly string[]
  /** All of these must be there too. */
  readonly all?: readonly string[]
  readonly detail?: ReplyDetail
}

/** Provider tokens and the addresses of their explanations: looked for before links are taken out. */
export const tokenRules = rules([
  ['dnsbl-query-refused', '/returnc/|127.255.255.25|open resolver|query refused'],
  ['greylisted', 'postgrey|greylist|graylist|grey list|grey-list|gray-list|451 4.7.1 try again later'],
  ['mailbox-full', 'p=overquota'],
  ['user-unknown', 'p=nosuchuser|s2017062302|answer/6596|as(201806281)'],
  [
    'poor-reputation',
    '[tss0|[ts0|s3140|s3150|senderbase|csi.cloudmark|ipcheck.proofpoint|dnsbl-lookup.cgi|5.7.606|5.7.511|hl:rep|tosa@rx.t-online',
  ],
  [
    'sender-account-suspended',
    '5.7.501|5.7.502|5.7.503|5.7.705|5.7.708|5.1.8 access denied|sending paused|mail sending denied',
  ],
  [
    'sender-blocked',
    '5.7.507|5.7.513|customized-block|block-send-er|badmailfrom|blocked senders|sender address blocked',
  ],
  ['domain-blocklisted', 'dbl.spamhaus|domain is listed in spamhaus'],
  ['user-unknown', '5.4.1 [|5.4.1 <'],
  ['ip-blocklisted', 'spamhaus.org/query/|spamhaus.org/lookup|dnsbl.sorbs|sorbs.net/lookup|dt:rbl|xbl]'],
  ['spam-content', 'dt:spm|p=unsolicitedmessage'],
  [
    'rate-limited',
    'p=unsolicitedratelimit|server busy|frequency limited|hl:icc|hl:ifc|mi:dmc|rp:drc|mi:sfq|ofr_999|lpn007_505|ofr005_505',
  ],
  ['attachment-blocked', 'p=blockedmessage'],
  ['recipient-rejected', '5.7.124|5.7.133|5.7.134|5.7.136|resolver.rst.|#rcp|user entry'],
])

/** What the sending MTA says itself: errno texts, resolver, TLS library. */
export const ownRules: readonly ReplyRule[] = [
  ...rules([
    [
      'domain-unknown',
      "point to non-existent hosts|unable to look up host|couldn't find any host|missing mx, or all|name or service not known",
    ],
  ]),
  ...rules([
    [
      'dns-failure',
      'host not found, try again|host lookup did not complete|malformed or unexpected name server reply|lookup failed temporarily',
    ],
  ]),
  { reason: 'sender-invalid', any: ['null mx', 'nullmx'], all: ['sender'] },
  ...rules([['domain-no-mail', '(nullmx)|null mx|does not accept mail|indicated no smtp service|521 5.3.2']]),
  { reason: 'tls-failed', any: ['dane', 'tlsa'], all: ['tls'], detail: 'dane' },
  {
    reason: 'tls-failed',
    any: words(
      'certificate not trusted|certificate not verified|certificate verification failed|certificate has expired',
    ),
    detail: 'certificate',
  },
  ...rules([
    [
      'tls-failed',
      'cannot start tls|tls is required, but|tls not available due to|handshake failure|tls handshake|a tls session is required',
    ],
    [
      'routing-loop',
      'loops back to m|too many hops|forwarding loop|routing loop|loop detected|hop count exceeded|is looping|points to local host|best-preference mx',
    ],
  ]),
  { reason: 'connection-failed', any: ['timed out while'], detail: 'conversation-timeout' },
  {
    reason: 'connection-failed',
    any: words('lost connection with|remote host closed connection|lost input channel'),
    detail: 'lost',
  },
  {
    reason: 'connection-failed',
    any: words('connection refused|no such file or directory'),
    all: ['connect to '],
    detail: 'refused',
  },
  { reason: 'connection-failed', any: words('connection timed out|operation timed out'), detail: 'timeout' },
  {
    reason: 'connection-failed',
    any: words('network is unreachable|no route to host|network unreachable|host is down'),
    detail: 'unreachable',
  },
  { reason: 'connection-failed', any: ['permission denied'], all: ['connect to '], detail: 'socket' },
  {
    reason: 'connection-failed',
    any: words(
      'connection reset by peer|4.4.2|disconnected for inactivity|command timeout - closing|establish an smtp connection',
    ),
    detail: 'lost',
  },
  ...rules([
    ['mailbox-full', 'mailbox full'],
    [
      'delivery-expired',
      'retry timeout exceeded|expired, returned|message expired|in the queue too long|retry time not reached for any host after',
    ],
  ]),
  {
    reason: 'server-misconfigured',
    any: words(
      'server configuration|mail transport unavailable|unknown mail transport|local configuration error|mail system configuration|' +
        'alias database unavailable|unsupported dictionary type|license expired',
    ),
    detail: 'configuration',
  },
  ...rules([
    [
      'local-delivery-failed',
      'command died|child process of|command output:|cannot update mailbox|unknown mailer error|command time limit exceeded',
    ],
  ]),
]

/** What receivers say, the specific before the general. */
export const wordRules: readonly ReplyRule[] = [
  ...rules([
    [
      'sender-not-allowed',
      'not owned by user|rejected: not logged in|permissions to send as this sender|email address is not verified|mail from not owned',
    ],
    [
      'domain-blocklisted',
      'dbl.spamhaus|multi.uribl|surbl|spamhaus dbl|domain is listed in spamhaus|sender address [|helo command [|spam url in',
    ],
    [
      'dynamic-ip',
      'policy block list|(pbl)|pbl.spamhaus|dynamic/residential|dynamic ip|may not be mail exchanger|not authorized to send email directly',
    ],
    ['sender-blocked', 'blacklisted by recipient|rejected by recipient'],
    [
      'ip-blocklisted',
      'blocked using|blacklist|blocklisted|is listed |listed by|listed at|spamhaus|spamcop|barracudacentral| rbl|dnsbl|block list (xbl)',
    ],
    [
      'missing-ptr',
      'cannot find your|reverse hostname|ptr record|ptr resource record|reverse dns|no ptr|rdns|dns ptr|5.7.25|4.7.25|fcrdns|reverse lookup|ip name lookup failed',
    ],
    ['protocol-error', 'send helo|send hello|wait for greeting|pipelining'],
  ]),
  { reason: 'bad-helo', any: ['helo', 'ehlo'], all: ['reject'] },
  ...rules([
    ['bad-helo', 'helo name|helo argument|invalid helo|bad helo|bad ehlo|ehlo/helo|helo/ehlo|ehlo argument'],
    [
      'unauthenticated',
      "sender is unauthenticated|either spf or dkim|both spf and dkim|spf or dkim|multiple authentication checks failed|required authentication level|5.7.515|isn't aligned with",
    ],
    ['dmarc-fail', 'dmarc'],
    ['spf-fail', 'spf|sender policy framework|5.7.23|5.7.24'],
    ['dkim-fail', 'dkim|5.7.20|5.7.21|5.7.22'],
    ['virus', 'virus|malware|infected|eicar|phishing|trojan'],
    [
      'tls-required',
      "must issue a starttls|tls required|requires encryption|requires high-strength|encryption too weak|encryption required|session encryption is required|wasn't sent over a tls",
    ],
    [
      'relay-denied',
      'relay access denied|relaying denied|relay not permitted|not permitted to relay|unable to relay|relaying disallowed|rcpthosts|' +
        'relay denied|relaying is not|we do not relay|relay prohibited|relaying not allowed|open relay|as a relay|credentials for relay',
    ],
    [
      'auth-failed',
      "authentication failed|authentication failure|authentication unsuccessful|username and password not accepted|invalid credentials|credentials invalid|incorrect authentication|5.7.8|application-specific password|log in with your web browser|d'authentification invalide",
    ],
  ]),
  {
    reason: 'sender-invalid',
    any: words(
      'domain not found|need fully-qualified|unverified address|undeliverable address|verify failed|verify callout|user unknown|domain of sender address|' +
        'invalid sender|unroutable sender|5.1.7|unresolvable',
    ),
    all: ['sender'],
  },
  {
    reason: 'sender-invalid',
    any: words('unresolvable rfc.5321|provide a valid from|5.1.7|4.1.7|4.1.8|5.1.8'),
  },
  ...rules([
    [
      'auth-required',
      'authentication required|must issue an auth|client was not authenticated|unauthenticated senders|please authenticate',
    ],
    [
      'recipient-rate-limited',
      "receiving mail at a rate|receiving mail too quickly|recipient has exceeded|recipient's per hour|recipient thread limit|due to excessive volume",
    ],
    [
      'sending-quota-exceeded',
      'daily message quota|submission quota|daily smtp relay limit|sending limit|daily user sending',
    ],
    [
      'mailbox-disabled',
      'due to inactivity|account is blocked|rejected: inactive|no longer valid|owner has changed',
    ],
    [
      'mailbox-full',
      'mailbox is full|quota exceeded|over quota|overquota|over-quota|out of storage space|exceeded storage allocation|mailbox for user is full|' +
        'inbox is full|quota violation|mailbox size limit|not enough storage|storage limit|user quota|boite du destinataire pleine|5.2.2|4.2.2',
    ],
    [
      'disk-full',
      'insufficient system storage|insufficient system resources|disk full|insufficient disk|no space left|space shortage',
    ],
    [
      'message-malformed',
      'rfc 5322|rfc5322|rfc 2822|bare lf|bare <lf>|header error|from: header|8-bit data|malformed|duplicate header|encoded-word|not rfc compliant|disallowed header|5.6.11',
    ],
    ['too-many-recipients', 'too many recipients|recipient limit'],
    ['poor-reputation', 'low reputation|too many invalid recipients'],
    [
      'message-too-big',
      'message size|message too large|message too big|message length exceeds|too large|message file too big|exceeds size limit|email size exceeded|line limit|header line is too long|5.3.4|5.2.3 message',
    ],
    [
      'rate-limited',
      'too many conn|too many concurrent|too many open|rate limit|ratelimit|too many messages|too many recent|too many sessions|too many errors|too many login|too many auth|' +
        'connection rate|unusual rate|too many new tls|limit exceeded|permitted limits|throttl|trop de connexions|try again later, closing|too much mail|too much fail|too fast|' +
        'concurrent connections|max message per|max number of messages|exceeded its quota|thread limit',
    ],
    [
      'domain-unknown',
      'recipient address rejected: domain not found|unknown domain|no such domain|nonexistent domain|invalid domain|domain name not found',
    ],
    [
      'user-unknown',
      "user unknown|unknown user|no such user|recipient unknown|unknown recipient|user not found|mailbox not found|no mailbox here|does not exist|doesn't exist|doesn't have a|" +
        'invalid recipient|unrouteable address|no such recipient|no such mailbox|not a valid mailbox|unknown local part|recipient not found|user not local|mailbox unavailable|' +
        'unknown address|invalid address|undeliverable address|no longer available|5.1.10|5.1.1',
    ],
    ['mailbox-moved', 'has moved|5.1.6 destination'],
    ['mailbox-disabled', 'disabled|suspended|inactive|deactivated|account is locked'],
    ['attachment-blocked', 'attachment|banned content|security issue|potentially executable'],
    [
      'poor-reputation',
      'reputation|user complaints|block list|spammer|suspected spam ip|comcast block for spam|temporarily deferred|permanently deferred|poor history|bad ip|not accepting connections',
    ],
    [
      'spam-content',
      'spam|unsolicited|junk|content rejected|message filtered|content filter|gtube|suspicious due to',
    ],
    [
      'recipient-rejected',
      'not accepting mail from|members only|restricted to|recipient does not wish|recipient preferences|rejected by this user',
    ],
    [
      'address-syntax',
      'bad address syntax|bad recipient address|5.1.3|malformed address|syntax error in address|not a valid rfc-5321|single label domain|need fully-qualified|mailbox name not allowed|5.1.4',
    ],
  ]),
  { reason: 'server-temporary-error', any: ['service unavailable - try again later'], detail: 'milter' },
  ...rules([
    ['sender-blocked', 'client host rejected|sender address rejected|client rejected'],
    [
      'greylisted',
      '450 4.3.2 service currently unavailable|internal resource temporarily|internal resources are temporarily|come back in ',
    ],
    [
      'protocol-error',
      'synchronization|bad sequence|out of sequence|unrecognized command|syntax error|protocol|command not|smtputf8|not implemented|rcpt first|line too long|unsupported option|must precede|need mail|improper use',
    ],
    [
      'server-temporary-error',
      'temporar|internal error|service not available|try again|local error in processing|queue file write error|lookup fail|overload|please retry|timeout',
    ],
    [
      'policy-blocked',
      'policy|blocked|prohibit|access denied|rejected|refused|not allowed|denied|not accepted|not authorized',
    ],
    ['server-temporary-error', 'service unavailable|service currently unavailable'],
  ]),
]

/** One rule a pair; the words are divided by `|`. */
function rules(table: readonly (readonly [ReplyReason, string])[]): ReplyRule[] {
  return table.map(([reason, any]) => ({ reason, any: words(any) }))
}

function words(text: string): readonly string[] {
  return text.split('|')
}
