import type { ReplyRuleList } from '../verdict.ts'

/** What the sending MTA says itself: names, connections, TLS, its own queue; and what MTAs say of loops. */
export const transportRules: readonly ReplyRuleList[] = [
  [
    'dnsbl-query-refused',
    `
    ~returnc pub
    ~returnc vol
    ~returnc
    ~127 255 255
    ~query refused
    open resolver
    public dns resolver
    public resolver
    dns resolver & not allowed
    resolver & not allowed & {list}
    ~public resolver + {listed}
    ~via public + {list}
    ~exceeding query rate
    ~uribl com refused
    ~refused shtml
    ~dnsbl shut*
    ~rbl closed
    ~ahbl org
    list has been shut down
    dnsbl is closed
    list is dead`,
  ],
  [
    'delivery-expired',
    `
    message timeout
    delivery time expired
    message expired
    queue expired
    maximum number of delivery attempts
    maximum delivery attempts
    too many delivery attempts
    number of retries exceeded`,
  ],
  [
    'server-misconfigured',
    `
    our database returned
    server configuration problem
    server configuration error
    configuration problem
    configuration error
    correctly read the forwarding
    invalid mx record
    mx record with ip
    mx & ip address instead`,
  ],
  ['policy-blocked', 'has a policy that prohibit*'],
  ['auth-failed', 'temporary authentication failure\nauthentication server\nauthenticate due to a temporary'],
  [
    'rate-limited',
    `
    too many new
    too many auth*
    too many & authenticat*
    too much fail*
    too many failed
    too many login*
    too many recipients from
    too many invalid
    too many related errors + =421`,
  ],
  [
    'protocol-error',
    `
    smtp protocol violation
    syntax mail from
    syntax rcpt to
    syntax helo
    syntax ehlo
    syntax data
    smtp protocol synchronization error
    commands allowed to pipeline`,
  ],
  [
    'local-delivery-failed',
    `
    child process of
    transport returned
    command does not exist
    unable to exec
    command died !quota !full
    command output !quota !full !unknown
    cant create user output file !quota`,
  ],
  [
    'auth-failed:login',
    `sasl authentication failed
    saslauth* failed
    cannot sasl authenticate`,
  ],
  [
    'tls-failed:dane',
    `
    dane & {tlsword}
    tlsa
    no tlsa*
    dane validation
    mta sts
    sts policy
    smtp dane`,
  ],
  [
    'tls-failed:certificate',
    `
    certificate & {badcert}
    certificate verif*
    certificate signed by unknown
    unknown authority
    certification path
    pkix
    first certificate
    certificate authority
    certificate & hostname
    hostname & altnames
    zertifikat & ungultig*
    zertifikat & abgelaufen
    certificat & expire
    certificat & invalide
    certificado & no
    certificato & non
    сертификат*
    证书
    certificate not*
    self signed certificate
    unable to get local issuer`,
  ],
  [
    'tls-failed',
    `
    cannot start tls
    ssl & unknown protocol
    get_server_hello
    wrong version number
    wrong_version_number
    handshake & failed
    handshake exception
    tls alert
    starttls & {tlsfail}
    tls & {tlsfail}
    ssl & {tlsfail}
    tls is required but
    tls required but not supported
    tls session is required
    no shared cipher
    no matching cipher
    wrong version number
    unsupported protocol & {tlsword}
    ssl_connect error
    ssl connect error
    encryption was requested but*
    encryption is required but*
    starttls is required to send mail
    requiretls & {tlsfail}
    could not establish a secure connection
    handshake failure
    security level
    minimum security
    set & security level
    requiretls support`,
  ],
  [
    'domain-no-mail',
    `
    ~nullmx !sender
    null mx !sender
    mx & null & recipient
    domain does not accept mail !sender !accept mail from
    host does not accept mail
    does not accept mail !{sender} !mail from !accept mail from
    does not accept any mail
    does not accept email !{sender} !user !recipient !character !from
    no smtp service here
    indicated no smtp service
    mail receiving disabled
    domain has no mail service
    not a mail server
    this host does not receive mail
    system does not accept mail
    service does not accept mail
    accepts no mail
    no mail accepted here
    no mail service here
    ~521 5 3 2`,
  ],
  [
    'sender-invalid',
    `null mx + sender
    {sender} & null mx
    mx & {sender} & invalid`,
  ],
  [
    'routing-loop',
    `
    loops back to*
    loop back to*
    too many hops
    hop count
    hopcount
    mail loop
    mail loops
    forwarding loop
    routing loop
    delivery loop
    loop detected
    is looping
    message looping
    loop was found
    looping message
    forward loop
    aliasing loop
    infinite loop
    circular
    too many received !messages !mails
    received headers & too many
    points to local host
    best preference mx
    local host & mx record
    mx list for & back to
    create a mail loop
    local configuration error & mx
    already has my delivered to*
    boucle & mail
    loop detection
    loop detect*
    mailloop
    mail loop*
    looping
    too many hop*
    loop & received
    possible loop
    bounce loop
    loop count
    hops exceeded
    received & exceed* !messages !mail from !sender
    remote host address local host
    address corresponds to local interface
    resolved ip & local interface`,
  ],
  [
    'dns-failure',
    `
    host not found try again
    temporary dns !spf !dmarc !dkim
    dns temporary !spf !dmarc !dkim
    dns timeout !spf !dmarc !dkim
    dns time out !spf !dmarc !dkim
    dns server failure
    server misbehaving
    name resolution
    resolver error
    getaddrinfo & again
    dns server returned answer with no data + temporar*
    servfail
    dns & {failing} !invalid dns !host unknown !reverse !ptr !rdns !spf !dmarc !{sender} !domain not found !domain name not found !does not exist
    host lookup did not complete
    host lookup failed temporar*
    malformed or unexpected name server reply
    malformed name server reply
    name server & {failing} !host or domain name not found
    nameserver & {failing}
    name server timeout
    name service error + try again
    cname lookup failed
    lookup failed temporarily
    lookup did not complete
    temporary failure in name resolution
    temporary error resolving
    temporary failure resolving
    failure resolving
    error resolving !domain name not found
    resolving mx & {failing} !domain name not found
    =4.4.4 + resolv*
    temporarily unable to resolve
    temporarily failed to resolve
    unable to resolve route temporar*
    domain lookup & {failing} & tempor*
    host name lookup failure
    hostname lookup failure
    ns lookup & fail*
    mx lookup & {failing}
    dnssec & fail*
    transient dns
    name server & {failing} + try again
    eai again
    query etimeout`,
  ],
  [
    'domain-unknown',
    `
    name service error & host not found !{sender} !helo
    host or domain name not found !try again !{sender} !helo
    host found but no data record
    no mx record*
    no mx for
    no mx & {domainword}
    no mx or a record*
    no a or mx
    no mail exchanger
    mail exchanger & couldnt find
    couldnt find any host
    could not find a gateway for
    missing mx or all
    all mxs point to
    point to non existent hosts
    unable to look up host
    name or service not known
    nodename nor servname
    host unknown
    host name is unknown
    hostname is unknown
    domain name is unknown
    unknown host
    no such host
    hostname unknown
    nxdomain
    dns error & domain name not found
    ~nonexistentdomain
    nonexistent domain
    non existent domain
    domain isnt reachable
    domain is not reachable
    all relevant mx records point to non existent hosts
    dns query failed nonexistentdomain
    mail server for & not be found
    unable to find the recipient domain
    dns records for the destination* & not be found
    illegal host domain name
    no route to domain
    lookup of & mx & no data
    can not resolve !{sender} !ip !your
    couldnt resolve host
    域名不存在
    домен не найден
    domaine inconnu
    domain unbekannt
    dominio & no existe
    存在しないドメイン
    not any mail exchanger
    no mail host*
    no mail server
    unrouteable mail domain !sender verify !verification failed !{sender}
    unroutable mail domain !sender verify !verification failed !{sender}
    unroutable domain !sender verify !verification failed !{sender}
    unrouteable domain !sender verify !verification failed !{sender}
    invalid domain name !name was rejected !helo !ehlo
    domain look up failed
    host look up failed
    enotfound`,
  ],
  [
    'connection-failed:refused',
    `connection refused !helo !ehlo !ip name !reverse !=550 !=554 !=501 !=553 !=571 !listed !{listed} !{spam} !banned !abuse !policy !due to !reputation !poor reputation
    no such file or directory & connect to
    actively refused
    conexion rechazada
    verbindung verweigert
    connexion refusee
    ~10061`,
  ],
  [
    'connection-failed:conversation-timeout',
    `timed out while
    please run connect
    timeout while
    time out while
    timeout waiting for
    timeout after*
    timeout during
    connection timed out & after
    timeout reading
    smtp timeout
    timeout + =x.4.2
    timed out + =x.4.2
    timeout closing connection
    closing connection + =x.4.2
    command timeout
    smtp read timeout
    idle timeout
    session timeout
    data timeout
    timeout exceeded !retry`,
  ],
  [
    'connection-failed:lost',
    `
    lost connection
    connection lost
    connection & is broken
    connection reset
    reset by peer
    connection was dropped
    connection dropped
    connection closed !filtered !your ip !{listed}
    connection expired
    closed connection
    closed the connection
    connection unexpectedly
    unexpectedly closed
    connection died
    broken pipe
    lost input channel
    unexpected eof
    unexpected disconnect*
    disconnected unexpectedly
    dropped the connection
    disconnected for inactivity
    peer closed
    remote host disconnected
    connected to & but connection died
    premature end of input
    eof & reading
    end of socket
    socket stream
    eof
    socket & closed
    socket closed
    connection aborted
    connection abort*`,
  ],
  [
    'connection-failed:timeout',
    `
    connection timed out
    connect timed out
    connection timeout
    connect timeout
    operation timed out
    timed out connecting
    connection attempt timed out
    attempt failed because the connected party did not properly respond
    failed to connect & timed out
    no response from & host
    server did not respond
    did not respond
    not responding
    no answer from host
    host did not answer
    conexion agotad*
    zeituberschreitung
    delai & depasse & conne*
    连接超时
    接続 & タイムアウト
    ~10060
    delai d attente
    tiempo de espera
    tempo limite
    tempo esgotado
    время ожидания
    тайм аут
    таймаут
    超时
    超時
    タイムアウト
    시간 초과`,
  ],
  [
    'connection-failed:unreachable',
    `network is unreachable
    network unreachable
    host unreachable
    host is unreachable
    no route to host
    host is down
    destination unreachable
    unreachable host
    ~10065
    ~10051`,
  ],
  ['connection-failed:socket', `permission denied & connect to`],
  [
    'connection-failed',
    `
    establish an smtp connection
    could not connect
    couldnt connect
    cannot connect
    can not connect
    cant connect
    unable to connect
    failed to connect
    not able to connect
    connect failed
    connection failed
    connection error
    connection to & failed
    error connecting
    socket error
    no connection could be made
    cannot reach
    unable to contact !ldap !database
    not reachable
    unreachable
    unable to reach
    could not be reached
    could not reach
    couldnt reach
    error encountered while communicating
    couldnt communicate
    无法连接
    不能连接
    接続できません
    не удалось соединиться
    нет соединения
    connexion impossible
    impossible & session smtp
    incapable de se connecter
    impossible de se connecter
    impossible de joindre
    impossibile connettersi
    impossibile stabilire
    no se puede conectar
    no se pudo conectar
    no se pudo establecer
    nao foi possivel conectar
    kann nicht & verbinden
    konnte nicht & verbunden
    nie mozna & polaczyc
    не удалось подключ*
    не удалось соедин*
    无法连接
    連接失敗
    连接失败
    接続できません
    timeout & connection problem
    connection problem
    read timeout
    open timeout
    write timeout
    i o timeout
    execution expired
    assign requested address
    greeting never received
    не удается подключ*
    не удается соедин*
    unable to establish
    failed to establish
    could not establish
    no se puede establecer
    verbindungsfehler
    erreur de connexion
    error de conexion
    errore di connessione
    ошибка соединения
    ошибка подключения
    bad connection
    keine verbindung
    verbindung & fehlgeschlagen
    verbindung & abgebrochen
    connexion & echou*
    connexion interrompue
    no se pudo conectar
    conexion & fallid*
    impossibile connettersi
    connessione & rifiutata
    connessione & fallita
    conexao & recusada
    nao foi possivel conectar
    kan geen verbinding
    verbinding & mislukt
    polaczeni* & nie*
    baglanti & kurulamadi
    не удалось подключ*
    не удалось установить соединение
    соединение & разорвано
    连接失败
    连接被拒绝
    连接被
    連線失敗
    接続に失敗
    연결 & 실패
    연결할 수
    no adequate servers
    invalid server address
    end of socket stream
    no smtp servers were available
    no smtp servers available
    no servers available
    no mail servers available
    none of the mail servers
    ehostunreach
    enetunreach
    econnrefused
    econnreset
    etimedout
    econnaborted`,
  ],
]

