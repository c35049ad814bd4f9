import type { Groups } from '../matching/rules.ts'

/** Words that mean the same in replies; a rule names the group. */
export const groups: Groups = {
  mailbox: `
    user
    users
    user name
    username
    userid
    recipient
    recipients
    mailbox
    mail box
    mailboxes
    account
    accounts
    address
    addresses
    addressee
    alias
    rcpt
    customer
    subscriber
    local part
    mailnickname
    mailaddress
    person`,
  absent: `
    unknown
    not found
    no exist
    not a member of domain
    cannot be verified
    not ok
    errato
    sconosciut*
    inesistente
    desconocid*
    desconhecid*
    inexistente
    inconnu*
    unbekannt*
    no existe
    lookup in domain map failed
    was not found in
    path no exist
    wasnt found
    couldnt be found
    could not be found
    cannot be found
    not be found
    not find
    cant find
    does not exist
    doesnt exist
    not exist
    didnt exist
    not exists
    no longer exists
    no longer exist
    no longer valid
    nonexistent
    nonexist
    inexistent
    existent user
    not known
    not recognized
    unrecognized
    unrecognised
    not recognised
    not valid
    isnt valid
    invalid
    no such
    not present
    not listed
    not local
    not defined
    not registered
    undeliverable
    unroutable
    unrouteable
    illegal
    unavailable or access denied
    no longer available
    no longer in use
    no longer on server
    no longer here
    no longer with
    no longer employed
    no longer works
    not here
    does not live here
    deleted
    has been removed
    has been deleted
    not our customer
    unmatched`,
  full: `
    full up
    exceeds allowed size
    exceeds the allowed size
    exceeded allowed size
    exceeded its allowed
    exhausted allowed storage
    exhausted storage
    over limit
    exceeds quota
    is at capacity
    reached its limit
    reached the limit
    storage full
    voll
    pleine
    lleno
    llena
    piena
    cheia
    full
    over quota
    overquota
    over the quota
    over its quota
    over their quota
    over disk quota
    over allocated quota
    quota exceeded
    quota exceed
    quota has been exceeded
    quota full
    quota limit
    exceeded quota
    exceeded the quota
    exceeds quota
    exceeds the quota
    exceeded its quota
    exceeded their quota
    exceeding quota
    exceeding its mailbox quota
    exceeding their quota
    exceeded storage
    exceeds storage
    exceeded its storage
    out of storage
    out of space
    out of quota
    insufficient quota
    not enough storage
    not enough space
    no space
    storage limit
    storage capacity
    its capacity
    storage quota
    storage exceeded
    disk space limit
    disk quota
    has exceeded its disk space
    exceeded maximum allowed storage`,
  disabled: `
    disabled
    deactivated
    terminated
    inactive
    suspended
    frozen
    locked
    blocked
    on hold
    expired
    not active
    isnt active
    archived
    closed
    cancelled
    canceled
    discontinued
    ha expirado
    inactivo
    inactiva
    inattivo
    disattivat*
    disatttivata
    nieaktywne
    zablokowane
    bloccato per
    desactive*
    deaktiviert
    gesperrt
    stillgelegt
    opgeheven
    unavailable due to inactivity
    hibernat*
    no longer active
    not been activated
    not yet activated
    is off
    dormant
    not activated
    abandoned
    not enabled`,
  sender: `
    sender
    senders
    mailfrom
    mail from address
    mail from domain
    from address
    return path
    envelope from
    envelope sender
    from domain
    sender domain
    originator
    from header
    reverse path`,
  spam: `
    spam
    spams
    junk
    junkmail
    junk mail
    bulk mail
    bulk email
    unsolicited
    uce
    ube
    spamassassin
    rspamd
    gtube
    spamming
    spammy
    antispam
    anti spam
    advertising`,
  refused: `
    rejected
    reject
    refused
    refusing
    denied
    blocked
    blocking
    not accepted
    unacceptable
    declined
    prohibited
    banned
    forbidden
    not allowed
    disallowed
    bounced
    dropped
    discarded
    filtered
    detected
    prevented
    not permitted
    blacklisted
    no access
    denies
    deny`,
  listed: `
    blacklist
    blacklisted
    black list
    black listed
    blacklists
    blocklist
    blocklisted
    block list
    blocklists
    block listed
    blacklistis
    denylist
    rbl
    rbls
    rbl+
    dnsbl
    dnsbls
    dnsrbl
    drbl
    uribl
    ip is listed
    is listed
    listed
    are listed
    listed at
    listed by
    listed in
    listed on
    due to listing
    currently listed
    found in
    found on
    blocked using
    blocked by
    rejected using
    entry see`,
  list: `
    ~spamhaus
    ~spamhaus-*
    ~spamcop
    ~barracudacentral
    ~barracuda reputation
    ~barracudanetworks com reputation
    ~sorbs
    ~cbl abuseat
    ~abuseat
    ~njabl
    ~psbl
    ~surriel
    ~uceprotect
    ~mailspike
    ~abusix
    ~invaluement
    ~ivmsip
    ~manitu
    ~nixspam
    ~backscatterer
    ~wpbl
    ~spamrats
    ~truncate gbudb
    ~spfbl
    ~blocklist de
    ~hostkarma
    ~junkemailfilter
    ~spamsources
    ~spameatingmonkey
    ~anonmails
    ~zen
    ~sbl
    ~xbl
    ~css
    ~dnsbl
    ~rbl
    ~mail abuse com
    ~mail abuse org
    ~maps
    ~senderscore
    ~drbl
    ~lashback
    ~0spam
    ~s5h
    ~dsbl
    ~fiveten
    ~rfc ignorant`,
  server: `
    host
    client
    server
    ip
    ip address
    ips
    mta
    mail server
    network
    connection
    sending ip
    mailer
    machine`,
}

