import type { Groups } from '../matching/rules.ts'
import type { ReplyRuleList } from '../verdict.ts'

/** The same in other languages: things, and what is said of them. */
export const foreignParaphraseGroups: Groups = {
  fbox: `
    postfach*
    posteingang*
    mailbox
    konto
    account
    boite
    boites
    messagerie
    compte
    buzon
    cuenta
    bandeja
    casilla
    casella
    posta
    utente
    caixa
    conta
    postvak
    postbus
    brievenbus
    skrzynk*
    konta
    ящик*
    аккаунт*
    учетная запись
    邮箱
    收件箱
    信箱
    帐号
    账号
    帐户
    账户
    該用戶
    该用户
    メールボックス
    受信箱
    アカウント
    메일함
    편지함
    사서함
    계정
    kutusu
    schrank*
    brevlada*
    inkorg*
    postkasse*
    indbakke*
    postafiok*
    postilaatikko*
    casuta*`,
  fperson: `
    empfanger*
    benutzer*
    adressat*
    adresse
    nutzer
    mailadresse
    utilisateur
    destinataire
    usuario
    destinatario
    direccion
    utente
    indirizzo
    utilizador
    endereco
    gebruiker
    ontvanger
    geadresseerde
    adres
    uzytkownik*
    odbiorc*
    adresat*
    пользовател*
    получател*
    адрес
    адресат*
    收件人
    用户
    用戶
    邮件地址
    郵件地址
    宛先
    ユーザー
    メールアドレス
    受信者
    사용자
    수신자
    받는 사람
    주소
    kullanici
    alici
    adresi
    uzivatel*
    prijemce
    adresa
    anvandare*
    mottagare*
    adressen
    modtager*
    bruger*
    cimzett*
    felhasznalo
    utilizator*
    destinatarul`,
  fabsent: `
    existiert nicht
    nicht vorhanden
    gibt es nicht
    unbekannt*
    ungultig*
    nicht bekannt
    nicht gefunden
    kein gultig*
    n existe pas
    n existe plus
    existe pas
    inconnu*
    introuvable
    inexistant*
    invalide
    pas trouve*
    pas valide
    no existe
    ya no existe
    no encontrad*
    no encuentra
    no se ha encontrado
    no fue encontrad*
    desconocid*
    inexistente
    no valid*
    invalid*
    incorrect*
    non esiste
    non trovat*
    non stato trovat*
    non valid*
    non risulta
    sconosciut*
    errat*
    nao existe
    nao encontrad*
    nao foi encontrad*
    desconhecid*
    bestaat niet
    onbekend*
    niet gevonden
    ongeldig*
    nie istnieje
    nieznan*
    nie znaleziono
    nie zostal znaleziony
    nieprawidlow*
    не существует
    несуществующ*
    неизвест*
    неверн*
    не найден*
    не обнаружен*
    отсутствует
    не зарегистрирован*
    不存在
    未找到
    没有找到
    找不到
    无效
    無效
    有误
    错误
    存在しません
    見つかりません
    不明です
    正しくありません
    無効です
    찾을 수 없
    존재하지 않
    없음
    없습니다
    bulunamadi
    mevcut degil
    gecersiz
    bilinmiyor
    yok
    neexistuje
    nenalezen*
    nebyl nalezen*
    neznam*
    finns inte
    finnes ikke
    findes ikke
    existerar inte
    hittades inte
    okand*
    nem letezik
    nem talalhato
    nu exista
    necunoscut*`,
  ffull: `
    voll
    uberfullt
    erschopft
    maximale große
    limit erreicht
    grenze erreicht
    keinen speicher
    keinen freien speicher
    kontingent uberschritten
    pleine
    plein
    saturee
    sature
    capacite
    quota
    limite de stockage
    plus d espace
    plus de place
    llen*
    sin espacio
    no tiene espacio
    falta de espacio
    cuota
    capacidad
    excedido limite
    excedido el limite
    piena
    pieno
    satura
    esaurito
    spazio
    raggiunto il limite
    cheia
    lotada
    cota
    atingiu o limite
    atingiu limite
    excedeu o limite
    sem espaco
    nao tem espaco
    espaco insuficiente
    vol
    quotum
    geen ruimte
    limiet bereikt
    pelna
    pelne
    przepelnion*
    przekroczyl*
    przekroczono
    wolnego miejsca
    переполнен*
    заполнен*
    полон
    квот*
    лимит*
    свободного места
    недостаточно места
    已满
    已滿
    空间不足
    容量
    配额
    配額
    いっぱい
    一杯
    満杯
    容量を超え
    容量が不足
    가득
    용량
    초과
    dolu
    doldu
    kota*
    plna
    preplnen*
    kvotu
    prekrocil* limit
    kvoten
    natt sin grans
    fuld
    taynna
    megtelt
    tele van
    plina`,
  foff: `
    gesperrt
    deaktiviert
    inaktiv
    stillgelegt
    geschlossen
    abgelaufen
    nicht aktiv
    desactive*
    suspendu*
    bloque*
    inactif
    inactive
    ferme
    fermee
    expire
    desactivad*
    suspendid*
    bloquead*
    inactiv*
    cancelad*
    deshabilitad*
    cerrad*
    caducad*
    disabilitat*
    sospes*
    disattivat*
    bloccat*
    scadut*
    chius*
    inattiv*
    desativad*
    inativ*
    encerrad*
    desabilitad*
    expirad*
    uitgeschakeld
    geblokkeerd
    opgeheven
    niet actief
    gedeactiveerd
    afgesloten
    zablokowan*
    nieaktywn*
    zawieszon*
    wylaczon*
    zamkniet*
    заблокирован*
    отключен*
    не активен
    неактив*
    приостановлен*
    деактивирован*
    закрыт*
    удален*
    禁用
    停用
    冻结
    凍結
    锁定
    鎖定
    过期
    暂停
    注销
    無効になっ
    停止
    ロックされ
    凍結され
    정지
    비활성
    잠금
    devre disi
    askiya alin*
    zablokovan*
    neaktivn*
    deaktivovan*
    avstangd
    inaktiverad
    sparrad`,
  fmessage: `
    nachricht
    mail
    anhang
    message
    courriel
    piece jointe
    mensaje
    correo
    adjunto
    messaggio
    allegato
    mensagem
    anexo
    bericht
    bijlage
    wiadomosc
    zalacznik
    сообщени*
    письмо
    вложени*
    邮件
    郵件
    附件
    信件
    メール
    メッセージ
    添付
    메일
    메시지
    첨부
    mesaj
    ileti
    zprava
    meddelande*
    bilagan`,
  fbig: `
    zu groß
    zu gross
    maximale große
    zulassige große
    großer als
    trop volumineu*
    trop gros
    trop grand*
    trop lourd*
    taille maxim*
    taille autorise*
    demasiado grande
    tamano
    troppo grande
    dimension*
    muito grande
    tamanho
    te groot
    maximale grootte
    za duz*
    zbyt duz*
    rozmiar
    слишком больш*
    слишком велик*
    размер*
    过大
    過大
    太大
    大小超
    最大限制
    体积超
    大きすぎ
    サイズ
    너무 큽
    크기
    cok buyuk
    boyut*
    prilis velk*
    for stor*`,
  fdomain: `
    domain
    domainname
    domane
    empfangerdomain
    zielserver
    domaine
    dominio
    servidor de destino
    domein
    domena
    domeny
    домен*
    域名
    收件域
    ドメイン
    도메인
    alan adi
    domenul`,
  funresolved: `
    nicht aufgelost
    ne peut etre resolu
    non resolu
    no pudo ser resuelto
    no se puede resolver
    non risolv*
    nao resolvid*
    nie mozna rozwiazac
    无法解析
    解析失败`,
  fconnection: `
    verbindung*
    connexion
    conexion
    connessione
    conexao
    verbinding
    polaczeni*
    соединени*
    подключени*
    连接
    連接
    連線
    接続
    연결
    baglanti
    spojeni
    pripojeni
    anslutning*`,
  fbroken: `
    abgelehnt
    fehlgeschlagen
    unterbrochen
    nicht hergestellt
    getrennt
    abgebrochen
    zeituberschreitung
    verweigert
    refusee
    echoue
    expire
    impossible
    interrompue
    perdue
    pas pu etre
    rechazad*
    fallado
    fallo
    expirado
    perdido
    cerrad*
    imposible
    agotad*
    rifiutata
    scaduta
    interrotta
    impossibile
    recusad*
    falh*
    esgotad*
    geweigerd
    mislukt
    verbroken
    odrzucon*
    nieudan*
    przerwan*
    отклонен*
    отказ*
    не удалось
    разорван*
    прерван*
    не установлен*
    сброшен*
    истекло
    超时
    逾時
    被拒绝
    失败
    失敗
    无法
    拒否され
    できません
    できませんでした
    タイムアウト
    실패
    거부
    시간 초과
    reddedildi
    zaman asimi
    odmitnut*
    selhalo`,
  fyourhost: `
    ihre ip
    ihr server
    ihre ip adresse
    der mailserver
    votre ip
    votre adresse ip
    votre serveur
    su ip
    su servidor
    su direccion ip
    il tuo ip
    il suo ip
    seu ip
    seu servidor
    uw ip
    uw server
    ваш ip
    ваш сервер
    您的ip
    发件ip
    发信ip
    服务器ip`,
  fbarred: `
    gesperrt
    blockiert
    gelistet
    blacklist*
    schwarzen liste
    liste noire
    bloque*
    lista negra
    bloquead*
    lista nera
    bloccato
    geblokkeerd
    zwarte lijst
    черном списке
    черный список
    заблокирован*
    黑名单
    封禁
    屏蔽
    拒绝
    信誉`,
  frefused: `
    nicht erlaubt
    nicht gestattet
    verweigert
    abgelehnt
    interdit*
    refuse*
    non autorise*
    no permitid*
    denegad*
    no autorizad*
    non consentit*
    negat*
    nao permitid*
    negad*
    niet toegestaan
    geweigerd
    zabronion*
    niedozwolon*
    запрещен*
    не разрешен*
    不允许
    禁止
    拒绝`,
  frelay: `
    weiterleitung
    relay
    relaying
    relais
    relayage
    reenvio
    retransmision
    inoltro
    encaminhamento
    пересылк*
    ретрансляци*
    релей
    中继
    转发`,
}

