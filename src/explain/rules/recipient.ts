import type { ReplyRuleList } from '../verdict.ts'

/** The recipient's address, box and wishes; limits of all kinds. */
export const rateRules: readonly ReplyRuleList[] = [
  [
    'mailbox-full',
    `
    too many messages on mailbox
    too many messages in mailbox
    number of messages in & mailbox
    maximum allowed number of messages
    allowed message count
    message count & mailbox
    size quota
    dropfile
    mailbox & over & quota
    mailbox exceeds & size
    not able to receive & more
    not receive & more
    not accept & more mail
    no more mail
    enough diskspace
    enough disk space
    diskspace & {mailbox}
    mailbox size
    allowed mailbox`,
  ],
  [
    'recipient-rate-limited',
    `
    receiving mail at a rate
    receiving mail too quickly
    receiving mail too fast
    receiving too many
    receiving too much
    mailbox is receiving
    user is receiving
    recipient received too many
    recipient & received too many
    received too many messages !from new !from ip !from your !ip !{server}
    receives too many
    recipient & {toomuch} & {perMinute} !recipients
    recipient has exceeded & {perMinute} !quota
    recipient per hour message receive limit
    recipient is receiving
    recipient rate limit
    recipient thread limit
    message receive limit
    receive limit
    receiving limits
    receiving limit
    maximum receiving
    due to excessive volume
    recipient & too fast
    recipient & too quickly
    recipient & too often
    mailbox & too fast
    user & too fast
    user & too quickly
    mailbox & {toomuch} & {perMinute} !on the server !local limit
    too many messages for & {mailbox} !on the server
    too many concurrent deliveries to
    too much mail for & {mailbox}
    received too many & {mailbox}
    recipient inbound limit
    收件人 & 频率
    收件人 & 超过
    recebendo & muito rapido
    recebendo & taxa
    recibiendo & demasiado rapido
    recoit trop
    recoit & trop
    empfangt zu viele
    получает слишком
    收信过于频繁
    收件 & 过于频繁
    {mailbox} received too much !recipient addresses
    {mailbox} received too many
    {mailbox} & received too much`,
  ],
  [
    'sending-quota-exceeded',
    `
    submission quota
    versandlimit*
    versandkontingent*
    denvois par
    nombre denvois
    nombre maximal denvois
    limite d envoi*
    quota d envoi*
    limite de envio*
    envios diarios
    envios por
    limite di invio*
    invii giornalieri
    limit wysylki
    лимит отправ*
    лимит & исходящ*
    发信数量
    发信量
    送信制限
    送信上限
    daily message quota
    exceeded its daily
    exceeded your daily
    exceeded the daily
    daily limit for sending
    daily user sending
    daily sending quota
    daily sending limit
    daily smtp relay limit
    daily relay quota
    daily quota & send*
    daily email quota
    daily email limit
    daily limit & {mailflow}
    daily limit & {manyrecipients}
    rcpt & daily limit
    recipients & daily limit
    limits for your account & {reached} !size !storage !mailbox
    limit for your account & {reached} !size !storage !mailbox
    limits of your account & {reached} !size !storage !mailbox
    limit of your account & {reached} !size !storage !mailbox
    account limits & {reached} !size !storage !mailbox
    limite & smtp & exced*
    limite & envi* & exced*
    limite & envi* & ultrapass*
    limite & envi* & alcanz*
    limite & envi* & ating*
    limite & invi* & super*
    limite & invio & raggiunt*
    limite & envoi* & attein*
    tageslimit
    stundenlimit
    sending quota
    sending limit & {reached}
    sending limit
    send limit & {reached}
    send quota
    sending rate & {reached} & maximum
    hourly & limit & {reached}
    hourly quota
    max emails per hour
    max emails per day
    emails per hour
    emails per day
    mails per day
    messages per day & {reached}
    per hour & {reached} & domain
    exceeded the max & emails
    max defers and failures
    monthly & limit
    monthly & quota
    plan limit
    credits & {exhausted}
    no credits
    not enough credits
    insufficient credits
    quota & send & {reached} !mailbox !user disk !disk
    you have reached & limit & send*
    exceeded your & sending
    you have exceeded & quota
    outbound spam & exceeded
    outgoing & limit & {reached}
    outgoing quota
    quota & outgoing
    quota & outbound
    quota & sent
    outbound & limit & {reached} !thread
    outbound & limit reached
    outbound message limit
    daily allowance
    hourly allowance
    allowance
    messages today
    emails today
    mails today
    your limit
    发信 & 上限
    发送 & 超过 & 限
    今日发信
    transfer quota
    bandwidth & {reached}
    quota & hourly
    quota & daily
    quota & monthly
    quota & per day
    quota & per hour
    throttl* & quota
    over past & limit
    max number of & past
    number of messages & past
    session exceeded & quota
    exceeded transfer quota`,
  ],
  [
    'too-many-recipients',
    `
    too many recipients !invalid !from
    too many rcpt*
    too many receivers
    recipient limit
    recipients limit
    recipients per message
    recipients per session
    recipients per transaction
    number of recipients
    recipient count
    maximum recipients
    max recipients
    recipients & {reached}
    exceeded & recipients
    many recipients !from
    reduce the number of recipients
    zu viele empfanger
    trop de destinataires
    demasiados destinatarios
    слишком много получателей
    收件人过多
    收件人数量
    {manyrecipients} & {overmany} !{spam} !invalid !bad !unknown !mailbox !quota !full !over quota !message size !size limit !too large !unwanted !hour !day !daily !hourly !24h !past !first time
    only one recipient
    only one & {manyrecipients}
    multiple recipients & not`,
  ],
  [
    'rate-limited',
    `
    rate limit*
    ratelimit*
    rate limited
    limit exceeded & rate
    rate exceeded
    rate exceeds
    rate is too high
    rate too high
    unusual rate
    connection rate
    relay limit
    limit exceeded & {perMinute}
    peak & limit
    customer & limit exceeded
    sending rate exceeded
    maximum sending rate
    connection limit
    connections limit
    message rate
    sending rate
    throttl*
    too many & {mailflow} !on the server
    too many open
    too many new
    too many concurrent
    too many simultaneous
    too many parallel
    too many conn*
    too many session*
    too many messages !on the server
    too many mails
    too many emails
    too many errors
    too many recent
    too many login*
    too many auth*
    too many failed
    too many bad
    too many invalid commands
    too many commands
    too many transactions
    too many attempts
    too many requests
    excessive connections
    limit for processing
    limit & requests from
    reached its limit & host
    reached its limit & ip
    limit & connections from
    too many hits
    too many unknown
    too many recipients from
    too much mail !data
    too much fail*
    too fast
    too quickly
    too frequent*
    too often
    slow down
    slower
    concurrent connections
    concurrency limit
    simultaneous connections
    maximum & connections
    max & connections
    max message per
    max messages per
    max number of messages
    maximum number of messages
    maximum number of connections
    messages per connection
    messages per session
    messages per minute
    messages per hour
    message limit & {reached}
    messages this hour
    connection frequency
    frequency limit*
    frequency
    exceeded permitted limits
    permitted limits
    exceeded & connections
    exceeded & messages
    exceeds per domain connection limit
    volume limit
    volume of & mail
    high volume
    excessive volume
    flood
    flooding
    exceeded its quota & ip
    thread limit
    limit for connections
    all ports are busy & your
    server busy & from
    trop de connexions
    trop de messages
    zu viele verbindungen
    zu viele nachrichten
    demasiadas conexiones
    troppe connessioni
    слишком много & {foreignflow}
    слишком часто
    频率
    过于频繁
    超过 & 限制 !大小 !附件 !容量
    数量超出限制
    超出限制 !大小 !附件 !容量
    接続 & 多すぎ
    delaying fast sender
    fast sender
    sending too much
    sends too much
    sent too many
    send too many
    sent too much
    sending too many
    too many same
    delaying & sender
    messages & over past
    mails & over past
    number of messages & {reached}
    try & less frequent*
    less frequent*
    zu viele & {foreignmail}
    trop de & {foreignmail}
    demasiados & {foreignmail}
    demasiadas & {foreignmail}
    troppi & {foreignmail}
    troppe & {foreignmail}
    muitas & {foreignmail}
    muitos & {foreignmail}
    limite de envio
    te veel & {foreignmail}
    zbyt wiele
    zbyt duzo
    cok fazla
    limite & {foreignmail} & depasse* !taille
    发送过快
    过快
    连接数
    并发
    頻率
    너무 많*
    너무 자주
    送信制限
    too many messages from & ip`,
  ],
]

