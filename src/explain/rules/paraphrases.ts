import type { Groups } from '../matching/rules.ts'
import type { ReplyRuleList } from '../verdict.ts'

/** What a paraphrase is made of: a thing, and what is said of it. */
export const paraphraseGroups: Groups = {
  box: `
    mailbox
    inbox
    mail box
    account
    message store
    mail store
    maildir
    mail folder
    mail spool
    mail directory`,
  whoever: `
    user
    recipient
    addressee
    person
    mailbox
    account
    alias
    address
    username
    customer
    employee`,
  notfind: `
    not locate
    not identify
    unable to locate
    unable to identify
    unable to look up
    not able to find
    not able to locate
    not able to look up
    not able to identify
    not able to resolve
    failed to find
    failed to locate`,
  filled: `
    overfull
    overfilled
    capacity overrun
    capacity reached
    capacity exceeded
    maximum capacity
    limit overrun
    size limit reached
    size limit exceeded
    reached maximum size
    hold any more
    no free space
    free space left
    no room
    out of room
    too much mail stored`,
  putaway: `
    not currently enabled
    not enabled
    shut down
    put to sleep
    not paid
    unpaid
    switched off
    turned off
    no longer active`,
  notallowed: `
    not allowed
    not permitted
    not authorized
    unauthorized
    no permission
    not have permission
    lack permission`,
  writeto: `
    send to
    write to
    mail to
    post to
    send messages to
    send mail to
    send message to
    submit to`,
  insiders: `
    only members
    only subscribers
    only list members
    only internal users
    only internal senders
    only authorized senders
    only approved senders
    only registered
    just members
    just subscribers
    just authorized senders
    just internal users
    just list members`,
  homes: `
    dynamic
    dial up
    dialup
    residential
    home connection
    home connections
    home network*
    end user machine*
    broadband
    consumer`,
  filekind: `
    zip files
    zip archives
    zip content
    exe files
    exe archives
    exe content
    exe attachments
    zip attachments
    executable*
    archives
    encrypted files
    encrypted content
    encrypted archives
    encrypted attachments
    password protected
    dangerous files
    dangerous archives
    dangerous attachments
    macro enabled
    macros`,
  unwelcome: `
    not allowed
    not permitted
    not accepted
    not welcome
    prohibited
    forbidden
    blocked
    banned
    refused
    rejected
    denied
    disallowed`,
  place: `
    your country
    your region
    your location
    country
    region
    tld
    top level domain`,
  backend: `
    database
    ldap
    directory server
    directory service
    sql
    backend
    user lookup
    address lookup
    alias database
    alias lookup
    recipient lookup
    antivirus
    virus scanner
    spam scanner
    content scanner
    scanner
    milter
    policy server
    policy service
    storage service`,
  ailing: `
    not responding
    not respond
    unavailable
    not available
    timeout
    timed out
    failed temporarily
    temporarily failed
    down
    lookup failed
    not reachable
    unreachable
    overloaded`,
  loginname: `
    username
    user name
    login
    login name
    auth
    log in
    logon`,
  wrongly: `
    not correct
    incorrect
    wrong
    not accepted
    rejected
    refused
    denied
    not successful
    unsuccessful
    not match
    not valid`,
  farside: `
    server
    host
    mail server
    remote server
    remote host
    destination
    mail exchanger
    mx`,
  silent: `
    not answering
    not answer
    down
    offline
    no answer
    not reachable
    not respond
    not responding`,
}

/** A part of the server does not answer: its time-out is no connection's, and a scanner's name no verdict. */
export const backendRules: readonly ReplyRuleList[] = [
  [
    'server-temporary-error',
    `
    {backend} & {ailing} !dns !dnsbl !rbl !connection`,
  ],
]

/**
 * Ways to say a matter that no server is known to use, as a thing and what is said of it. A server's own words,
 * in the other lists, come first.
 */
