import type { ReplyRuleList } from '../verdict.ts'

/** Whether the address exists, is in use, and wants this mail. */
export const addressRules: readonly ReplyRuleList[] = [
  [
    'server-temporary-error',
    `
    mailbox unavailable + =450
    mailbox unavailable + =451
    mailbox is unavailable + =450
    recipient temporarily unavailable
    mailbox temporarily unavailable`,
  ],
  [
    'policy-blocked',
    `
    due to policy !{spam}
    policy reasons !{spam}
    local policy !{spam}
    policy restrictions !{spam}
    policy violation !{spam}
    policy error
    by policy !{spam}
    policy rejection !{spam}
    content & policy !{spam}
    from country
    from your country
    country & {refused}
    country & not allowed
    geographic*
    geoip
    geo ip`,
  ],
  [
    'address-syntax',
    `
    restricted characters
    illegal char*
    bad char*
    invalid char* & address
    special characters & address
    characters & address & not allowed
    fully qualified address !{sender}
    bad address syntax
    bad recipient address syntax
    bad destination mailbox address syntax
    address syntax
    syntax error in & address
    syntax error & mailbox
    syntax error & recipient
    malformed address
    malformed recipient
    address is malformed
    address malformed
    improper address
    illegal address
    invalid address format
    invalid address syntax
    invalid email format
    invalid email address format
    invalid format & address
    recipient & not a valid rfc
    address & not a valid rfc
    not a valid email !=5.1.1
    not an email address
    not email addresses
    not a valid address !sender
    single label domain*
    reserved by rfc
    domain part & missing
    missing domain
    recipient address & missing
    address & missing
    missing at
    missing at sign
    missing or malformed local part
    malformed local part
    malformed & local
    domain missing
    need fully qualified address !sender
    fully qualified & recipient
    fully qualified address
    mailbox name not allowed
    mailbox syntax
    mailbox syntax incorrect
    route addresses not
    source route
    percent hack
    unbalanced
    colon in address
    invalid character & address
    illegal characters & address
    unqualified address
    unqualified recipient
    bang path
    empty address
    address part
    address is ambiguous
    ambiguous
    地址格式
    адрес & некорректн*
    アドレス & 不正
    ungultige adresse`,
  ],
  [
    'recipient-rejected',
    `
    by this user & {refused} !deleted !closed !removed
    rejected by this user
    user rejected
    user reject
    user refuses
    user refused
    user does not accept
    user doesnt accept
    user does not want
    recipient refuse*
    recipient does not wish
    recipient does not accept
    recipient doesnt accept
    recipient does not want
    recipient has blocked
    recipient rejected your
    recipient rejects
    recipient preferences
    recipient is only accepting
    recipient is not accepting mail
    recipient list of senders
    recipient is not allowed to receive
    recipient not allowed to receive
    recipient & restricted
    recipients & only & accept*
    recipient & moderat*
    blocked by the recipient
    rejected by recipients
    rejected by the recipient
    rejected by user
    refused by recipient
    you have been blocked
    personal blocklist
    personal blacklist
    user entry
    user rules
    due to user rules
    user filter
    block rcpt
    only accepting mail from
    accepts mail only from
    accept mail only from
    accepts messages only from
    only accepts mail from
    only accepts email from
    only accept messages from
    accept messages from
    not accepting mail from
    not accepting messages from
    not accept messages from
    is not accepting mail
    not accepting mail with
    members only
    member only
    non member
    not a member !domain
    not subscribed
    only members
    only subscribers
    subscribers only
    moderated
    moderation
    closed mailing list
    closed list
    mailing list & not allowed
    not allowed to post
    permission to post
    posting to & {refused}
    may not post
    post messages to this group
    group & permission
    restricted to
    restricted mailbox
    restricted recipient
    restricted & {mailbox}
    delivery restriction*
    allowed senders
    allowed sender list
    accepted senders
    approved sender
    approved senders
    sender not in & list
    sender isnt on
    sender not on & list
    sender not authorized & {mailbox}
    not authorized to send to & {mailboxlist}
    not authorized to send & {mailboxlist}
    permission to send & {mailboxlist}
    not permitted to send & {mailboxlist}
    not authenticated & {mailboxlist}
    not authenticated by organization
    ~notauthorized
    ~resolver rst notauth*
    ~restrictedtorecipients*
    ~sendernotauthenticated*
    challenge response
    challenge & {sender}
    confirm & your message
    whitelist & recipient
    protected by & account
    internal use only
    internal only
    internal & {mailbox} & only
    recipient address rejected & access denied
    does not accept external
    external senders
    external mail & {refused}
    受信拒否
    拒收
    收件人拒绝
    收件人设置
    refuse & destinataire
    empfanger & verweigert
    получатель & отказ*
    получатель & не принимает
    recipient address rejected & not authorized
    recipient address rejected & not permitted
    recipient address rejected & restricted`,
  ],
  [
    'mailbox-disabled',
    `
    inactivity
    not entered during
    never logged
    not logged in for
    not logged on for
    inactive on
    no activity
    noactivity
    no recipient activity
    mailbox unused
    account unused
    unread
    should log in to enable
    mail receiving disabled
    receiving disabled
    receiving & disabled
    inactive mail address
    inactive address
    inactive mbox
    user suspended
    mbox & {disabled}
    mailbox & not in use
    user locked
    user is locked
    recipient locked
    mailbox locked
    no longer active
    {mailbox} & {disabled} !{sender} !client !ip !{server}
    user disabled
    mailbox disabled
    now disabled
    disabled !sending !authentication !login !feature !extension
    expirado por falta de uso
    estado inactivo
    bloccato per inutilizzo
    casella & disattivat*
    konto jest zablokowane
    mail is not currently being accepted for
    mailbox is disabled
    mailbox currently disabled
    account disabled
    account is disabled
    account has been disabled
    account has expired
    account expired
    account suspended
    account is suspended
    currently suspended
    suspended user
    account inactive
    account is inactive
    mailbox is inactive
    mailbox inactive
    user is inactive
    inactive user
    inactive account
    inactive mailbox
    inactive email address
    invalid inactive user
    temporarily inactive
    due to inactivity
    extended inactivity
    rejected inactive
    rejected blocked
    deactivated mailbox
    deactivated
    mailbox owner has changed
    owner has changed
    not accepting any mail
    temporary locked
    mailbox is frozen
    account is locked
    account locked
    account has been locked
    user is terminated
    account is unavailable
    account unavailable
    account not active
    account closed
    account has been closed
    recipient suspend
    suspend the service
    discontinued
    archived recipient
    service suspended & {mailbox}
    archivee & boite
    boite & bloque*
    compte & bloque
    compte & desactive
    compte & suspendu
    compte & destinataire
    konto & deaktiviert
    konto & gesperrt
    postfach & deaktiviert
    postfach & gesperrt
    cuenta & deshabilitada
    cuenta & suspendida
    account & disattivat*
    аккаунт & заблокирован
    ящик & заблокирован
    ящик & отключен
    账号已停用
    帐号被禁用
    用户被锁定
    邮箱被冻结
    停止 & メールアドレス
    利用停止
    {foreignbox} & {foreignoff} !spam
    {mailbox} & not receive mail
    {mailbox} & not receive any mail
    {mailbox} & not receiving mail
    {mailbox} & not accept mail !from`,
  ],
  [
    'domain-unknown',
    `
    non existent domain
    no dns & data
    dns & a data
    no dns data
    domain & existiert nicht
    domain & nicht gefunden
    domain & unbekannt
    domaine & inexistant
    domaine & introuvable
    domaine & inconnu
    dominio & no existe
    dominio & no encontrado
    dominio & inexistente
    dominio & inesistente
    dominio & non trovato
    dominio & nao
    domein & bestaat niet
    domena & nie
    домен* & не
    域名 & 不存在
    域名 & 无法解析
    域名解析
    域名 & 错误
    도메인 & 없
    ドメイン & 存在
    host not found
    no data by dns resolve
    dns resolve & not found
    dns resolve & no data
    no mx
    domain not in use
    tenant or domain not found
    tenant & not found
    recursive cname
    cname & violat*
    domain not found
    =x.1.2 + domain
    no such domain
    bad destination host
    recipient address rejected & domain not found
    unknown domain
    unknown recipient domain
    no such domain
    invalid domain
    domain name not found
    domain does not exist
    domain doesnt exist
    domain must exist
    domain & {absent} !{sender} !{mailbox}
    domain invalid
    domain unknown
    bad destination system
    bad destination host
    destination domain & {absent}
    recipient domain & {absent}
    find the recipient domain
    domain could not be found
    domain mentioned & unknown
    nonexistent domain
    dead domain
    unable to route
    cannot route
    no route for
    no route
    unroutable !address
    unrouteable !address`,
  ],
  [
    'user-unknown',
    `
    user unknown
    unknown user
    user & unknown
    {mailbox} & {absent} !{sender} !domain name
    no such user
    no such address
    no such mailbox
    no such mail box
    no such recipient
    no such person
    no such account
    no such alias
    no such local
    no such name
    no mailbox here
    no mailbox by that name
    no mailbox
    no mail box
    no account by that name
    no account
    no user
    no person
    no valid recipients
    no one at this address
    no one here
    nobody here
    nobody by that name
    there is no one
    there is no such !file
    not a known user
    not a valid user
    not a valid recipient
    not a valid mailbox
    not a known recipient
    not a local address
    not a recognized recipient
    not an active address
    not our customer
    not my customer
    isnt a valid mailbox
    not in name directory
    not in directory
    in directory & not present
    not present in directory
    not found in directory
    not in my validrcptto
    not listed in & directory
    unknown local part
    unknown or illegal alias
    unknown alias
    unknown address
    unknown email
    unknown mailbox
    unknown account
    unknown recipient
    unknown virtual
    unknown to address
    address unknown
    address rejected & unknown
    recipient unknown
    invalid recipient
    invalid recipients
    invalid mailbox
    invalid user
    invalid address
    invalid rcpt
    invalid final delivery user*
    invalid alias
    invalid local*
    bad recipient
    nosuchuser
    nouser
    unknownuser
    userunknown
    usernotfound
    unresolvable address
    recipient rejected
    recipients rejected
    rejected recipients !excessive !ip
    envelope recipient & {refused}
    cant accept user
    no longer accepts mail
    nie ma takiego
    destinatario errato
    no such mail drop
    no such mailhost
    no such !file
    no one with that
    find alias user
    cannot find user
    cant find user
    unable to find user
    unable to find recipient
    recipient cannot be verified
    unable to validate recipient
    cannot verify recipient
    recipient could not be verified
    unable to verify user
    wrong recipients
    incorrectly addressed
    incorrect address
    old address
    no longer an employee
    left the company
    no longer employed
    does not like recipient
    excessive userid unknowns
    user path
    not ok & user
    not a member of domain
    bad destination mailbox
    bad destination
    bad mailbox
    bad address
    badrcptto
    badrecipientto
    bad rcpt
    ~recipnotfound
    ~recipientnotfound
    ~recipnotfound
    ~recipientnotfound
    ~adr recip*
    ~resolver adr*
    recipient notfound
    does not exist
    doesnt exist
    not exist
    no longer available
    not account
    does not have an account
    doesnt have an account
    has no mailbox
    has no account
    not found & {mailbox}
    not found
    couldnt be found
    unrouteable address
    unroutable address
    undeliverable address
    address not found
    address couldnt be found
    recipient address is not
    recipient not accepted
    recipient not ok
    recipient is not accepted
    recipient is not local
    recipient not local
    user not local
    user not known
    user not known at
    user isnt known
    user missing home directory
    mailbox not
    mailbox unavailable
    mailbox is unavailable
    mailbox unavaiable
    recipient unavailable
    addressee unknown
    delivery to & {absent}
    email name is not found
    wrong email
    wrong address
    wrong recipient
    mistyped
    misspelled
    check for typos
    destination addresses were unknown
    spam trap & recipient
    nessun utente
    utente sconosciuto
    utente inesistente
    destinatario & sconosciuto
    destinatario & inesistente
    indirizzo & inesistente
    destinatario & no existe
    usuario & no existe
    no existe
    usuario desconocido
    usuario & desconocido
    destinatario & desconocido
    cuenta & no existe
    destinatario inexistente
    usuario inexistente
    utilizador & desconhecido
    usuario & nao existe
    nao existe
    utilisateur inconnu
    utilisateur & inconnu
    destinataire inconnu
    destinataire & inconnu
    destinataire & invalide
    destinataire & n existe
    adresse & inconnue
    adresse & inexistante
    n existe pas
    compte & inexistant
    adresse & destinataire invalide
    empfanger unbekannt
    empfanger & unbekannt
    empfanger & existiert nicht
    empfanger & nicht gefunden
    empfangeradresse
    benutzer unbekannt
    benutzer & unbekannt
    benutzer & existiert nicht
    adresse & existiert nicht
    adresse & unbekannt
    postfach & existiert nicht
    postfach nicht
    unbekannte* empfanger
    unbekannter benutzer
    onbekende gebruiker
    gebruiker onbekend
    bestaat niet
    nieznany uzytkownik
    nie istnieje
    okand mottagare
    finns inte
    ukendt
    tuntematon
    kullanici & bulunamadi
    пользовател* & не найден*
    пользовател* & не существует
    пользователь не
    получател* & не существует
    получател* & не найден*
    адрес & не существует
    ящик & не существует
    ящик & не найден
    нет такого
    неизвестный пользователь
    неизвестн* & пользовател*
    неизвестн* & получател*
    不存在
    无此用户
    没有此用户
    用户未找到
    收件人地址
    查无此人
    找不到 & 收件
    邮箱未找到
    存在しません
    見つかりません
    宛先不明
    宛先 & 不明
    ユーザ & 不明
    該当 & ありません
    사용자 & 없
    존재하지
    수신자 & 없
    rcptto
    invalid rcptto
    not user of this server
    no such id
    unavailable mail user
    address unavailable
    destination address unavailable
    account not found
    recipient unrecognized
    {mailbox} & unrecognized
    user mail marked as invalid
    marked as invalid
    bad_recipient
    local server not exists that user
    not cannot deliver mail for
    i not deliver mail for
    bad user
    not handle mail for that user
    not handle mail for this user
    no mail box available
    no mailbox available
    {mailbox} not & available
    {foreignbox} & {foreignabsent}
    unzustellbar
    查無此人
    無此使用者
    没有这个
    없는 사용자
    recipient not allowed
    recipient verification failed
    recipient & verif* & fail*
    recipient & verification & fail*
    recipient & callout
    recipient callout
    recipient refused
    unknown to us
    not in our database
    not in database
    not on this server
    not on this system
    not on our system
    left organization
    left organisation
    no longer works
    user not have
    user not here
    user not at
    user not on
    user not in
    user not account
    user not listed
    user not available
    not a user
    unavailable to take delivery
    redirect entry
    no entry for & address
    bogus & address
    deliver & bogus
    account deleted
    deleted by user
    deleted by owner
    removed by user
    closed by user`,
  ],
]