export const boxRules: readonly ReplyRuleList[] = [
  [
    'disk-full',
    'spazio esaurito & device\nno space left on device\nspace on disk\nspace on server\nspace on the disk\nspace left on device',
  ],
  ['server-temporary-error', 'queue quota'],
  [
    'message-too-big',
    'mail is larger\nmessage is larger !mailbox is full\nemail is larger\nlarger than allowed',
  ],
  [
    'mailbox-full',
    `
    {mailbox} & {full}
    mailbox full
    exceeded the local limit
    number of messages in & mailbox
    messages on the server
    mailbox limit
    space not enough
    too many messages on the server
    mailbox is full
    mailbox for user is full
    inbox is full
    inbox full
    mail box full
    mailbox quota
    mailbox size limit
    mailbox size exceeded
    mailbox exceeded
    mailbox exceeds
    zuviele mails
    zu viele mails
    zuviele nachrichten auf
    quota & atingid*
    mailbox & larger
    larger than & mailbox is full
    mailbox would exceed
    mailbox storage
    mailbox has exceeded
    mailbox limit
    maildir over quota
    maildir full
    mailfolder is full
    full mailbox
    over quota
    overquota
    over the quota
    over the allowed quota
    out of storage space
    quota exceeded
    quota exceed
    quota exceeds
    quota has been exceeded
    quota violation
    quota limit & {reached}
    quota usage exceeded
    quota & full
    disk quota
    disc quota
    storage quota
    exceeded storage allocation
    exceeds storage
    exceeded storage
    storage limit
    diskspace quota
    user quota
    user has exhausted
    user disk & full
    account is full
    account full
    account & exceed* & {quotaword}
    box is full
    no space in mailbox
    not enough space & {mailbox}
    not enough storage space
    does not have enough space
    doesnt have enough space
    insufficient space & {mailbox}
    insufficient storage & {mailbox}
    space has been used up
    too many messages on the server
    too much mail data
    cannot accept & mailbox & full
    quota !session !transfer !bandwidth !send !sending !sent !daily !hourly !monthly !rate !submission !outgoing !outbound !throttl*
    ~overquota*
    ~p overquota
    pleine & boite
    boite & pleine
    boite aux lettres & quota
    postfach & voll
    speicherplatz & empfanger
    mailbox voll
    kontingent & uberschritten
    speicherplatz & uberschritten
    buzon & lleno
    cuota & exced*
    espacio & insuficiente
    casella & piena
    caixa & cheia
    skrzynka & pelna
    ящик & переполнен
    почтовый ящик & полон
    квота & превышен*
    邮箱已满
    邮箱空间不足
    空间不足
    容量 & 超
    メールボックス & いっぱい
    メールボックス & 満杯
    容量オーバー
    容量を超え
    受信拒否 & 容量
    create output !permission denied
    mailquota
    trouble in home directory
    mailbox & quota
    mail quota
    disk space & exceed*
    speichervolumen & uberschritten
    speicherplatz*
    {foreignbox} & {foreignfull}
    {foreignbox2} & {foreignfull}
    容量已满
    信箱已滿
    空间已满
    용량 초과`,
  ],
  [
    'disk-full',
    `
    insufficient system storage
    insufficient system resources
    insufficient disk
    insufficient storage
    insufficient space
    insufficient queue
    disk full
    disk is full
    no space left
    memory or disk
    no free space
    out of disk
    out of space
    not enough disk
    not sufficient disk space
    space shortage
    spool & full
    queue & full
    queue disk
    low on disk
    low disk
    low on space
    mail system full
    file system full
    filesystem full
    out of storage !inbox !mailbox !account
    not enough space
    inodes
    write error or disk full
    system storage
    磁盘空间
    spazio esaurito & device
    spazio & disco
    no space & device
    file system is full
    platz & gerat`,
  ],
  ['server-temporary-error', 'domain policy size per transaction'],
  [
    'message-too-big',
    `
    message size
    message too large
    message too big
    message is too large
    message is too big
    message length exceeds
    message exceeds
    message exceeded
    message larger than
    message file too big
    message too long
    mail size
    mail too large
    mail too big
    mail is too big
    mail message is too big
    email size
    email too large
    email is too large
    email too big
    size of & message & exceed*
    size & exceeds & {sizeword}
    size exceeds
    size exceeded
    size limit
    exceeds size
    exceeds maximum size
    exceeds the maximum size
    exceeds the size
    exceeds limit
    exceeds maximum !parameter !seconds !minutes !time !recipients
    exceeded maximum size
    exceeds fixed
    exceeds & databytes
    databytes
    maximum message size
    maximum size
    max message size
    maximum allowed size
    maximum mail size
    too large
    too big
    bigger than
    larger than
    attachment exceed*
    attachment & exceed* & limit
    larger & accept*
    oversize*
    larger than & {sizeword}
    number of attachments
    attachments exceed*
    attachment & too large
    attachments & too large
    header line is too long
    header is too long
    header too long
    headers too long
    header too large
    header size
    header & exceed*
    line limit
    ~recipsizelimit
    ~recipsizelimit
    message body & too long
    zu gross
    zu gro*
    nachricht & grosse & uberschr*
    taille & depasse
    trop volumineux
    trop gros
    tamano & exced*
    tamano & maximo
    dimension* & superat*
    превышен* & размер*
    слишком большо*
    размер письма
    邮件过大
    邮件太大
    大小超过
    サイズ & 超
    サイズが大き
    {sizething} & {toobig} !queue !{period} !{spam} !score !threshold !recipients !rcpts !rate !quota !per !hops !received !sessions !connections !complexity !depth
    number of attachments & {toobig}
    length of & maximum
    attachments & maximum
    大小 & 超
    附件 & 超
    {foreignmail} & {foreignbig} !{foreignbox}
    {fmessage} & {fbig} !{foreignbox} !{fbox}
    附件过大
    附件太大
    mailsize
    messagesize
    msgsize
    filesize`,
  ],
  [
    'attachment-blocked',
    `
    attachment*
    attach type
    anhang*
    dateianhang*
    piece jointe
    pieces jointes
    adjunto*
    archivo adjunto
    allegato
    allegati
    anexo
    bijlage*
    zalacznik*
    вложени*
    附件
    添付
    첨부
    file extension
    file extensions
    extension & {refused}
    blacklisted file
    banned content
    banned file*
    banned extension
    banned name
    banned type
    prohibited file
    file type & {refused}
    file types & {refused}
    file extension & {refused}
    file name & {refused}
    filename & {refused}
    extension & not allowed
    executable
    executables
    encrypted zip
    encrypted archive
    password protected
    zip file
    archive & {refused}
    security issue
    potentially executable
    content type & {refused}
    mime type & {refused}
    macro*
    images & {refused}
    anhang & {foreignrefused}
    anhange & {foreignrefused}
    piece jointe & {foreignno}
    pieces jointes & {foreignno}
    adjunto & {foreignno}
    allegato & {foreignno}
    вложени* & {foreignno}
    附件 & {foreignno}
    添付 & {foreignno}
    filetype & {refused}
    filetype
    forbidden file*
    forbidden & file
    forbidden & extension
    dangerous file*
    dangerous extension
    dangerous attachment
    disallowed file*
    file & not allowed
    file & not accepted
    zip files & not
    zip & not accept*
    double extension
    encrypted file
    encrypted attachment
    archive & encrypted
    archive & password`,
  ],
  [
    'message-malformed',
    `
    rfc5322
    rfc2822
    rfc822
    rfc & compliant
    rfc compliant
    rfc compliance
    rfc & violat* & {headerword}
    not rfc
    ~rfcmessagenoncompliant
    non compliant
    not compliant
    bare lf
    bare cr
    bare line feed
    bare newline
    bare linefeed
    lone lf
    stray newline
    header error !{spam}
    header & {badheader} !{spam}
    headers & {badheader} !{spam}
    header syntax
    in header & {badheader}
    duplicate header
    duplicate headers
    multiple from
    multiple & from header
    multiple addresses in from
    multiple & headers
    from header
    missing header
    missing from
    missing date
    missing message id
    missing required header
    missing & header
    no date header
    no from header
    no message id
    message id & {badheader}
    message id header
    valid address in the from
    no valid from
    date header
    date & future
    8 bit & header
    bit data & header
    bit characters
    bit data
    invalid characters
    invalid character
    non ascii !address !smtputf8
    nonascii
    unencoded
    unqualified & header
    malformed !recipient !address !mailbox
    mime & {badmime}
    badly formed
    improperly formatted
    bad message format
    invalid message format
    broken message
    conversion required & prohibited
    conversion not supported
    not converted
    boundary & {badheader}
    encoded word
    invalid encoding
    illegal character
    nul character*
    null byte
    null character
    line length
    lines too long
    line too long & header
    line too long & data
    maximum line length
    missing final & domain
    disallowed header
    unacceptable header
    address list & header
    to header & {badheader}
    subject & {badheader}
    empty body
    empty message
    message is empty
    no body
    no content
    no subject
    no recipients in header
    header count
    media error
    unparsable
    unparseable
    格式错误 !帐号 !账号 !地址
    ヘッダ
    headers specify no
    specify no recip*
    specify no receip*
    unsigned & header
    failed to parse message
    parse message
    not parse !mail from !rcpt !command
    violates rfc
    violat* & rfc
    format violation
    format restriction
    not conform
    nonconform*
    conform to standards
    stray cr
    cr character
    stray character`,
  ],
  [
    'mailbox-moved',
    `
    has moved
    have moved
    moved to
    mailbox moved
    user moved
    address has changed
    address has been changed
    address changed
    changed address
    new address is
    new email address
    new e mail address
    please use the new
    no longer at this address
    recipient has moved
    relocated
    adresse a change
    neue adresse
    cambiado de direccion
    переехал
    地址已变更
    moved & please try`,
  ],
]
