import { describe, expect, test } from 'vitest'
import { readReply } from '../../src/explain/reply.ts'

/** What mail programs show to people, in their words; the names of servers are made up. */
const said: Readonly<Record<string, readonly (readonly [text: string, reason: string])[]>> = {
  Outlook: [
    [
      "Task 'bob@example.org - Sending' reported error (0x800CCC0E): 'Outlook cannot connect to your outgoing (SMTP) e-mail server.'",
      'connection-failed',
    ],
    [
      "Sending and Receiving reported error (0x800CCC0F): 'The connection to the server was interrupted. If this problem continues, contact your server administrator or Internet service provider (ISP).'",
      'connection-failed',
    ],
    [
      "Receiving reported error (0x80042109): 'Outlook is unable to connect to your outgoing (SMTP) e-mail server.'",
      'connection-failed',
    ],
    [
      "Receiving reported error (0x8004210A): 'The operation timed out waiting for a response from the receiving (POP) server.'",
      'connection-failed',
    ],
    [
      "Sending reported error (0x8004210B): 'The operation timed out waiting for a response from the sending (SMTP/POP3) server.'",
      'connection-failed',
    ],
    ['Error number: 0x800CCC19 A time-out occurred while communicating with the server', 'connection-failed'],
    [
      "Unable to connect to the server. Account: 'example', Server: 'pop.example.org', Protocol: POP3, Port: 995, Secure(SSL): Yes, Socket Error: 10060, Error Number: 0x800CCC0E",
      'connection-failed',
    ],
    [
      'Your server has unexpectedly terminated the connection. Possible causes for this include server problems, network problems, or a long period of inactivity. Error Number: 0x800CCC0F',
      'connection-failed',
    ],
    [
      '0x800CCCDD Your IMAP server closed the connection. This can occur if you leave the connection idle for too long.',
      'connection-failed',
    ],
    [
      "The host 'mail.example.org' could not be found. Please verify that you have entered the server name correctly. Socket Error: 11001, Error Number: 0x800CCC0D",
      'dns-failure',
    ],
    [
      "Receiving reported error (0x800CCC92): 'Your e-mail server rejected your login. Verify your user name and password in your account properties.'",
      'auth-failed',
    ],
    [
      'Error 0x800CCC18: Logon attempt failed. The server does not support secure password authentication',
      'auth-failed',
    ],
    [
      "There was a problem logging onto your mail server. Your User Name was rejected. Account: 'example', Protocol: POP3, Port: 995, Secure(SSL): Yes, Error Number: 0x800CCC91",
      'auth-failed',
    ],
    ['0x800CCCD1 Login failed. IMAP', 'auth-failed'],
    [
      "The server responded '535 5.7.8 Error: authentication failed'. Error Number: 0x800CCC92",
      'auth-failed',
    ],
    [
      '0x800CCC80 None of the authentication methods supported by this client are supported by your server.',
      'auth-failed',
    ],
    [
      "Sending reported error (0x800CCC78): 'Cannot send the message. Verify the e-mail address in your account properties. The server responded: 530 5.7.0 Authentication required'",
      'auth-required',
    ],
    [
      "Sending reported error (0x800CCC79): 'The message could not be sent because one of the recipients was rejected by the server. The rejected e-mail address was bob@example.com. Server Response: 554 5.7.1 <bob@example.com>: Relay access denied'",
      'relay-denied',
    ],
    ['0x800CCC79 the server rejected one of the recipients. 550 relaying is not allowed', 'relay-denied'],
    [
      '0x800CCC1A Your server does not support the connection encryption type you have specified. Try changing the encryption method.',
      'tls-failed',
    ],
    ['0x800CCC7D Your outgoing (SMTP) e-mail server does not support SSL-secured connections.', 'tls-failed'],
    ['0x800CCC01 Invalid certificate content', 'tls-failed'],
    [
      'The server you are connected to is using a security certificate that cannot be verified. The target principal name is incorrect. Do you want to continue using this server?',
      'tls-failed',
    ],
    ['0x800CCC69 mailbox not found', 'user-unknown'],
    ['0x800CCC6C no space to store messages', 'disk-full'],
    ['0x800CCC6D storage limit exceeded', 'mailbox-full'],
    ['0x800CCC6E invalid mailbox name syntax', 'address-syntax'],
    ['0x800CCC0B server or maildrop is busy', 'server-temporary-error'],
    [
      "Sending reported error (0x800CCC6F): 'Your outgoing (SMTP) e-mail server has reported an internal error. The server responded: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org'",
      'ip-blocklisted',
    ],
    [
      'Sending reported error (0x800CCC6F): The server responded: 552 5.3.4 Message size exceeds fixed limit',
      'message-too-big',
    ],
    [
      'Sending reported error (0x800CCC69): The server responded: 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown',
      'user-unknown',
    ],
  ],
  Thunderbird: [
    [
      'mail.example.org: The certificate is not trusted because the issuer certificate is unknown. Error code: SEC_ERROR_UNKNOWN_ISSUER',
      'tls-failed',
    ],
    ["Peer's certificate issuer is not recognized.", 'tls-failed'],
    ['The certificate expired on Tuesday. SEC_ERROR_EXPIRED_CERTIFICATE', 'tls-failed'],
    ['SSL_ERROR_BAD_CERT_DOMAIN the certificate is only valid for other.example', 'tls-failed'],
    ['MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT', 'tls-failed'],
    [
      'Secure connection failed. Peer using unsupported version of security protocol. SSL_ERROR_UNSUPPORTED_VERSION',
      'tls-failed',
    ],
    ['The configuration related to mail.example.org must be corrected.', 'tls-failed'],
    [
      "An error occurred while sending mail: Unable to establish a secure link with Outgoing server (SMTP) mail.example.org using STARTTLS since it doesn't advertise that feature. Switch off STARTTLS for that server or contact your service provider.",
      'tls-failed',
    ],
    ['Login to server mail.example.org with username bob failed.', 'auth-failed'],
    [
      'Unable to authenticate to Outgoing server (SMTP) mail.example.org. Please check the password and verify the ‘Authentication method’ in ‘Account Settings | Outgoing server (SMTP)’.',
      'auth-failed',
    ],
    [
      'Sending of password for user bob did not succeed. Mail server pop.example.org responded: Authentication failed',
      'auth-failed',
    ],
    [
      'The Outgoing server (SMTP) mail.example.org does not support the selected authentication method.',
      'auth-failed',
    ],
    [
      'The Kerberos/GSSAPI ticket was not accepted by the Outgoing server (SMTP) mail.example.org.',
      'auth-failed',
    ],
    [
      'The IMAP server mail.example.org does not support the selected authentication method. Please change the ‘Authentication method’ in the ‘Account Settings | Server settings’.',
      'auth-failed',
    ],
    [
      'The message could not be sent because connecting to Outgoing server (SMTP) mail.example.org failed. The server may be unavailable or is refusing SMTP connections.',
      'connection-failed',
    ],
    [
      'The message could not be sent because the connection to Outgoing server (SMTP) mail.example.org timed out. Try again.',
      'connection-failed',
    ],
    [
      'The message could not be sent because the connection to Outgoing server (SMTP) mail.example.org was lost in the middle of the transaction. Try again.',
      'connection-failed',
    ],
    ['Could not connect to mail server mail.example.org; the connection was refused.', 'connection-failed'],
    [
      'Unable to connect to your IMAP server. You may have exceeded the maximum number of connections to this server.',
      'connection-failed',
    ],
    [
      'An error occurred while sending mail: Outgoing server (SMTP) mail.example.org is unknown. The server may be incorrectly configured.',
      'dns-failure',
    ],
    ['Failed to find the server mail.example.org.', 'dns-failure'],
    [
      'The size of the message you are trying to send exceeds the global size limit of the server. The message was not sent; reduce the message size and try again.',
      'message-too-big',
    ],
    [
      'The message was not sent due to exceeding the allowed number of recipients. The server responded: 4.5.3 Too many recipients',
      'too-many-recipients',
    ],
    [
      'An error occurred while sending mail. The mail server responded: 5.7.1 <bob@example.com>: Relay access denied. Please check the message recipient "bob@example.com" and try again.',
      'relay-denied',
    ],
    [
      'An error occurred while sending mail. The mail server responded: 5.7.1 <alice@example.org>: Sender address rejected: not owned by user bob. Please verify that your email address is correct in your account settings and try again.',
      'sender-not-allowed',
    ],
  ],
  'Apple Mail': [
    [
      'Cannot Verify Server Identity. The identity of “mail.example.org” cannot be verified by Mail.',
      'tls-failed',
    ],
    [
      'Mail can’t verify the identity of “mail.example.org”. The certificate for this server is invalid.',
      'tls-failed',
    ],
    ['Cannot Get Mail. The connection to the server failed.', 'connection-failed'],
    [
      'Cannot Send Mail. The connection to the outgoing server “mail.example.org” failed. Additional Outgoing Mail Servers can be configured in Settings.',
      'connection-failed',
    ],
    ['The server “mail.example.org” cannot be contacted on port 993.', 'connection-failed'],
    [
      'The mail server “imap.example.org” is not responding. Verify that you have entered the correct account info in Mail settings.',
      'connection-failed',
    ],
    ['Unable to verify account name or password.', 'auth-failed'],
    ['The user name or password for “mail.example.org” is incorrect.', 'auth-failed'],
    [
      'Cannot send message using the server mail.example.org. The server “mail.example.org” rejected the password for user “bob”.',
      'auth-failed',
    ],
    [
      'The sender address alice@example.org was rejected by the server mail.example.org.',
      'sender-not-allowed',
    ],
    [
      'Cannot Send Mail. A copy has been placed in your Outbox. The recipient “bob@example.com” was rejected by the server because it does not allow relaying.',
      'relay-denied',
    ],
    [
      'Cannot Send Mail. A copy has been placed in your Outbox. The message was rejected by the server because it is too large.',
      'message-too-big',
    ],
    ['One of the recipients was rejected by the server.', 'user-unknown'],
  ],
  'Gmail app, K-9, Samsung, Windows Mail': [
    ["Couldn't open connection to server", 'connection-failed'],
    ["Can't connect to server. Unable to connect to server. Check your settings.", 'connection-failed'],
    ["Couldn't sign in. Username or password is incorrect.", 'auth-failed'],
    [
      'Certificate not valid. The certificate presented by the server mail.example.org is not trusted',
      'tls-failed',
    ],
    ['Problem communicating with mail.example.org. Check your settings.', 'connection-failed'],
    [
      'Cannot connect to server. (java.net.SocketTimeoutException: failed to connect to mail.example.org/192.0.2.1 (port 993) after 30000ms)',
      'connection-failed',
    ],
    [
      'javax.net.ssl.SSLHandshakeException: java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.',
      'tls-failed',
    ],
    [
      'java.net.UnknownHostException: Unable to resolve host "mail.example.org": No address associated with hostname',
      'dns-failure',
    ],
    ['Username or password incorrect. (ERR01 Authentication failed)', 'auth-failed'],
    ['Authentication failed for account bob@example.org. Update your server settings.', 'auth-failed'],
    ['Cannot connect securely to server. (STARTTLS connection security not available)', 'tls-failed'],
    ['javax.net.ssl.SSLPeerUnverifiedException: Hostname mail.example.org not verified', 'tls-failed'],
    ["We couldn't sign in. Please check your username and password. Error code: 0x8019019a", 'auth-failed'],
    ["We couldn't find that server. Error code: 0x80072ee7", 'dns-failure'],
    ['Something went wrong. We can’t connect to the server. Error code: 0x80072efd', 'connection-failed'],
    ['The connection to the server timed out. Error code: 0x80072ee2', 'connection-failed'],
    [
      "Your email account can't be verified: the security certificate is not valid. Error code: 0x80072f0d",
      'tls-failed',
    ],
    ['Unable to open connection to server due to security error.', 'tls-failed'],
    [
      'Account setup failed. The server you are trying to connect to is refusing connections.',
      'connection-failed',
    ],
  ],
}

const all = Object.entries(said).flatMap(([program, texts]) =>
  texts.map(([text, reason]) => ({ program, text, reason })),
)

test('there are as many as the issue wants', () => expect(all.length).toBeGreaterThanOrEqual(60))

describe.each(Object.entries(said))('%s', (_, texts) => {
  test.each(texts)('%s', (text, reason) => {
    expect(readReply(text).reason).toBe(reason)
  })
})

test('a client error is never sure of what it does not say', () => {
  const vague = [
    'An unknown error has occurred. Error Number: 0x80040600',
    'Something went wrong. Try again.',
  ]
  for (const text of vague) expect(readReply(text).confidence).not.toBe('sure')
})