/** In the languages in which servers and mail programs speak. */
export const foreignParaphraseRules: readonly ReplyRuleList[] = [
  [
    'domain-unknown',
    `
    {fdomain} & {fabsent} !absender* !expediteur !remitente !mittente !отправител* !发件
    {fdomain} & {funresolved}
    dominio del destinatario & {fabsent}
    servidor de destino & {fabsent}
    收件域不存在
    nom de domaine & {fabsent}`,
  ],
  [
    'too-many-recipients',
    `
    anzahl & empfanger & uberschritten
    anzahl & empfanger & hoch
    nombre & destinataires
    numero & destinatarios
    numero & destinatari
    aantal & ontvangers
    liczba & odbiorcow
    количество & получател*`,
  ],
  [
    'connection-failed',
    `
    {fconnection} & {fbroken}
    serveur ne repond pas
    incapable de se connecter
    impossible de se connecter
    impossible de joindre
    imposible conectar
    no se puede conectar
    servidor no responde
    servidor nao responde
    server non risponde
    impossibile connettersi
    server antwortet nicht
    server reagiert nicht
    server reageert niet
    serwer nie odpowiada
    сервер не отвечает
    没有响应
    サーバーが応答しません
    non puo connettersi
    no puede conectarse
    nao pode se conectar
    kann nicht verbinden
    keine verbindung
    nie mozna polaczyc
    не может подключиться
    nelze se pripojit
    baglanilamadi
    kan inte ansluta
    kan geen verbinding`,
  ],
  [
    'ip-blocklisted',
    `
    {fyourhost} & schwarzen liste
    {fyourhost} & blacklist*
    {fyourhost} & liste noire
    {fyourhost} & lista negra
    {fyourhost} & lista nera
    {fyourhost} & черном списке
    {fyourhost} & черный список
    {fyourhost} & 黑名单`,
  ],
  [
    'poor-reputation',
    `
    {fyourhost} & {fbarred}`,
  ],
  [
    'relay-denied',
    `
    {frelay} & {frefused}`,
  ],
  [
    'mailbox-full',
    `
    {fbox} & {ffull} !sende* !envoi !envio !invio !отправк* !发送
    {fperson} & {ffull} & quota
    {fperson} & espacio
    kontingent & erreicht
    kontingent & uberschritten
    espacio & insuficiente
    espaco & insuficiente
    spazio & insufficiente
    espace & insuffisant`,
  ],
  [
    'mailbox-disabled',
    `
    {fbox} & {foff} !ip
    {fperson} & {foff} & compte
    cette adresse & {foff}
    utente & {foff}
    usuario & {foff} !ip`,
  ],
  [
    'policy-blocked',
    `
    ipv6 & no acepta
    ipv6 & accepteert geen
    ipv6 & n accepte pas
    ipv6 & akzeptiert keine`,
  ],
  [
    'user-unknown',
    `
    {fperson} & {fabsent} !absender* !expediteur !remitente !mittente !отправител* !发件 !{fdomain} !passwor* !пароль !密码 !senha !contrasena
    {fbox} & {fabsent} !absender* !expediteur !remitente !mittente !отправител* !发件 !{fdomain} !passwor* !пароль !密码 !senha !contrasena`,
  ],
  [
    'auth-failed',
    `
    falsches passwort
    passwort falsch
    passwort & ungultig
    echec & authentification
    authentification refusee
    erreur d authentification
    mot de passe & incorrect*
    mot de passe & invalide
    error de autenticacion
    fallo de autenticacion
    autenticacion & fallid*
    contrasena & incorrect*
    errore di autenticazione
    autenticazione fallita
    password errata
    erro de autenticacao
    falha na autenticacao
    senha & incorret*
    senha & invalid*
    wachtwoord & onjuist
    bledne haslo
    nieprawidlowe haslo
    ошибка & аутентификац*
    ошибка & авторизац*
    авторизация не удалась
    неверн* & пароль
    неправильн* & пароль
    密码错误
    认证失败
    验证失败
    登录失败
    認証に失敗
    パスワードが
    인증 실패
    인증에 실패
    sifre yanlis
    chybne heslo`,
  ],
  [
    'auth-required',
    `
    bitte melden sie sich an
    zuerst anmelden
    erst anmelden
    anmeldung erforderlich
    authentifizierung erforderlich
    devez vous authentifier
    devez vous identifier
    veuillez vous identifier
    veuillez vous authentifier
    authentification requise
    authentification necessaire
    debe autenticarse
    necesario autenticarse
    requiere autenticacion
    autenticacion requerida
    necessario autenticarsi
    richiesta l autenticazione
    autenticazione richiesta
    autenticacao necessaria
    requer autenticacao
    wymagane uwierzytelnienie
    wymagana autoryzacja
    необходима & аутентификац*
    необходима & авторизац*
    необходимо авторизоваться
    требуется & авторизац*
    требуется & аутентификац*
    需要身份验证
    需要验证
    需要认证
    smtp认证
    请先登录
    先认证
    認証が必要
    인증이 필요
    nao houve & autenticacao
    sin autenticacion
    senza autenticazione
    sans authentification
    ohne authentifizierung
    без авторизации
    未认证`,
  ],
  [
    'virus',
    `
    schadcode
    schadsoftware
    logiciel malveillant
    codigo malicioso
    software malintencionado
    вредонос*
    恶意`,
  ],
  [
    'server-temporary-error',
    `
    server & uberlastet
    system & uberlastet
    internen fehler
    interner fehler
    erreur interne
    error interno
    errore interno
    erro interno
    wewnetrzny blad
    внутренняя ошибка
    内部错误
    系统错误
    内部エラー
    docasn*
    doczasow*
    pozdeji
    midlertidig*
    tillfallig*
    ideiglenes*
    momentaneamente
    momentanement
    voorubergehend*
    geciciolarak
    zkuste & pozdeji`,
  ],
  [
    'rate-limited',
    `
    limite de debit
    trop de & connexions
    demasiadas & conexiones
    troppe & connessioni
    muitas & conexoes
    te veel & verbindingen
    zbyt wiele & polaczen
    слишком много & соединений
    слишком часто
    过于频繁
    频率过高
    频率限制`,
  ],
]
