import type { ReplyRuleList } from '../verdict.ts'

/** What the receiver thinks of the sender and of the mail; then what says little. */
export const judgementRules: readonly ReplyRuleList[] = [
  [
    'poor-reputation',
    `
    reputation
    too many unwanted
    due to abuse
    because of abuse
    user complaints
    spam complaints
    complaints
    bad ip
    poor history
    bad sender history
    block list !spam url
    blocklist
    spammer
    spammers
    spam source
    suspected spam ip
    suspected spam sender
    suspected bounce
    temporarily deferred & complaints
    temporarily deferred due to
    permanently deferred
    all messages from & deferred
    messages from & temporarily deferred
    message from & temporarily deferred
    banned sending ip
    banned ip
    ip banned
    banned sender
    banned client
    ip & {spam} !content !message
    ip address & blocked !not blocked
    your ip & {refused} !{absent}
    your ip & {spam}
    your network & {refused}
    your server & {refused} & {spam}
    your host & {refused} & {spam}
    sender ip & {refused}
    sending ip & {refused}
    source ip & {refused}
    client ip & {refused}
    client host & {refused} & {spam}
    from your ip & {refused}
    ip source & bloque*
    adresse ip & bloque*
    adresse ip & spam
    ip adresse & {foreignrefused}
    unusual amount
    too many spams
    too many spam
    too many unwanted
    too many invalid recipients & ip
    not accepting connections !policy
    not allowed to connect
    connection denied
    connections from & {refused}
    listed as abusive
    abuse detected
    abusive
    abus detecte
    abuse & {server} & {refused}
    has been blocked for
    blocked for abuse
    blocked for spam
    block for spam
    suspicious & {server}
    untrusted & {server}
    access to this mail system has been rejected
    access to submit messages
    not currently accepting mail from your ip
    network & {refused} & {spam}
    sends spam
    known to send
    mail server & {spam} !our !thinks !considers
    server & sends & {spam}
    known spammer*
    your server & {spam}
    sending spam
    you are sending spam
    hits & spamtrap
    spam trap
    spamtrap
    spamtraps
    incident de spam
    spam incident
    score & sender
    发信ip & 异常
    ip & 被禁止
    ip地址 & 拒绝
    ip & заблокирован*
    ip & спам
    massive abuse
    abuse !report !contact !desk !help !complain* !see
    ip & hangup
    ip & rejected
    ip & refused
    ip & blocked
    ip & denied
    ip filtered
    ip & is filtered
    ip address & filtered
    access from ip & {refused}
    access from ip
    bad sending
    unexpected sending
    behaviour spam
    behavior spam
    spam_suspect
    ip_control
    host & blocked
    server & blocked
    host & banned
    server & banned
    client & banned
    ip & banned
    mail from & currently blocked
    currently blocked by
    not accept connections
    not accept connection
    not accept mail from & ip
    not accept & your ip
    not accepting & your ip
    connections from & ip & not
    forbidden by your ip
    forbidden & ip
    not allowed to send us mail
    not allowed to send & us
    you not allowed to send !send mail
    excessive rejected
    excessive invalid recipients
    excessive authentication failures
    abusive requests
    flooding our`,
  ],
  [
    'virus',
    `
    security threat
    threat detected
    harmful
    viral traffic
    viral content`,
  ],
  [
    'spam-content',
    `
    {spam} & {refused}
    {spam}
    *spam
    spam*
    likely unsolicited
    antyspamow*
    antispam*
    anti spam*
    declared spam
    message content & {refused}
    mail content & {refused}
    content rejected
    content denied
    content & {refused} !banned
    rejected for content
    rejected & content
    unacceptable content
    offensive content
    objectionable
    profanity
    message filtered
    message was filtered
    mail filtered
    filtered message
    mail filter & {refused}
    email filter & {refused}
    content filter
    content scan*
    content & suspicious
    suspicious content
    suspicious message
    suspicious due to
    suspicious
    quarantined
    quarantine
    looks like a newsletter
    mass mailing
    mass mail
    mass mailer
    recurrent pattern
    pattern & detected
    bayes*
    fuzzy
    score & exceed*
    score & threshold
    score of & {refused}
    message scored
    bulk & {refused}
    security policies
    reject bulk
    mail rejete
    message rejete & contenu
    contenu & {foreignrefused}
    inhalt & abgelehnt
    werbung
    contenido & rechazado
    垃圾
    内容 & 拒绝
    спам*
    迷惑メール
    スパム
    spamverdacht
    als spam
    comme spam
    como spam
    indesirable
    indesirables
    pourriel
    no deseado
    indesiderat*
    lixo eletronico
    ongewenst*
    istenmeyen
    нежелательн*
    рассылк*
    垃圾邮件
    广告
    廣告
    반스팸
    스팸
    迷惑
    스팸메일
    bulkmail
    bulk mailing
    dcc
    filter processing
    number filter
    words & blocked
    word & blocked
    sensitive word*
    filter rules
    forbidden word*
    banned word*
    message body & {refused}
    content & restricted
    敏感`,
  ],
  [
    'sender-blocked',
    `
    sender address rejected
    sender rejected
    sender denied
    sender refused
    mail from & {refused}
    mails from & {refused}
    messages from & {refused} !{spam}
    your domain & {refused}
    your address & {refused}
    your email address & {refused}
    {sender} & {refused}
    {sender} & banned
    envelope blocked
    not accept mail from you
    dont want mail from
    we do not want & mail
    client rejected
    no access for & domain
    no access for & user
    denies & {sender}`,
  ],
  [
    'user-unknown',
    'recipient address rejected !system error !internal !temporar* !policy !hold\nrecipient addresses rejected\naddress rejected !{sender} !system error !internal !temporar*',
  ],
  [
    'recipient-rejected',
    `
    by recipient & {refused}
    by the recipient & {refused}
    recipient & blocked
    recipient & {refused} & sender
    mailbox & restrict*
    not allowed to address
    not permitted to address`,
  ],
  [
    'policy-blocked',
    `
    cannot be delivered & policy
    no access for
    rejected by destination
    not allowed to send mail
    configured to reject
    organizational settings
    organization settings
    organisational settings
    only send testing
    only send test
    ~transport rules rejectmessage
    organization policy`,
  ],
  [
    'server-temporary-error',
    `
    temporary failure !report !expired !dns !name !resolv* !tls !auth* !{login} !spam
    temporary lookup failure !dns
    temporary user lookup failure
    temporary recipient lookup failure
    storage failure
    storage error
    policy unavailable
    policy service unavailable`,
  ],
  [
    'policy-blocked',
    `
    not accept mail from itself
    from itself
    unsigned bounces
    not accept unsigned
    not accept sender addresses
    capital letters
    restricted by policy
    policy & {refused}
    batv
    backscatter protection
    third party dsn*
    confirm this mail server
    requires confirmation
    comply & standards
    policy violation
    policies
    policy
    local policy
    site policy
    security policy
    policy restriction*
    policy rejection
    policy reasons
    by policy
    organization policy
    administrative prohibition
    administratively prohibited
    administrative & {refused}
    message not allowed
    mail not allowed
    not allowed
    country & {refused}
    geo & {refused}
    your country
    asn & {refused}
    not in whitelist
    not whitelisted
    delivery not authorized
    not authorized
    not authorised
    unauthorized
    client host rejected
    client rejected
    host rejected
    client host & {refused}
    access denied
    access rejected
    access restricted
    permission denied
    server access & {refused}
    not accept email over ipv6
    over ipv6
    acl & {refused}
    rule & {refused}
    richtlinie*
    politique & {foreignrefused}
    politica
    策略
    политик*
    ポリシー
    security reasons
    rejected for security
    message refused
    prohibited
    forbidden
    service denied
    richtlinie & {foreignrefused}
    politique de securite
    politicas
    polityk*
    beleid
    invalid ip
    bounces & more than one
    bounce & more than one
    bounce & multiple recipients
    bounces & multiple
    multi recipient bounce`,
  ],
]