/** The given-up message whose text tells no better cause: looked at late. */
export const expiryRules: readonly ReplyRuleList[] = [
  ['server-temporary-error', 'operating system error\nldap server\ncontact ldap'],
  ['connection-failed', 'no smtp connection got far enough\nretry time not reached !long failure'],
  [
    'delivery-expired',
    `
    retry timeout exceeded
    retry time not reached for any host after
    message expired
    delivery expired
    queue expired
    envelope expired
    delivery failed & attempts
    attempts & failed
    could not deliver for
    hosts have been failing
    ~queue expired
    expired in queue
    expired returned
    time expired
    timed out & message
    message timed out
    in the queue too long
    in queue too long
    too long in queue
    queue lifetime
    queue too long
    maximum queue
    maximum time in queue
    could not be delivered & {period}
    couldnt be delivered & {period}
    not be delivered within
    unable to deliver & {period}
    undeliverable for & {period}
    has not been delivered & {period}
    been trying to deliver & {period}
    failing for a long time
    allowed queue period
    retry limit
    retries exceeded
    multiple retries
    all retries
    maximum retries
    exceeded retry
    delivery time expired
    message lifetime
    expiration
    giving up on
    giving up after
    message too old
    mail too old
    too old
    delivery attempts will continue to be
    has been delayed
    still undelivered
    will keep trying
    message still undelivered
    could not send message for past
    tried for & {period}
    delivery has been delayed
    不能投递 & 天
    配信できません & 日
    auslieferung & verzogert
    retardee & livraison`,
  ],
]
