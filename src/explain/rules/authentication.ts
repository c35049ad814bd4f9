import type { ReplyRuleList } from '../verdict.ts'

/** SPF, DKIM, DMARC; log-ins; relaying; whether the sender can exist. */
export const authenticationRules: readonly ReplyRuleList[] = [
  [
    'unauthenticated',
    `
    either spf or dkim
    spf or dkim
    spf and or dkim
    both spf and dkim
    spf and dkim + {authfail} !dmarc policy
    sender is unauthenticated
    because it is unauthenticated
    mail is unauthenticated
    multiple authentication checks failed
    required authentication level
    authentication requirements & {sender}
    authentication checks & {authfail} !dmarc
    does not have authentication information
    no authentication information
    not authenticated & spf
    not authenticated & dkim
    isnt aligned with
    not aligned with
    from header & aligned
    authentication & bulk sender*
    unauthenticated mail !dmarc !accepted due to
    unauthenticated email !dmarc !accepted due to
    unauthenticated message
    email authentication & {authfail} !dmarc
    lack of authentication
    lacks authentication
    missing authentication
    neither spf nor dkim
    no spf & dkim
    no spf or dkim
    sender authentication & {authfail} !dmarc !spf !dkim`,
  ],
  [
    'dmarc-fail',
    `
    dmarc
    unauthenticated email & accepted due to
    ~dmarc
    *dmarc
    domain based message authentication
    from domain & policy & reject & authenticat*`,
  ],
  [
    'spf-fail',
    `
    spf
    ~spf
    *spf
    sender policy framework
    spf_fail
    ~openspf
    ~spf pobox
    ~5 7 23
    not designated & {sender}
    does not designate
    not allowed to send mail for
    not allowed to send mails from
    not allowed to send from & {server}
    not authorized to send mail for & domain
    not authorized to send & behalf & domain
    not permitted to send mail for & domain
    not a permitted sender
    not permitted sender
    is not a designated
    doesnt allow sending mails from
    does not allow mail from & {server}
    invalid ip for sending mail of domain
    mismatches client ip
    sender id
    purported responsible address
    ip not authorized & domain
    server is not authorized to send & domain
    server not authorised & domain
    spoofed & domain & {server}
    spoofed message
    spoofed mail
    spoofed email
    spoofing
    anti spoofing
    not allowed to send mail from
    not allowed to send on behalf
    not permitted to send mail from
    not permitted to send from & {server}
    not permitted to send & domain`,
  ],
  [
    'dkim-fail',
    `
    dkim
    ~dkim
    *dkim
    domainkeys
    domain keys
    bad signature & {refused}
    adsp
    arc validation
    arc & fail*
    arc seal
    ~arc fail`,
  ],
  [
    'virus',
    `
    virus !error in processing !scan failed !scanned for !scanned by !analizado !gescannt !verifie
    viruses !error in processing !scan failed !scanned for !scanned by !analizado !gescannt !verifie
    *virus !error in processing !scan failed !scanned for !scanned by !antivirus system !analizado !gescannt !verifie
    malware
    malicious
    maliciou*
    infected
    infection
    trojan
    worm
    eicar
    clamav
    clamd & found
    ransom*
    phishing !spf !protect*
    phish
    heuristics
    exploit & found
    病毒
    вирус
    ウイルス
    ウィルス
    schadsoftware
    schadlich*
    вредонос*
    恶意
    惡意
    바이러스
    악성
    wirus*`,
  ],
  [
    'tls-required',
    `
    must issue a starttls
    issue starttls
    starttls first
    starttls command first
    starttls required
    starttls is required
    tls required
    tls is required
    tls connection required
    tls connection & {required}
    requires tls
    require tls
    requires starttls
    requires encryption
    requires high strength
    requires ssl
    requires a secure
    requires a tls
    encryption required
    encryption is required
    encryption too weak
    encryption & {required}
    secure connection & {required}
    session encryption & {required}
    tls & {required}
    starttls & {required}
    wasnt sent over a tls
    not sent over tls
    not encrypted & {refused}
    must be encrypted
    encrypted & must
    needs encryption
    use encryption
    unencrypted
    plaintext & not allowed
    plaintext authentication disallowed
    plain text & ssl
    tls version & {required}
    tls version
    deprecated tls
    use tls
    use starttls
    must use tls
    tls only`,
  ],
  [
    'sender-not-allowed',
    `
    username & not allowed to send
    user & not allowed to send mail !list !group !mailing list
    login & not allowed to send
    not owned by user
    do not own
    dont own
    you are not the owner
    not owned by auth user
    sender address & not logged in
    rejected not logged in
    send as
    ~sendasdenied
    ~sendasdenied
    permissions to send as
    permission to send as
    permission to send on behalf
    not allowed to send as
    not authorized to send as
    not allowed to use & {sender}
    not allowed to use this & address
    not authorized to use & {sender}
    not permitted to use & {sender}
    not allowed to send & {sender} & your account
    sender mismatch
    sender does not match & {login}
    sender must match
    must be same as
    must be the same as
    same as login
    same as authenticated
    same as the authenticated
    not match login
    does not match the login
    does not match login
    not match the login
    not match auth*
    different from login
    must match authenticat*
    does not match authenticat*
    doesnt match the authenticated
    differs from authenticat*
    must be same as authori*
    must equal authorized user
    mail from must equal
    mail from & authorized user
    from address must match
    from address & {notverified}
    sender address & {notverified}
    sender & {notverified} & identity
    sender identity
    verified sender identity
    email address is not verified
    identities failed the check
    sender domain & not verified
    domain is not verified
    domain not verified
    unverified sender
    not a verified sender
    not registered sender
    sender not registered
    ~senderaddress not authorized
    unauthorized sender address
    sender address & not authorized
    from address not authorized
    not allowed to send mail from this address
    mail from address & authenticat* & must
    authorization user
    authorized user
    发信人 & 不一致
    expediteur & non autorise
    absenderadresse & nicht erlaubt
    {sender} & not same
    {sender} & same as
    {sender} & must belong
    {sender} & belong*
    {sender} & must match
    {sender} & not match & {login}
    {sender} & differ* & {login}
    from address & not match
    not match & envelope & {login}
    account & not match & {sender}
    sender not verified
    sender not confirmed
    sender & not verified !verif*
    not allowed to send & address
    not allowed to send & from address
    not owned by
    address not owned
    not owner of
    not authorized to send from !country !ip
    not allowed to send from !country !ip !{server}
    not permitted to send from !country !ip !{server}
    unconfigured sending domain
    sending domain & not
    not authorized to perform
    envelope from & not allowed
    {sender} & not authorized !{server}
    sender not authorized`,
  ],
  [
    'sender-account-suspended',
    `
    main account & unavailable
    main account
    message sending & disabled
    sending & this account & disabled
    sending for this account
    your account & not authorized
    account not authorized
    account suspended for
    account & suspended & {spam}
    account & disabled & {spam}
    been blocked from sending
    blocked from sending
    account no longer authorized
    account & compromised
    account was compromised
    password & compromised`,
  ],
  [
    'auth-failed',
    `
    user & no permission !relay* !group !list !send !recipient
    log in & web browser
    login & web browser
    auth login
    auth plain
    auth mode
    missing credentials
    no credentials
    nome utente
    nom d utilisateur & incorrect*
    nombre de usuario & incorrect*
    usuario o contrasena
    authentifizierungsdaten
    credenziali
    credenciales
    authentication mode
    auth type
    auth method
    base64 & auth
    authentication cancelled
    authentication failed
    authentication failure
    authentication failures
    authentication unsuccessful
    authentication error
    authentication rejected
    authentication denied
    authentication invalid
    authentication aborted
    authentication credentials invalid
    authentication not allowed
    authentication is disabled
    authentication disabled
    authentication mechanism
    authentication & achieve
    cannot achieve & authentication
    ~smtpclientauthentication*
    basic authentication is disabled
    auth failed
    auth failure
    auth error
    auth unsuccessful
    auth not available
    invalid auth*
    incorrect auth*
    incorrect password
    incorrect username
    incorrect user
    invalid username
    invalid user name or password
    invalid user or password
    invalid login
    invalid password
    wrong password
    wrong username
    bad password
    bad username
    bad credentials
    bad login
    password & incorrect
    password & invalid
    password not accepted
    password & expired
    password & wrong
    username and password not accepted
    credentials invalid
    invalid credentials !relay
    credentials & rejected
    credentials & incorrect
    unable to authenticate
    cannot authenticate
    could not authenticate
    failed to authenticate
    fail authentication & {login}
    login failed
    login fail
    login denied
    login incorrect
    login invalid
    logon failure
    logon failed
    log in failed
    log in with your web browser
    login via your web browser
    sign in & web browser
    application specific password
    app password
    authorization code
    account is locked + =535
    user account is disabled + =525
    user disabled + =535
    user suspended + =535
    user account disabled + =535
    no mechanism available
    d authentification invalide
    authentification invalide
    echec & authentification
    code d authentification
    anmeldung fehlgeschlagen
    authentifizierung fehlgeschlagen
    passwort & falsch
    autenticacion & fall*
    ошибка аутентификации
    неверн* & парол*
    認証 & 失敗
    认证失败
    授权码
    密码错误
    登录失败
    =535 + authenti* !required
    =535 + password
    =535 + credential*
    =535 !suspended !{spam} !required
    authentifizierung & fehl*
    authentifizierungsfehler
    anmeldung & fehl*
    anmeldung & ungultig*
    benutzername & passwort
    kennwort & falsch
    kennwort
    mot de passe
    identifiant*
    authentification & echou*
    contrasena
    autenticazione & fallit*
    autenticazione non riuscita
    password errata
    autenticacao
    senha
    authenticatie mislukt
    wachtwoord
    uwierzytelnian*
    haslo
    kimlik dogrulama
    sifre
    ошибк* & авторизац*
    ошибк* & аутентификац*
    неверн* & логин*
    парол*
    認證失敗
    验证失败
    密码
    密碼
    用户名或密码
    パスワード
    認証に失敗
    인증 & 실패
    비밀번호
    authentication canceled
    auth canceled
    auth cancelled
    authentication interrupted`,
  ],
  [
    'relay-denied',
    `
    permission to relay
    permission & relaying
    relay access denied
    ~relayaccessdenied
    relaying denied
    relay denied
    relay & {refused}
    relaying & {refused}
    relayed & {refused}
    no relaying
    no relay
    not relay
    not permitted to relay
    not allowed to relay
    isnt allowed to relay
    not permit relay*
    unable to relay
    cannot relay
    cant relay
    could not relay
    refuse to relay
    refuses to relay
    wont relay
    will not relay
    do not relay
    does not relay
    dont relay
    as a relay
    as relay
    open relay
    not an open relay
    relaying is not
    relay not
    relaying not
    relaying mail to & not
    relay prohibited
    to relay through
    credentials for relay
    insecure mail relay
    not configured to relay
    not a gateway
    gatewaying
    rcpthosts
    allowed rcpthost*
    not in my list of allowed
    not local host & gateway
    dont handle mail for
    do not handle mail for
    not handle mail for
    doesnt handle mail for
    not host this domain
    do not host
    not hosted here
    not hosted on this
    domain is not hosted
    domain not hosted
    domain isnt hosted
    domain is not handled
    domain not handled
    domain is not local
    domain not local
    not a local domain
    no local domain
    not handled here
    not handled by
    not handled on
    not served here
    not accepted here & domain
    not local domain
    not one of our domains
    domain & not allowed here
    specified domain is not allowed
    domain not accepted
    domain is not accepted
    domain not in & accept*
    domain & not configured !{sender}
    domain is not in my list
    no such domain here
    domain not served
    not serve & domain
    not accept mail for & domain
    not accepting mail for & domain
    not responsible for & domain
    not authoritative for
    mail for this domain & {refused}
    mail for that domain & {refused}
    no domain
    outgoing mail & must & {login}
    relais & refuse
    relais & interdit
    relais non autorise
    relayen nicht erlaubt
    weiterleitung & nicht erlaubt
    不允许转发
    не разреш* & релей*
    リレー & 拒否
    中継 & 拒否
    中转 & 拒绝
    relay check
    denies relay
    deny relay
    relay operation rejected
    relay operation
    not let you do this
    not been configured to let
    local account & mailfrom
    rcptto account not local
    rcptto account not
    use me & relay
    local user only
    no such domain at
    relay & nicht
    relaying & nicht
    relay & non
    relay & negado
    relay & nao
    relay & denegado
    relay & no permit*
    relayen
    relais
    пересылк* & запрещ*
    релей
    relay & запрещ*
    relay & не
    中继
    中繼
    转发
    中継
    릴레이
    relay & without authentication
    relay through & server & authentication`,
  ],
  [
    'auth-required',
    `
    authentication required !{mailboxlist}
    authentification & requise
    authentifizierung & erforderlich
    anmeldung & erforderlich
    autenticacion & requerida
    requiere autenticacion
    autenticazione & richiesta
    richiede lautenticazione
    autenticacao & necessaria
    wymagan* & uwierzytelni*
    требуется & аутентификац*
    требуется & авторизац*
    需要认证
    需要验证
    認証が必要
    authentication is required
    authenticate first
    auth command first
    must issue an auth
    issue an auth command
    must authenticate
    must be authenticated
    must login
    must log in
    must be logged in
    log in before
    login before
    need to authenticate
    need authentication
    needs authentication
    need to log in
    requires authentication
    require authentication
    smtp authentication & {required}
    smtp auth & {required}
    authentication & {required} !{mailboxlist}
    auth required
    auth is required
    please authenticate
    please login
    please log in
    you are not authenticated
    not authenticated !spf !dkim !{mailboxlist} !by organization
    was not authenticated !{mailboxlist} !by organization
    client was not authenticated
    not logged in
    anonymous mail
    unauthenticated senders
    unauthenticated sender
    unauthenticated client
    unauthenticated user*
    sasl login & {required}
    login & {required}
    log in & {required}
    check mail first
    pop before smtp
    you have not logged
    authentification requise
    authentification necessaire
    authentifizierung erforderlich
    authentisierung erforderlich
    требуется аутентификация
    требуется авторизация
    需要认证
    需要身份验证
    認証が必要
    autenticacion requerida
    autenticazione richiesta
    unauthenticated session
    unauthenticated connection
    authentication required + =535
    turn on & authenticat*
    enable & authenticat*
    not authenticated + =550 !spf !dkim
    smtp authentication & enable*
    authentifizierung & erforderlich
    anmeldung & erforderlich
    authentification & requise
    authentification & necessaire
    authentification & obligatoire
    autenticacion & requ*
    autenticacion & necesari*
    autenticazione & richiest*
    autenticacao & requerid*
    autenticacao & necessari*
    нужна авторизация
    требует* & авторизац*
    требует* & аутентификац*
    先登录
    请先认证
    需要验证
    인증이 필요
    allowed with authentication
    only & with authentication
    receive your mail before
    check your mail & before
    check mail via pop*
    via pop3 first
    fetch mail first
    authenticated users only
    only authenticated
    authenticated senders only
    auth first
    and auth first`,
  ],
  [
    'sender-account-suspended',
    `
    sending paused
    sending denied
    sending disabled
    sending is disabled
    sending has been disabled
    sending suspended
    sending has been suspended
    outbound & disabled
    outbounds disabled
    outbound & suspended
    bad outbound sender
    outgoing mail & suspended
    outgoing email & suspended
    outgoing mail & blocked
    outgoing mail & disabled
    outgoing messages & blocked & your
    outgoing email & disabled
    your account & {stopped} !{absent} !recipient
    this account & suspended & send*
    account & suspended & sending
    account & disabled & sending
    account & blocked & sending
    account is not allowed to send
    not allowed to send mail & your account
    not allowed to send messages & account
    account & send* & restricted
    tenant has exceeded !daily !limit
    blocked from sending
    account suspended for
    account & suspended & {spam}
    account & disabled & {spam}
    account & blocked & {spam}
    tenant & {stopped} !daily !limit
    your subscription & expired
    trial & {stopped} !daily !limit
    account under review
    account is under review
    account compromised
    compromised account
    hijacked
    spam abuse detected
    account not subscribed to
    account is not active & send*
    domain & suspended & outgoing
    blocked from sending
    not authorized to perform ses !access denied
    user is blocked & sending
    sender is suspended
    sender account & {stopped}
    sender suspended
    sender disabled`,
  ],
  [
    'message-malformed',
    `
    missing a valid & header
    messages missing
    missing a valid message id
    message is malformed
    disallowed header
    header & disallowed
    malformed message
    mail message is malformed
    multiple addresses in from
    from header & multiple
    header & required
    header & missing
    no from header
    duplicate & header
    missing final
    rfc & compliant
    too many related errors`,
  ],
  [
    'sender-invalid',
    `
    =x.1.8 + {sender}
    =x.1.7
    =x.1.8 + domain*
    =x.1.8 + rejected
    =x.1.8 + address
    {sender} & verify fail*
    {sender} & verification fail*
    {sender} & verif* & fail*
    sender verify
    sender verification
    sender callout
    verify callout
    callback setup failed
    callback verif*
    callout verification
    verification failed for !ldap !recipient
    {sender} & domain not found
    {sender} & does not exist
    {sender} & must contain a domain
    {sender} & must contain
    {sender} & must have
    {sender} & contain a domain
    {sender} & not exist
    {sender} & doesnt exist
    {sender} & unverified address
    {sender} & undeliverable address
    {sender} & need fully qualified
    {sender} & fully qualified
    {sender} & user unknown
    {sender} & unknown user
    {sender} & unknown
    {sender} & invalid
    {sender} & not valid
    {sender} & malformed
    {sender} & unroutable
    {sender} & unrouteable
    {sender} & unresolvable
    {sender} & cannot be resolved
    {sender} & could not be resolved
    {sender} & could not resolve
    {sender} & cannot resolve
    {sender} & does not resolve
    {sender} & not resolve
    {sender} & must resolve !sender ip !client ip
    {sender} & must exist
    {sender} & no mx
    {sender} & dns
    {sender} & resolve !sender ip !client ip
    envelope sender domain must exist
    {sender} & syntax*
    {sender} & is empty
    {sender} & domain name required
    {sender} & nonexist*
    {sender} & non existent
    {sender} & bogus
    {sender} & fake
    {sender} & forged
    {sender} & spoof*
    {sender} & wrong
    {sender} & bad address
    {sender} & illegal
    {sender} & rejected & null !only one
    {sender} & missing
    blank from
    bogus mail from
    provide a valid from
    empty envelope
    null sender !only one
    null senders !only one
    invalid dns & record !ptr !reverse
    null reverse path
    empty sender
    bounce address & {absent}
    return address & {absent}
    mail from address & {absent}
    valid sender domain
    domain of sender address
    unroutable sender
    invalid sender
    invalid from
    from address is invalid
    unresolvable domain
    emetteur invalide
    adresse & emetteur & invalide
    expediteur & invalide
    absender & ungultig
    absender & unbekannt
    remitente & invalid*
    remitente & no existe
    mittente & non valid*
    отправител* & не существует
    发件人 & 不存在
    发件人域名
    发信人 & 不存在
    送信者 & 存在しません
    fake sender
    mail from invalid
    mail from address invalid
    sender & unvalidated
    {sender} & resolve fail*
    {sender} & not resolv*
    {sender} & no & mx
    {sender} & lookup fail*
    {sender} & not configured for mail
    mailfrom & not configured
    fake from
    envelope sender & not exist
    bad sender
    {sender} & mx & verify
    {sender} & verify & mx
    {sender} & no valid mx
    postmaster verification
    postmaster & verif* & fail*
    {sender} & a or mx
    {sender} & mx or a
    {sender} & neither & mx
    {sender} & domain & mx record
    domain name required !helo !ehlo
    verify sender
    unable to verify sender
    verify your address
    verify your domain
    user name is missing`,
  ],
]