export const paraphraseRules: readonly ReplyRuleList[] = [
  [
    'user-unknown',
    `
    non existent & {whoever} !sender !domain !host
    nonexisting & {whoever} !sender !domain !host
    non existing & {whoever} !sender !domain !host
    not existing & {whoever} !sender !domain !host
    wrong & {whoever} !password !login !authentication !sender
    {notfind} & {whoever} !sender !domain !temporar*
    not have & by name
    not have & of name
    not have & with name
    have no & by name
    not work here
    no longer work*
    left company
    left organization
    ceased to exist & {whoever}
    not one of our & {whoever}
    no member & here
    no such member
    addressee unknown
    not our user
    not our recipient
    not our mailbox
    not our customer
    not our account`,
  ],
  [
    'mailbox-full',
    `
    {box} & {filled} !disk
    user & {filled} !disk
    recipient & {filled} !disk
    storage & {filled} & {whoever}`,
  ],
  [
    'mailbox-disabled',
    `
    {box} & {putaway} !sending !outgoing
    user & {putaway} !sending !outgoing`,
  ],
  [
    'mailbox-moved',
    `
    {whoever} & migrated to another
    {whoever} & moved to another
    {whoever} & changed mail addresses
    {whoever} & changed mail address
    {whoever} & changed address
    {whoever} & new mail address`,
  ],
  [
    'address-syntax',
    `
    address & format invalid !sender !from
    address & invalid format !sender !from
    address & improperly formatted !sender !from
    address & invalid syntax !sender !from
    address & lacks domain !sender !from
    address & without domain !sender !from
    address & no domain part !sender !from
    address & no sign !sender !from
    address & missing domain !sender !from
    address & not rfc compliant !sender !from
    address & contains space* !sender !from
    address & unbalanced !sender !from`,
  ],
  [
    'sender-not-allowed',
    `
    must be verified address
    your verified addresses
    not verified & from address
    {notallowed} & on behalf of
    {notallowed} & from sender address
    {notallowed} & from from address
    not allowed in header from
    not allowed in from
    not permitted in from`,
  ],
  [
    'spf-fail',
    `
    host & {notallowed} to send from !user !account
    server & {notallowed} to send from !user !account`,
  ],
  [
    'recipient-rejected',
    `
    {notallowed} & {writeto} !behalf !relay !from
    {insiders} & {writeto}
    {insiders} & may post
    {insiders} & allowed
    blocked your address
    blocks messages from
    blocks mail from
    awaits moderator*
    moderator approval
    not on whitelist
    not in whitelist
    not on allow list
    not in safe list`,
  ],
  [
    'domain-no-mail',
    `
    not configured to receive mail
    not set up to receive mail
    mail not accepted here
    no mail accepted for domain
    not receive mail & domain`,
  ],
  [
    'sender-invalid',
    `
    mail from not exist
    mail from malformed
    return path not exist
    unable to validate & sender
    not validate & sender
    unable to resolve & sender
    sender & not receive replies
    originator & not receive replies
    originator & {wrongly}`,
  ],
  [
    'domain-unknown',
    `
    unresolvable domain !sender !helo !client
    unresolvable host !sender !helo !client
    unresolvable destination
    bad domain !sender !helo
    bad host !sender !helo
    bad destination host
    bad destination domain
    invalid destination host
    invalid destination domain
    unknown mail host
    unknown destination host
    hostname expired
    domain expired !sender
    destination hostname & not found
    recipient domain & not resolved
    destination & not resolved`,
  ],
  [
    'sender-blocked',
    `
    sender & blocked by recipient organization
    domain & blocked by recipient organization
    no mail accepted from sender
    no mail from you accepted
    sender suppressed
    sender & suppression list`,
  ],
  [
    'poor-reputation',
    `
    on our blacklist
    in our blacklist
    on our block list
    in our block list
    on our own list
    our own blacklist
    by our own list
    sent too much spam
    blocked & suspicious activity !account !mailbox
    too many complaints
    ip & our blocklist
    ip & our block list
    ip & our blacklist
    host & blacklist on server
    server & our blocklist`,
  ],
  [
    'dynamic-ip',
    `
    not accept & {homes} !content
    not accepted & {homes}
    {homes} & range
    {homes} & pool
    looks like & {homes}
    appears to & {homes}
    address & {homes}
    connections from & {homes}`,
  ],
  [
    'bad-helo',
    `
    helo & bogus
    ehlo & bogus
    helo & pretend*
    ehlo & pretend*`,
  ],
  [
    'unauthenticated',
    `
    message not authenticated
    mail not authenticated
    messages not authenticated
    message lacks authentication
    domain not authenticated
    domain & not authenticated !login !user`,
  ],
  [
    'virus',
    `
    contains dangerous content
    threat found
    threat detected
    threat identified
    threats found
    threats detected`,
  ],
  [
    'attachment-blocked',
    `
    {filekind} & {unwelcome}`,
  ],
  [
    'message-malformed',
    `
    bare linefeed*
    bare line feed*
    lines too long
    line too long & message`,
  ],
  [
    'policy-blocked',
    `
    {place} & {unwelcome} !disabled
    administrative policy
    blocked by & policy !dmarc !spf !dkim !spam !virus !reputation
    refused by & policy !dmarc !spf !dkim !spam !virus !reputation
    rejected by & policy !dmarc !spf !dkim !spam !virus !reputation
    not accept mail over ipv6
    mail over ipv6
    ip & not in whitelist
    not whitelisted & ip`,
  ],
  [
    'auth-failed',
    `
    {loginname} & {wrongly} !required !helo !relay !sender !spf !dkim !address
    cram md5
    scram
    client certificate & authentication
    authentication & {wrongly}
    {wrongly} login
    {wrongly} username
    {wrongly} user name`,
  ],
  [
    'auth-required',
    `
    must authenticate
    authenticate yourself
    need to sign in
    must sign in
    need to log in
    must log in
    please authenticate
    please log in
    please sign in`,
  ],
  [
    'relay-denied',
    `
    not accepting mail for
    not accept mail for domain
    domain & not one of ours
    domain & not one of our
    relay disabled
    relay restricted
    relay & {wrongly}`,
  ],
  [
    'tls-required',
    `
    enable ssl
    enable tls
    turn on tls
    turn on ssl`,
  ],
  [
    'tls-failed',
    `
    starttls error
    tls error
    ssl error
    tls & not match & host name
    certificate & not match`,
  ],
  [
    'greylisted',
    `
    new contact & defer*
    new sender & defer*
    first time & defer*
    first contact & defer*
    unknown triplet`,
  ],
  [
    'rate-limited',
    `
    excessive messages from
    excessive connections from
    excessive sessions from
    excessive mail from
    excessive smtp sessions
    excessive & connections & from
    throughput limit
    throughput & exceeded`,
  ],
  [
    'recipient-rate-limited',
    `
    {box} & gets too much mail
    {box} & gets too many
    user & gets too much mail
    recipient & gets too much mail
    incoming rate & {whoever}
    incoming mail & too fast & {whoever}`,
  ],
  [
    'too-many-recipients',
    `
    excessive number of rcpt
    excessive number of recipients
    excessive number of addresses
    excessive recipients
    number of rcpt & exceed*`,
  ],
  [
    'sending-quota-exceeded',
    `
    daily message limit
    your daily limit
    your hourly limit
    your daily message
    your daily quota
    your hourly message
    your monthly limit`,
  ],
  [
    'sender-account-suspended',
    `
    not send mail until
    not send messages until
    sending & suspended & account
    outgoing & suspended & account`,
  ],
  [
    'server-misconfigured',
    `
    not configured correctly
    not configured properly
    not correctly configured`,
  ],
  [
    'routing-loop',
    `
    going in circles
    goes in circles
    going round in circles
    maximum hops
    maximum number of hops
    maximum hop count
    maximum received headers
    maximum received lines
    maximum & hops & exceeded`,
  ],
  [
    'dns-failure',
    `
    domain lookup error
    domain lookup failed
    host lookup error
    mx lookup error
    mx lookup failed`,
  ],
  [
    'connection-failed',
    `
    unable to contact & {farside}
    failed to contact & {farside}
    not contact & {farside}
    not open connection
    unable to open connection
    failed to open connection
    {farside} & {silent} !database !ldap !backend
    timeout & connection problem
    connection problem
    not assign requested address`,
  ],
  [
    'delivery-expired',
    `
    retry timeout exceeded
    attempts exhausted
    lifetime exceeded
    retries exhausted
    maximum retries
    retry limit`,
  ],
  [
    'protocol-error',
    `
    must have & first
    already authenticated
    not offered
    not yet & helo
    missing & command`,
  ],
]
