import type { ReplyRuleList } from '../verdict.ts'

/** Who is connecting: block lists, reverse DNS, HELO, dynamic addresses. */
export const blockRules: readonly ReplyRuleList[] = [
  [
    'spam-content',
    `
    identified as spam !{list} !your ip !ip address !your server !sender
    detected as spam !{list} !your ip !ip address !your server !sender
    classified as spam !{list} !your ip !ip address !your server !sender
    considered spam !{list} !ip !your server !sender
    considered as spam !{list} !your ip !ip address !your server !sender
    marked as spam !{list} !your ip !ip address !your server !sender
    recognized as spam !{list} !your ip !ip address !your server !sender
    flagged as spam !{list} !your ip !ip address !your server !sender
    rejected as spam !{list} !your ip !ip address !your server !sender
    looks like spam !{list} !ip !your server !sender
    appears to be spam !{list} !ip !your server !sender
    similar to spam !{list} !ip !your server !sender
    spam score !{list}
    antispam checks
    anti spam checks
    spam checks
    content policy & reject*
    content policy & {refused}
    content restriction*
    spam url*
    spam link
    spam body
    unsolicited bulk`,
  ],
  [
    'greylisted',
    `
    greylist*
    graylist*
    grey list*
    gray list*
    greylst
    ~postgrey
    ~greylist*
    ~graylist*
    ~grey rbl
    ~greypolicy
    internal resource temporarily unavailable
    internal resources are temporarily unavailable
    internal resources temporarily unavailable
    you are being & delayed & first
    first contact
    first delivery attempt
    first attempt
    new sender & retry
    unknown sender & retry
    temporary reject & retry
    first time sender & try again
    first time sender & retry
    first time sender & deferred
    first time & please retry
    first attempt
    triplet
    come back in & minutes
    come back in & seconds
    come back later + =451 !service !too many !errors
    please retry in & seconds
    try again in & seconds
    try again in & minutes
    retry in & minutes
    retry after & minutes
    tempfail & first
    new sender & try again
    liste grise
    lista gris
    灰名单
    グレイリスト
    greylisting
    not recognised & try again & first
    graue liste
    lista grigia
    lista cinza
    grijze lijst
    szara lista
    сер* & спис*
    грейлист*
    灰名單
    灰色名单
    그레이리스트`,
  ],
  [
    'domain-blocklisted',
    `
    ~dbl spamhaus
    ~spamhaus dbl
    ~spamhaus org dbl
    domain present in
    domain & present & {list}
    ~zrd spamhaus
    ~multi uribl
    ~black uribl
    ~red uribl
    ~uribl com
    ~uribl
    ~surbl
    ~multi surbl
    ~ivmuri
    ~rhsbl
    ~dnsbl + sender address & blocked
    ~nordspam dbl
    domain & {listed} & {sender} !domain blacklist !local !by recipient !ip !client host !our !this server
    sender domain & {listed} !local !our
    helo domain & {listed}
    mailfrom domain & {listed}
    mail from domain & {listed}
    domain is listed
    domain listed
    domain has been blacklisted !our !this server !by admin*
    domain is blacklisted !our !this server !by admin* !on our
    domain & {listed} & {list} !our
    sender address & blocked using
    helo command & blocked using
    url & {listed}
    urls & {listed}
    link & {listed}
    links & {listed}
    spam url & {listed}
    blacklisted url
    uri & {listed}
    spammy url*
    spamvertised
    domain of sender & {listed}
    blacklisted domain
    blocked domain & in message`,
  ],
  [
    'dynamic-ip',
    `
    ~pbl
    ~pbl spamhaus
    ~spamhaus org pbl
    policy block list
    ~dul
    ~dul dnsbl
    ~dynablock
    ~dyna spamrats
    ~dialups mail abuse
    ~dialup*
    dial up
    dynamic ip
    dynamic ips
    dynamic address
    dynamic addresses
    dynamic host
    dynamic hostname
    dynamic hosts
    dynamic residential
    dynamically assigned
    dynamic dsl
    dynamic & {server} !bounce
    dynamic pool
    residential
    generic dns ptr
    generic ptr
    generic reverse dns
    generic rdns
    generic hostname
    looks like a dynamic
    looks dynamic
    looks generic
    may not be mail exchanger
    not authorized to send email directly
    not authorized to send mail directly
    direct to mx
    mail directly & {server}
    use your isp*
    use your provider*
    use the smtp server of your isp
    smtp server of your isp
    your isps mail server
    isp smtp server
    through your isp
    via your isp
    your provider mail server
    use the smtp relay at your service provider
    relay of your provider
    home user
    broadband
    cable modem
    end user ip
    consumer ip*
    dsl & {server} & {refused}
    adresse ip dynamique
    dynamische ip`,
  ],
  [
    'poor-reputation',
    `
    ~senderscore !dnsbl
    ~sender score !dnsbl
    ~csi cloudmark
    cloudmark sender intelligence
    ~csi mimecast
    ~senderbase
    ~sender base
    ~talosintelligence
    ~ipcheck proofpoint
    ~support proofpoint com dnsbl
    ~dnsbl lookup cgi
    ~sendertool vadesecure
    ~vadesecure
    ~ers trendmicro
    ~dnsbl attrbl
    part of their network is on our block list
    reputation service
    reputation & bad
    reputation & poor
    reputation & low
    reputation & {server}
    ip reputation
    reputation & {refused}
    bad reputation
    poor reputation
    low reputation
    negative reputation
    reputation score
    reputation of
    email reputation
    no reputation
    new ip & {server}
    extreme bad ip
    ip & prison
    ip & jail*
    ip & penalty box
    ip & excessive & {manyrecipients}
    ip & excessive & unknown
    ip & excessive & bounce*
    ip & too many & rejected recipients
    ip & too many & unknown recipients
    host & excessive & {manyrecipients} & {refused}
    very low reputation
    bad rep`,
  ],
  [
    'recipient-rejected',
    `
    rule imposed
    human verification
    held before permitting
    held for verification
    held & sender & verif*
    only accepts mail from known
    known senders
    not accepting mail from this sender
    not accepting mail from & sender
    blocked by & user
    blocked by user
    by recipient user
    blocked by mailbox owner
    blocked you
    수신 거부
    수신거부
    수신자 & 차단
    受信拒否
    着信拒否
    拒否設定
    收件人 & 拒绝
    收件人 & 拒收
    收件人 & 黑名单
    получател* & заблокировал*
    blacklisted recipient
    recipient is blacklisted
    not want your
    not want mail
    not want messages
    not want to receive
    not wish to receive
    not accept unknown senders
    not whitelisted by this recipient
    not whitelisted by recipient
    not whitelisted by user
    not whitelisted & recipient
    not pre approved
    not preapproved
    pre approved
    sender not approved
    not approved sender
    not on & allow list & recipient
    reject list & user
    users reject list
    user & reject list
    spammer by user*
    recipient does not accept mail from
    recipient doesnt accept mail from
    recipient does not accept messages from
    recipient has blocked
    doesnt accept your !internal !error !{spam} !virus !size !due to !because
    not accept your messages
    not accept mail from you
    owner of this mailbox
    addressee refuses
    refuses mail from
    refuses your mail
    refuses mail
    refuses messages
    refuses to receive
    refuse to receive
    personal block list
    personal block
    recipient has set up
    limited to subscribers
    limited to members
    restricted to subscribers
    restricted to members
    only internal senders
    internal senders only
    list posts are
    posts are limited
    only list members
    not allowed to send mail to this list
    not allowed to send & mailing list
    sender is not a list member
    recipient blocked
    blocked by the recipient
    you have been blocked by
    blocked by this user
    rejected by this user
    by the user settings
    user has blocked
    mailbox owner & {refused}
    only registered users
    only registered senders
    only subscribers
    only members`,
  ],
  [
    'sender-blocked',
    `
    blacklisted sender*
    blacklisted address
    blacklisted mail
    {sender} & blacklist* !{list} !sender verify
    {sender} & black list* !{list}
    {sender} & blocklist* !{list}
    {sender} & denylist*
    {sender} on & blacklist
    sender is on
    black mail address
    sender in blacklist
    user in blacklist
    blacklisted user*
    denied domain name
    killed by an administrator
    killed by administrator
    kicked by admin*
    blacklisted by recipient
    blacklisted by admin*
    blacklisted on this server
    blacklisted on our
    blacklisted here
    domain & our block list
    domain & our blacklist
    domain & blacklisted & our
    domain & blacklisted & this server
    {sender} & blacklisted by
    domain & {listed} & our
    banned by
    banned here
    address is banned
    your domain is banned
    domain & banned
    bounced by administrator
    sender email & blacklisted
    customer block list
    block send*
    block sender
    blocked by organization
    block list & tenant
    customized block*
    badmailfrom
    sender blacklisted
    sender is blacklisted
    sender is in my black*
    sender address has been blacklisted
    sender address blacklisted
    sender address is blacklisted
    sender address is blocked
    sender address blocked
    sender email address & blocked
    sender blocked
    sender is blocked
    blocked sender*
    sender on & {listed} !client !ip
    sender has been blocked
    sender rejected & by recipient
    email address has been blacklisted
    email address is blacklisted
    your address & {listed} & our
    local blacklist
    domain & local blocklist
    domain & local blacklist
    domain & local block list
    of this organi*
    of our organi*
    not welcome
    unwelcome
    local black list
    local blocklist
    local block list
    internal blacklist
    internal block list
    private blacklist
    private block list
    private blocklist
    private list
    our blacklist !spamhaus
    our local & {listed}
    my badmailfrom
    my bad mail from
    in my badhelo
    sender & manually blocked
    mailbox access for & refused
    rejected by recipient
    blocked by recipient*
    blocked by administrator
    blocked by your administrator
    blocked by the administrator
    blocked by admin*
    rejected by administrator
    banned by administrator
    administratively blocked
    administratively denied
    denylisted
    sender denied
    sender refused !dnsbl
    sender is spammer
    this server does not accept mail from
    does not accept mail from & domain !itself
    we do not accept mail from & domain !itself
    not accept mail from this & {sender} !recipient
    not accept mail from your domain
    mail from your domain & {refused}
    messages from your domain & {refused}
    your domain is blocked
    your domain has been blocked
    your domain is banned
    domain is blocked
    domain blocked
    domain banned
    blacklist & access file
    in access list
    access file & {refused}
    access map & {refused}
    sender in blocklist
    sender is on blacklist
    go away
    拒绝 & 发件人
    发件人 & 黑名单
    absender & gesperrt
    absender & blockiert
    expediteur & bloque
    domain blacklist & {sender}`,
  ],
  [
    'ip-blocklisted',
    `
    {list} & {listed} !extension !file
    {list} & {refused}
    {list} & {spam} & {server}
    {list} + {listed} !{absent}
    ~spamhaus
    ~spamhaus org query
    ~spamhaus org lookup
    ~check spamhaus
    ~spamcop
    ~barracudacentral
    ~sorbs net lookup
    ~abuseat org
    ~dnsbl
    ~mail abuse com
    exploits block list
    spamhaus block list
    {server} & {listed} !{absent}
    {list} & listed
    dnsbl
    on dnsbl
    rbl
    blocked using & {server} !spam pattern
    blocked using !{spam}
    rejected using
    client host & blocked
    in a black list
    in our black list
    on a black list
    ip blacklisted
    ip blocked
    ip address is blacklisted
    ip is blacklisted
    ip is in a blacklist
    rbl reject*
    rbl & {refused}
    rblsmtpd
    rbl filter
    blacklist* !extension !file !attachment !sender verify
    blocklisted
    blocklisting
    ivmsip
    realtime blackhole
    real time blackhole
    real time block*
    relay black list
    known spam source*
    open proxy
    known open relay
    currently sending spam
    listed in dns
    dns blacklist
    dns block list
    listing at
    multi blacklist
    黑名单
    черн* & спис*
    ブラックリスト
    liste noire
    lista negra
    schwarze* liste
    blackliste
    lista nera
    zwarte lijst
    czarn* & list*
    kara liste
    黑名單
    블랙리스트
    чёрн* & спис*
    listed at !directory
    listed by !directory
    rejected & listed in
    rejected & listed on
    public blocklist
    public blacklist
    public block list
    black ip
    no access for ip`,
  ],
  [
    'bad-helo',
    `
    helohost
    no helo
    helo given
    helo before
    helo mismatch
    helo lookup
    lookup on helo
    helo & lookup
    helo & resolve
    ehlo & resolve
    helo & not resolv*
    ehlo & not resolv*
    ehlo & not exist
    helo & not exist
    bad helo
    bad ehlo
    invalid helo
    invalid ehlo
    ehlo invalid
    helo invalid
    helo command rejected
    ehlo command rejected
    helo & {badhelo}
    ehlo & {badhelo}
    helo name
    ehlo name
    ehlo requires
    helo requires
    ehlo & valid
    helo & valid
    helo host
    helo argument
    ehlo argument
    helo access denied
    helo string
    helo domain
    helo hostname
    helo verif*
    helo check*
    helo greeting & {badhelo}
    fake helo
    forged helo
    spoofed helo
    in helo & {refused}
    in ehlo & {refused}
    heloname
    hello & {badhelo} & {server}
    your host name & helo
    impersonat* & helo
    you are not me
    claims to be & {server}
    my own name & {refused}
    introduced yourself as
    you say you are
    not a fully qualified domain name & helo
    need fully qualified hostname
    =ehlo & {refused}
    =ehlo + rejected
    ~support google com mail p helo
    name was rejected !login !sasl`,
  ],
  [
    'missing-ptr',
    `
    reverse dns
    rdns
    ~rdns
    ptr
    ~ptr
    ~fcrdns
    reverse lookup
    reverse hostname
    reverse host name
    reverse name
    reverse record
    reverse address
    reverse resolution
    reverse delegation
    reverse mapping
    cannot find your hostname
    cannot find your host name
    cannot find your reverse
    cant find your hostname
    cannot resolve your
    cannot resolve & ip address
    could not resolve your
    unable to resolve your
    unresolvable relay host name
    ip name lookup failed
    ip name possibly forged
    hostname does not resolve to
    no dns name & {server}
    no hostname & ip
    {server} & no name
    invalid rdns
    unverifiable sending ip*
    unverifyable sending ip*
    forward confirmed
    forward dns & {server}
    hostname mismatch
    name does not match & ip
    does not resolve to ip
    you have no reverse
    your server has no dns
    inverse dns
    resolution inverse
    dns inverse
    dns inverso
    ruckwartsauflosung
    反向解析
    逆引き
    обратн* & dns
    обратн* & зон*
    reverse lookups
    valid reverse
    no rdns
    no reverse
    reverse entry
    ip name lookup
    reverse & ip
    ~dns nr
    ~rdn
    host not resolved + =x.7.0
    host not resolved + =x.7.1
    not resolve & your ip
    no dns & ip
    sender ip must resolve
    ip must resolve
    no dns reverse
    no host name found for ip
    no hostname found for ip
    no host name for ip
    no name found for ip
    cannot find your hostnam*
    cannot find your host`,
  ],
]
