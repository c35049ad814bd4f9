import type { ReplyReason } from '../reasons.ts'

/**
 * Words in which people speak of a matter, in the languages of mail servers, whether or not a server is known to
 * say them so. They are no rules: each only votes, where rules disagree or none fits (matching/word-votes.ts).
 */
export const vocabulary: Readonly<Partial<Record<ReplyReason, string>>> = {
  'user-unknown': `recipient user mailbox account address addressee person exist existing existent nonexistent unknown
    unrecognized invalid wrong incorrect mistyped misspelled typo typing spelled nobody none found find such here
    undeliverable unroutable local lookup directory table database employee left organization registered created
    inexistant inconnu inconnue introuvable destinataire inexistente desconocido desconhecido sconosciuto inesistente
    unbekannt empfanger existiert onbekend bestaat nieznany istnieje odbiorca не существует неизвестный получатель
    зарегистрирован найден`,
  'mailbox-full': `mailbox inbox box full quota storage capacity space limit exceeded over overflow filled allotted
    allocation disk megabytes usage maximum reached room empty delete clean pleine saturee capacite atteint espace
    llena lleno cuota piena cheia quota voll speicherplatz vol pelna przepelniona переполнен места квота лимит`,
  'mailbox-disabled': `account mailbox user disabled inactive suspended deactivated closed cancelled terminated expired
    frozen locked dormant discontinued hibernated unused abandoned blocked logged login active activity hold owner
    payment overdue desactive suspendu suspendida deshabilitada sospeso disattivata gesperrt deaktiviert geblokkeerd
    zablokowane zawieszone заблокирован отключен удален неактивен`,
  'mailbox-moved':
    'moved relocated forwarding forward forwarded new address changed change longer elsewhere déménagé',
  'address-syntax': `address syntax malformed format invalid illegal characters character chars local part at-sign
    ascii space spaces dot dots brackets parse unqualified qualified formatted legal rfc recipient typed syntaxe
    formato sintaxis ungultige некорректный`,
  'recipient-rejected': `recipient user owner member members subscriber subscribers list group moderator moderated
    restricted allowed permitted permission accept accepts wish want wants refuses refuse blocked you personal
    preferences contacts whitelist allowlist approved approval post posting private internal external outside only
    closed distribution challenge confirm confirmation refuse gewunscht erlaubt`,
  'domain-unknown': `domain host hostname recipient destination dns mx record exist existing exists nonexistent found
    unknown resolve resolved invalid route routing registered expired lookup domaine inexistant dominio inesistente
    domein domena unbekannt домен не существует`,
  'domain-no-mail':
    'domain host null mx accept accepts accepting mail no never receive does incoming service null-mx',
  'sender-invalid': `sender originator from envelope mail-from return path reverse-path domain resolve exist verify
    verified verification callout callback invalid nonexistent unknown malformed bogus mx record empty null missing
    unresolvable unreachable reply bounce reachable expediteur remitente mittente absender отправитель`,
  'sender-not-allowed': `sender from address identity login logged account authenticated user own owner owned match
    mismatch permission send behalf alias allowed permitted different verify verified authorized submission
    impersonate mailbox owner's expediteur autorise remitente mittente absenderadresse`,
  'sender-blocked': `sender blocked banned denied blacklist blacklisted local domain address list administrator
    refuse reject rejects unwanted company manually hand barred geblokkeerd expediteur bloque`,
  'ip-blocklisted': `ip address listed listing blacklist blacklisted blocklist blocklisted rbl dnsbl dnsrbl rbls zen
    spamhaus sorbs spamcop barracuda client host connecting blocked using lookup delist delisting removal noire negra
    nera lista чёрный список`,
  'domain-blocklisted': `url link links uri domain website body contains listed surbl uribl dbl blacklist blacklisted
    blocklist href web site message`,
  'poor-reputation': `reputation score bad poor low ip address network server sending sender complaints complaint
    abuse abusive spam spammer spamming source unsolicited blocked banned suspicious history unwanted untrusted trust
    penalty penalized temporarily deferred delist unblock behaviour reputacion reputazione reputation`,
  'dnsbl-query-refused':
    'resolver open query refused limit public dns dnsbl error block queries excessive volume closed',
  'dynamic-ip': `dynamic residential dial dialup dial-up dsl adsl cable pool pbl consumer home end-user smarthost
    generic provider's relay isp direct dhcp ppp`,
  'missing-ptr': `reverse dns ptr rdns record lookup hostname host name ip address resolve match forward confirmed
    fcrdns pointer in-addr arpa missing no fix inverse reverso inverso inversa обратная`,
  'bad-helo': `helo ehlo hello greeting name hostname fqdn fully qualified invalid valid syntactically literal
    impersonate spoofed forged bare ip localhost my own domain`,
  'spf-fail': `spf sender policy framework designate designated permitted ip allowed send domain record softfail fail
    failed authorised authorized openspf spoofed spoof forged`,
  'dkim-fail': `dkim signature signed signing key body hash verify verification fail failed domainkeys selector
    altered canonicalization arc seal`,
  'dmarc-fail':
    'dmarc policy alignment aligned reject quarantine domain fail failed pass from header unauthenticated',
  unauthenticated: `authenticate authenticated authentication unauthenticated spf dkim dmarc neither both require
    requires required bulk sender senders lack missing pass checks verify domain identity`,
  'spam-content': `spam junk content message looks like unsolicited bulk score scored filter filtered antispam bayes
    spamassassin rspamd classified detected suspicious advertising newsletter words phrases body subject unwanted ube
    uce commercial marketing considered probably similar pourriel indesirable indesirables spamverdacht werbung
    lixo contenu contenido спам нежелательная рассылка`,
  virus: `virus viruses malware infected infection trojan worm phishing phish ransomware clamav scanner antivirus
    malicious threat dangerous exploit found detected vermin signature infecte infectado вирус`,
  'attachment-blocked': `attachment attachments attached file files type extension executable zip archive encrypted
    password macro macros blocked forbidden prohibited banned content mime part exe piece jointe anhang adjunto
    allegato bijlage zalacznik вложение`,
  'message-too-big': `message mail size big large larger long exceeds exceeded limit maximum max bytes megabytes mb kb
    fixed header headers attachment attachments length volumineux taille grosse tamano grande dimensione groot
    rozmiar размер большой`,
  'message-malformed': `header headers message format malformed missing from date message-id duplicate multiple rfc
    compliant compliance conform standards standard bare lf line feed cr linefeed lines long mime boundary encoding 8bit characters
    non-ascii invalid syntax parse body structure`,
  'policy-blocked': `policy policies rule rules administrator administrative prohibited prohibition organization
    security reasons country region violates violation restricted restriction access denied company site local
    refuses refused unacceptable configured corporate politique politica richtlinie`,
  'relay-denied': `relay relaying relayed unauthorized allowed permitted deny denied prohibited rcpthosts local domain
    serve handle accept hosted here not destination our third-party open routing weiterleitung relais`,
  'auth-required': `authentication authenticate auth login log required require first must smtp please need needs
    before sending submission anonymous credentials pop connexion anmelden autenticacion требуется авторизация`,
  'auth-failed': `authentication password username login credentials credential incorrect invalid wrong bad failed
    failure fail rejected denied accepted user-name token oauth app mechanism sasl plain cram mot passe identifiant
    contrasena clave senha passwort kennwort benutzername wachtwoord haslo парол пароль логин`,
  'tls-required': `tls starttls ssl encryption encrypted encrypt secure connection required require must issue first
    use version minimum unencrypted plaintext cleartext chiffrement verschlusselung`,
  'tls-failed': `tls ssl starttls handshake certificate cert verify verification expired trusted untrusted self-signed
    cipher negotiation failed failure alert dane tlsa mta-sts protocol mismatch issuer chain zertifikat certificat
    certificado сертификат`,
  greylisted: `greylisted greylist greylisting graylisted graylist graylisting grey gray listed temporarily deferred
    retry later minutes seconds first-time delayed try again wait unseen new triplet postgrey`,
  'rate-limited': `rate limit limited limits limiting too many messages connections sessions connection concurrent
    simultaneous per hour minute fast quickly often throttled throttle throttling slow down exceeded frequency flood
    volume quota burst reduce lower demasiadas trop connexions troppe zu viele много`,
  'recipient-rate-limited': `recipient mailbox receiving user account messages too fast quickly rate per hour incoming
    received limit inbound`,
  'too-many-recipients': `recipients rcpt rcpts receivers addresses too many maximum number per message limit session
    destinataires empfanger destinatarios destinatari получателей`,
  'sending-quota-exceeded': `sending send sent quota daily hourly monthly day limit exceeded outgoing outbound account
    allowance plan credits credit subscription messages envoi journaliere limite envio diario invio giornaliero
    tageslimit versandlimit лимит отправки`,
  'sender-account-suspended': `account sender sending your suspended disabled blocked compromised hacked abuse sent
    sign verify activity restricted trial paused tenant outgoing outbound billing unpaid contact support unusual
    reactivate unlock`,
  'server-temporary-error': `temporary temporarily temporarely internal error server system busy later try again
    unavailable overloaded load maintenance lookup database ldap memory resource resources shutdown restarting retry
    problem technical moment timeout backend transient plus tard spater tarde tardi później позже`,
  'server-misconfigured': `configuration configured config misconfigured misconfiguration setup incorrectly wrongly
    license map table transport missing lookup loading permission mapping database alias internal broken unsupported`,
  'disk-full': `disk space device storage system insufficient enough free queue partition volume full filesystem left
    server no espace disque platte festplatte диск`,
  'routing-loop': `loop loops looping hop hops hopcount count too many received headers forwarding back itself myself
    points mx circular cycle mail-loop bucle boucle schleife`,
  'local-delivery-failed': `command pipe script program delivery agent lda lmtp maildir mbox procmail maildrop forward
    file exit status exited died write writing create open lock permission store stored append sieve local`,
  'protocol-error': `command commands syntax sequence unrecognized unknown implemented unsupported parameter
    parameters argument arguments pipelining smtputf8 8bitmime order unexpected protocol violation synchronization
    verb option ehlo bdat chunking invalid dsn notify`,
  'connection-failed': `connection connect connecting connected timed timeout refused reset closed lost dropped
    unreachable unable host server network route respond responding response answer socket peer broken pipe port
    disconnected unexpectedly greeting eof firewall connexion conexion connessione verbindung refusee impossible
    ouvrir session incapable connecter соединение подключиться`,
  'dns-failure': `dns name server nameserver servfail resolver resolution resolve lookup timeout temporary failure
    query querying domain host mx record soft error cname nxdomain`,
  'delivery-expired': `expired expiration queue queued days hours time lifetime retry attempts giving up too long timeout
    delivery undelivered exceeded waited delayed message period ttl attempted`,
}