export const serverRules: readonly ReplyRuleList[] = [
  [
    'server-misconfigured:configuration',
    `
    server configuration
    server misconfigured
    server is misconfigured
    remote server is misconfigured
    misconfigur*
    mail transport unavailable
    unknown mail transport
    configuration error
    config error
    configuration problem
    configuration issue
    incorrect configuration
    bad configuration
    improperly configured
    mail system configuration
    system config* !configured to
    system incorrectly configured
    alias database unavailable
    unsupported dictionary type
    license expired
    license has expired
    licence
    license
    could not load
    unable to load & config*
    home directory is writable
    our database returned invalid
    correctly read the forwarding
    dns misconfig*
    no transport
    transport is not configured
    missing transport
    invalid pieces of information
    fatal & config*
    bad command startup
    server & not configured
    several matches found
    multiple matches
    matches found
    mail transport error`,
  ],
  [
    'local-delivery-failed',
    `
    command died
    command failed
    program failed
    program error
    script failed
    command output
    command time limit exceeded
    child process of
    child crashed
    cannot update mailbox
    cant create user output file
    cannot create user output
    cannot open mailbox
    cannot open file
    cannot append
    cannot write to
    cannot lock
    could not lock
    error writing
    error opening
    mailbox lock*
    mailbox is locked & lock
    unknown mailer error
    mailer error
    mailer & died
    died with
    prog died
    mailer & exited
    delivery agent
    delivery command
    procmail
    maildrop
    ~bin procmail
    ~bin maildrop
    dovecot lda
    deliver exit*
    exit status
    exited with
    exit code
    return code & command
    returned status
    script error
    pipe to
    pipe & failed
    pipe transport
    pipe delivery
    child & signal
    local delivery failed
    local delivery error
    delivery process
    maildir delivery failed
    mailing list expansion
    error in & forward
    forward file
    sieve & {failing}
    vacation & {failing}
    lmtp & {failing}
    storage & {failing}
    failed to store
    unable to store
    cannot store
    could not write
    unable to write
    dot lock
    lock file
    lockfile
    create output & permission denied
    not be stored
    message not stored
    not store message
    error storing
    cannot write & no such file
    no such file or directory !connect`,
  ],
  [
    'protocol-error',
    `
    synchronization
    synchronisation
    sync error
    bad sequence
    out of sequence
    out of order
    wrong order
    sequence of commands
    unrecognized command
    unrecognised command
    unknown command
    command unrecognized
    command unrecognised
    command unknown
    command not recognized
    command not recognised
    command not implemented
    command not supported
    command not allowed
    command not permitted
    command parameter not implemented
    command rejected !helo !=x.7.1
    command out of
    invalid command
    bad command
    commands & pipeline
    commands & limit
    bad commands
    not implemented
    syntax error !address !mailbox
    syntax error
    parameters or arguments
    no parameters allowed
    parameter & not implemented
    parameters & unrecognized
    bad parameter*
    unrecognized parameter*
    unsupported parameter
    protocol error
    protocol violation
    protocol
    smtputf8
    internationalized
    unicode address
    eai & support*
    utf8 & support*
    utf 8 & support*
    8bitmime
    body binarymime
    binarymime
    chunking
    bdat
    pipelining
    pipeline
    improper use of
    early talk*
    pregreet
    before greeting
    talk before
    wait for greeting
    wait for banner
    wait for the banner
    send helo first
    send helo
    send ehlo
    send hello
    say helo
    polite people say
    need helo
    need mail
    need rcpt
    need recipient
    mail first
    rcpt first
    rcpt must
    must precede
    sender already
    already specified
    nested mail
    no data after
    expected & command
    unexpected command
    unexpected response
    unexpected reply
    invalid response
    bad response
    no identity changes
    line too long
    command line too long
    unsupported option
    option not
    no valid command*
    missing argument
    invalid argument*
    smtplf
    ~smtplf
    extension not supported
    not supported by remote
    does not support & extension
    command timeout & {required}
    错误的指令
    命令
    non unicode mail server
    unicode & mail server
    lack of security
    mail unqueuable
    starttls not offered
    no ehlo
    ehlo first
    helo first
    issue a reset
    turn disallowed
    vrfy disallowed
    disallowed command
    parse & mail from
    parse & rcpt to
    parse & command
    multiple mail commands
    multiple & commands
    auth not allowed
    not allowed & command
    not allowed + =503
    not offered + =503
    not allowed + =502
    requiretls
    non ascii address
    not permitted without smtputf8
    parameter & exceed*
    mode & unsupported
    mode & not supported
    invalid input`,
  ],
  [
    'server-temporary-error:milter',
    `service unavailable try again later
    service unavailable & try again later`,
  ],
  [
    'server-temporary-error',
    `
    service unavailable
    service is unavailable
    service currently unavailable
    service is currently unavailable
    service temporarily unavailable
    service not available
    service is not available
    temporar*
    tempfail
    temp failure
    transient
    try again
    try later
    please retry
    retry later
    come back later
    please try
    internal error
    internal server error
    internal failure
    internal problem
    local error in processing
    local error
    local problem
    processing error
    error in processing
    error while processing
    system error
    system failure
    system problem
    system not accepting
    system is not accepting
    system resources
    no system resources
    operating system error
    not accepting messages
    not accepting network
    resources & unavailable
    resources
    overload*
    too much load
    load average
    load too high
    load is too high
    high load
    too busy
    is busy
    server busy
    busy
    ports are busy
    maintenance
    shutting down
    shutdown
    going down
    out of memory
    memory
    queue file
    queue error
    write error
    read error
    i o error
    unable to read
    unable to open
    lookup failure
    lookup fail*
    lookup error
    look up
    database error
    database unavailable
    ldap & {failing}
    sql & {failing}
    mysql & {failing}
    address verification in progress
    unverified address
    verification in progress
    could not verify
    cannot verify
    unable to verify
    backend
    unavailable
    not available
    aborted
    ldap server
    contact ldap
    deferred
    timeout
    timed out
    error number
    multiple destination domains
    unexpected error
    unknown error + =451
    unknown error + =421
    unknown error + =450
    veuillez essayer plus tard
    veuillez reessayer
    reessayez
    momentanement
    versuchen sie es spater
    vorubergehend
    temporalmente
    intentelo mas tarde
    временн*
    попробуйте позже
    повторите
    稍后
    暂时
    系统繁忙
    しばらく
    一時的
    temporairement
    plus tard
    temporaneamente
    riprovare
    piu tardi
    temporariamente
    tente novamente
    mais tarde
    mas tarde
    intente
    tijdelijk
    later opnieuw
    tymczasow*
    sprobuj ponownie
    pozniej
    gecici
    daha sonra
    spater
    erneut
    позже
    稍後
    暫時
    繁忙
    나중에
    일시적
    software error
    internal & error
    unexpected & error
    system & malfunction*
    technical difficult*
    technical problem*
    upstream error
    mailbox is busy
    mailbox busy`,
  ],
]

/** Words that are in nearly every refusal: a guess. */
export const vagueRules: readonly ReplyRuleList[] = [
  [
    'policy-blocked',
    `
    {refused}
    rejected
    transaction rejected
    blocked
    banned
    refused
    denied
    not accepted
    unacceptable
    unwanted
    violation
    refuse
    rejete
    abgelehnt
    verweigert
    rechazado
    respinto
    отклонено
    отказ*
    拒绝
    拒否`,
  ],
]