/** Groups of the transport's own errors. */
export const transportGroups: Groups = {
  tlsword: `tls
    starttls
    ssl
    validation
    dnssec`,
  tlsfail: `failed
    failure
    handshake
    not available
    unavailable
    not supported
    unsupported
    negotiation
    broken
    not offered
    was not offered
    alert`,
  badcert: `expired
    not trusted
    untrusted
    not verified
    verification failed
    invalid
    self signed
    mismatch
    does not match
    verify failed
    not valid`,
  failing: `failed
    failure
    fail
    error
    errors
    timeout
    timed out
    time out
    did not respond
    unavailable
    no response
    problem
    problems
    cannot be resolved
    could not be resolved
    temporarily`,
  domainword: `domain
    domains
    for domain
    found`,
  received: `received
    received headers`,
  period: `days
    day
    hours
    hour
    minutes
    within the time limit
    time limit
    specified time`,
}

/** Groups of the receivers' words. */
export const receiverGroups: Groups = {
  badhelo: `rejected
    reject
    invalid
    syntactically
    not valid
    bad
    denied
    forged
    fake
    does not resolve
    doesnt resolve
    not resolve
    does not match
    mismatch
    must be
    fqdn
    fully qualified
    not accepted
    not allowed
    blocked
    spoof*
    impersonat*
    unresolvable
    not found
    wrong
    illegal
    refused`,
  authfail: `fail
    failed
    fails
    failure
    did not pass
    didnt pass
    not pass
    fails to pass
    failing
    missing
    required
    invalid
    bad
    not signed
    does not verify
    verify
    rejected`,
  required: `required
    require
    requires
    first
    must
    mandatory
    needed
    necessary
    please
    before`,
  login: `login
    log in
    logged in
    authenticat*
    authoriz*
    account
    username
    imap`,
  notverified: `not verified
    unverified
    not authorized
    not authorised
    not allowed
    not permitted
    not registered`,
  stopped: `suspended
    disabled
    blocked from
    restricted
    locked
    blocked
    terminated
    has expired
    paused
    limited
    exceeded threshold
    been blocked`,
  mailboxlist: `group
    groups
    mailbox
    mailuser
    public folder
    distribution
    distribution list
    list
    recipient
    recipients
    ~sendernotauthenticated*`,
  toomuch: `too many
    too much
    too quickly
    too fast
    exceeded
    exceeds
    excessive
    flood
    limit`,
  mailflow: `messages
    message rate
    mail
    mails
    emails
    email
    connections
    sessions
    deliveries
    rate
    per hour
    per minute
    volume
    smtp`,
  perMinute: `messages
    message rate
    message limit
    messages per
    connections
    deliveries
    per hour
    per minute
    per day`,
  reached: `exceeded
    exceed
    exceeds
    reached
    limit
    has been hit`,
  exhausted: `exhausted
    exceeded
    used up
    insufficient`,
  quotaword: `quota
    storage
    space`,
  sizeword: `limit
    maximum
    max
    allowed
    permitted
    bytes
    mb
    kb
    fixed
    size`,
  headerword: `header
    headers
    message
    message format`,
  badheader: `error
    invalid
    missing
    malformed
    duplicate
    multiple
    illegal
    bad
    not permitted
    not allowed
    not accepted
    required
    syntax
    unacceptable
    disallowed
    non ascii
    compliant`,
  badmime: `error
    invalid
    malformed
    broken
    complexity
    missing
    boundary
    depth
    nesting
    too many
    improper*`,
  foreignrefused: `bloque
    bloquee
    bloques
    refuse
    refusee
    rejete
    rejetee
    gesperrt
    blockiert
    abgelehnt
    verboten
    nicht erlaubt
    unerwunscht
    interdit
    spam`,
  foreignflow: `соединен*
    сообщен*
    писем
    подключен*`,
  sizething: `
    message
    mail
    attachment
    attachments
    attach
    attached file
    body
    message body
    header
    headers
    content
    data content
    file
    size
    length
    mailsize
    messagesize
    msgsize
    filesize`,
  toobig: `
    too large
    too big
    too long
    larger than
    bigger than
    longer than
    exceed*
    over size
    oversize*
    over limit
    over the limit
    above limit
    above the limit
    achieved maximum
    reached maximum
    maximum threshold
    maximum size
    size limit
    size exceed*
    too large for`,
  manyrecipients: `recipients
    rcpts
    rcpt
    receivers
    rcpt numbers
    number of rcpt
    number of rcpts
    destinations`,
  overmany: `too many
    many
    over size
    out of
    number of & maximum
    maximum
    max
    limit
    exceed*
    exceeds
    exceeded
    reached
    achieved
    only one
    one recipient
    per message
    per mail`,
  foreignbox: `empfanger
    empfangers
    mail adresse
    l adresse
    l adresse mail
    adresse mail
    direccion de correo
    correo electronico
    endereco de mail
    indirizzo mail
    adres mail
    adres mailowy
    odbiorcy
    adresat*
    boite de reception
    bandeja de entrada
    posteingang
    buzon de
    casella di posta
    adressaten
    geadresseerden
    mailadres
    epostadress*
    sahkopostios*
    empfangeradresse
    adressat
    benutzer
    postfach
    adresse
    mailadresse
    konto
    destinataire
    utilisateur
    compte
    boite
    boite aux lettres
    destinatario
    usuario
    cuenta
    buzon
    casilla
    direccion
    utente
    casella
    indirizzo
    conta
    caixa
    caixa postal
    endereco
    utilizador
    ontvanger
    geadresseerde
    gebruiker
    postvak
    adres
    odbiorca
    uzytkownik
    skrzynka
    konta
    kullanici
    alici
    hesap
    posta kutusu
    mottagare
    mottagaren
    anvandare
    modtager
    bruger
    vastaanottaja
    prijemce
    uzivatel
    schranka
    felhasznalo
    cimzett
    пользовател*
    получател*
    адресат*
    ящик*
    адрес*
    аккаунт*
    учетн*
    отримувач*
    用户
    用戶
    收件人
    收件者
    帐号
    账号
    帳號
    邮箱
    信箱
    使用者
    ユーザ
    宛先
    アドレス
    メールボックス
    사용자
    수신자
    계정
    메일함
    받는사람
    받는 사람`,
  foreignabsent: `unbekannt*
    no se encuentra
    no se encontro
    no fue encontrad*
    no ha sido encontrad*
    no esta registrad*
    n est pas connu*
    pas ete trouve*
    n est pas trouve*
    nao foi encontrad*
    foi encontrado
    non e stato trovato
    non e stata trovata
    non risulta
    zostal znaleziony
    znalezion*
    ne postoji
    neni znam*
    hittades inte
    ikke fundet
    ei loydy
    nicht registriert
    wurde nicht gefunden
    nicht zustellbar
    не найдена
    не обнаружен*
    отсутствует
    existiert nicht
    nicht gefunden
    nicht bekannt
    nicht vorhanden
    nicht erreichbar
    ungultig*
    gibt es nicht
    introuvable
    inexistant*
    inconnu*
    n existe pas
    invalide
    non trouve*
    no existe
    no encontrad*
    inexistente
    desconocid*
    invalid*
    incorrect*
    non esiste
    non trovat*
    sconosciut*
    non valid*
    nao existe
    nao encontrad*
    desconhecid*
    inexistentes
    onbekend*
    bestaat niet
    niet gevonden
    ongeldig*
    nie istnieje
    nieznan*
    nie znaleziono
    brak
    nieprawidlow*
    bulunamadi
    gecersiz
    yok
    finns inte
    okand
    findes ikke
    ukendt
    tuntematon
    neexistuje
    neznam*
    nem letezik
    ismeretlen
    не существ*
    не найден*
    неизвест*
    не зарегистр*
    недейств*
    неверн*
    нет такого
    не існу*
    不存在
    无效
    無效
    找不到
    未找到
    错误
    錯誤
    存在しま*
    存在しない
    見つかりません
    不明
    ありません
    없*
    찾을 수
    존재하지
    잘못`,
  foreignfull: `voll
    speichergrenze
    speicherlimit
    falta de espacio
    manque d espace
    plus d espace
    mancanza di spazio
    falta de espaco
    superato
    supero
    spazio disponibile
    espacio disponible
    brak miejsca
    geen ruimte
    capacite
    limite de stockage
    remplie
    capacidad
    capacita
    capacidade
    kapazitat
    pojemnosc
    zapelniona
    uberfullt
    erschopft
    uberschritten
    plein*
    sature*
    depasse*
    insuffisant*
    lleno
    llena
    excedid*
    sin espacio
    superad*
    piena
    pieno
    esaurit*
    cheia
    cheio
    excedida
    lotada
    sem espaco
    vol
    overschreden
    pelna
    przepelnion*
    przekroczon*
    dolu
    dolmus
    asildi
    full
    переполн*
    заполнен*
    превышен*
    нет места
    недостаточно места
    已满
    已滿
    满
    超过
    超出
    超
    不足
    いっぱい
    満杯
    超過
    超え
    초과
    가득
    부족`,
  foreignbox2: `quota
    kontingent
    speicherplatz
    speicher
    espace
    stockage
    cuota
    espacio
    almacenamiento
    spazio
    cota
    espaco
    armazenamento
    квот*
    容量
    空间
    空間
    配额
    配額
    容
    용량
    공간`,
  foreignoff: `gesperrt
    deaktiviert
    inaktiv
    stillgelegt
    desactive*
    suspendu*
    bloque*
    ferme
    suspendid*
    desactivad*
    bloquead*
    deshabilitad*
    inactiv*
    sospes*
    disabilitat*
    disattivat*
    bloccat*
    suspens*
    desativad*
    inativ*
    geblokkeerd
    opgeschort
    uitgeschakeld
    zablokowan*
    zawieszon*
    nieaktywn*
    kapali
    askiya
    devre disi
    заблокирован*
    отключен*
    неактив*
    приостановлен*
    удален*
    停用
    冻结
    凍結
    禁用
    锁定
    鎖定
    过期
    注销
    休眠
    停止
    利用停止
    정지
    중지
    휴면
    차단`,
  foreignmail: `nachricht
    mail
    mails
    message
    messages
    courrier
    courriel
    mensaje
    mensajes
    correo
    correos
    messaggio
    messaggi
    mensagem
    mensagens
    bericht
    berichten
    wiadomosc
    wiadomosci
    ileti
    iletiniz
    posta
    письм*
    сообщени*
    邮件
    郵件
    信件
    メール
    메일
    메시지`,
  foreignbig: `zu gross
    maximal zulassige
    zulassige gro*
    depasse la limite
    taille du message
    taille maximum
    excede el limite
    excede o limite
    supera il limite
    supera la dimensione
    przekracza
    overschrijdt
    zu gro*
    zu lang
    maximale grosse
    grosse
    trop gros
    trop grand
    trop volumineux
    taille maximale
    taille
    demasiado grande
    muy grande
    tamano
    troppo grande
    dimension*
    muito grande
    tamanho
    te groot
    grootte
    zbyt duz*
    za duz*
    rozmiar
    cok buyuk
    boyut*
    слишком больш*
    размер*
    过大
    太大
    過大
    大小
    サイズ
    너무 큽
    크기`,
  foreignno: `refuse*
    rejete*
    interdit*
    bloque*
    non autorise*
    rechazad*
    no permitid*
    prohibid*
    bloquead*
    rifiutat*
    non consentit*
    vietat*
    запрещен*
    заблокирован*
    недопустим*
    拒绝
    拒絕
    不允许
    禁止
    类型
    過濾
    过滤
    拒否
    できません`,
}
