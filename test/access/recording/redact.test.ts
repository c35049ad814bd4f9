import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, type SecretForm, secretFormOf } from '../../../src/access/recording/redact.ts'

// Real lines of configurations and logs in which nothing is secret: they must stay as they are.
const harmless = [
  'smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd',
  'smtp_sasl_password_maps=lmdb:${config_directory}/sasl_passwd',
  'smtpd_sasl_auth_enable = yes',
  'smtpd_tls_key_file = /etc/letsencrypt/live/mail.example.org/privkey.pem',
  'smtpd_tls_auth_only = yes',
  'auth_verbose_passwords = sha1:6',
  'auth_debug_passwords = yes',
  'ssl_key = </etc/dovecot/private/dovecot.pem',
  'ssl_server_key_file = /etc/dovecot/private/dovecot.pem',
  'default_pass_scheme = SHA512-CRYPT',
  'passdb_default_password_scheme = SHA512-CRYPT',
  "password_query = SELECT username, domain, password FROM users WHERE username = '%n' AND domain = '%d'",
  'passwd_file_path = /etc/dovecot/users',
  '  pass = yes',
  'bypass = 1',
  'compass: north',
  'password = # hidden, use -P to show it',
  'private_key = /var/lib/rspamd/dkim/mail.key',
  'min_tokens = 11;',
  'token_bucket = { burst = 100 }',
  'PWD=/root',
  'pass_attrs = uid=user,userPassword=password',
  'fatal: open database /etc/postfix/sasl_passwd.db: No such file or directory',
  'error: open /etc/postfix/sasl_passwd: Permission denied',
  'postfix/smtpd[7]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=anna',
  'postfix/smtpd[7]: warning: unknown[192.0.2.7]: SASL PLAIN authentication failed: authentication failure',
  'warning: SASL authentication failure: Password verification failed',
  'dovecot: auth: passwd-file(anna,192.0.2.4): Password mismatch',
  'dovecot: auth: Error: sql(anna,192.0.2.4): Password query failed: Access denied',
  'dovecot: auth: Fatal: passdb/userdb pgsql: connect failed: FATAL: password authentication failed for user "mail"',
  'pam_acct_mgmt() failed: Authentication token is no longer valid; new one required',
  'dovecot: auth: Error: passwd-file(anna): Unknown scheme ARGON2ID',
  'rspamd: cfg; rspamd_ucl_parse: unexpected token: }',
  'postfix/postscreen[9]: PASS OLD [192.0.2.9]:40000',
  'postfix/postscreen[9]: PASS NEW [192.0.2.9]:40000',
  '250-AUTH PLAIN LOGIN',
  '250-AUTH=PLAIN LOGIN CRAM-MD5',
  '* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN AUTH=LOGIN] Dovecot ready.',
  'imap-login: Login: user=<anna>, method=PLAIN, rip=192.0.2.4, lip=192.0.2.1, mpid=77, TLS, session=<abc>',
  'Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<anna>, method=PLAIN',
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7',
  '/^(.*)@old\\.example$/ $1@new.example',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN PUBLIC KEY-----',
  'http://127.0.0.1:11334/stat@x',
  'https://mail.example.org:8443/path?lang=en',
  'alias_maps = hash:/etc/aliases',
  'smtpd_tls_fingerprint_digest = ${{$compatibility_level} <level {3.6} ? {md5} : {sha256}}',
  'root:x:0:0:root:/root:/bin/bash',
  'postfix:*:19000:0:99999:7:::',
  'dkim=pass header.d=example.org; spf=pass smtp.mailfrom=example.org',
  'R_SPF_ALLOW(-0.20)[+ip4:192.0.2.0/24]',
  'systemd[1]: Started postfix@-.service - Postfix Mail Transport Agent (instance -).',
  'key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256',
  'authorized_flush_users = static:anyone',
]

/** The word SeCret stands in each of these exactly where something has to go. */
const secret = 'SeCret9x'
const secrets: readonly (readonly [line: string, expected: string])[] = [
  ['password = SeCret9x', 'password = [redacted]'],
  ['password = SeCret9x with blanks', 'password = [redacted]'],
  ['bind_pw = SeCret9x', 'bind_pw = [redacted]'],
  ['dnpass = SeCret9x', 'dnpass = [redacted]'],
  ['ldap_auth_dn_password = SeCret9x', 'ldap_auth_dn_password = [redacted]'],
  [
    'connect = host=localhost dbname=mail user=mail password=SeCret9x',
    'connect = host=localhost dbname=mail user=mail password=[redacted]',
  ],
  ['mysql db { user = mail; password = SeCret9x }', 'mysql db { user = mail; password = [redacted] }'],
  ['    password = "SeCret9x"', '    password = "[redacted]"'],
  ['password = "$2$8nqsSeCret9xSeCret9xabcd$SeCret9xaaaaa";', 'password = "[redacted]";'],
  ['enable_password = "SeCret9x";', 'enable_password = "[redacted]";'],
  ['{"password": "SeCret9x", "user": "x"}', '{"password": "[redacted]", "user": "x"}'],
  ['{"dbPassword":"SeCret\\"9xSeCret9x","port":1}', '{"dbPassword":"[redacted]","port":1}'],
  ['  "privkey": "SeCret9xabcdefgh",', '  "privkey": "[redacted]",'],
  ['requirepass SeCret9x', 'requirepass [redacted]'],
  ['masterauth SeCret9x', 'masterauth [redacted]'],
  ['user default on >SeCret9x ~* +@all', 'user default on >[redacted] ~* +@all'],
  ['FOO_PASSWORD=SeCret9x', 'FOO_PASSWORD=[redacted]'],
  ['export DB_PASS="SeCret9x"', 'export DB_PASS="[redacted]"'],
  ['      - MYSQL_ROOT_PASSWORD=SeCret9x', '      - MYSQL_ROOT_PASSWORD=[redacted]'],
  ['AWS_SECRET_ACCESS_KEY=SeCret9x/abc+d', 'AWS_SECRET_ACCESS_KEY=[redacted]'],
  ['MYSQL_PWD=SeCret9x', 'MYSQL_PWD=[redacted]'],
  ['api_token: SeCret9xSeCret9x', 'api_token: [redacted]'],
  ['<password>SeCret9x</password>', '<password>[redacted]</password>'],
  ['secret "SeCret9x==";', 'secret "[redacted]";'],
  [
    'key "k" { algorithm hmac-sha256; secret "SeCret9x=="; };',
    'key "k" { algorithm hmac-sha256; secret "[redacted]"; };',
  ],
  ['  secret: SeCret9x==', '  secret: [redacted]'],
  ['mysqld --user=mysql --password=SeCret9x', 'mysqld --user=mysql --password=[redacted]'],
  ['rspamc --password SeCret9x stat', 'rspamc --password [redacted] stat'],
  ["ALTER USER 'mail' IDENTIFIED BY 'SeCret9x'", "ALTER USER 'mail' IDENTIFIED BY [redacted]"],
  [
    'machine smtp.example.org login anna password SeCret9x',
    'machine smtp.example.org login anna password [redacted]',
  ],
  ['pgsql://mail:SeCret9x@db.example.org/mail', 'pgsql://mail:[redacted]@db.example.org/mail'],
  ['redis://:SeC@ret9x/SeCret9x@127.0.0.1:6379/0', 'redis://:[redacted]@127.0.0.1:6379/0'],
  ['GET /api?token=SeCret9xSeCret9x&x=1 HTTP/1.1', 'GET /api?token=[redacted] HTTP/1.1'],
  ['Authorization: Basic SeCret9xabc=', 'Authorization: Basic [redacted]'],
  ['"authorization": "Bearer SeCret9x.abc"', '"authorization": "Bearer [redacted]"'],
  ['Cookie: session=SeCret9x', 'Cookie: [redacted]'],
  ['AUTH PLAIN AGFubmEASeCret9x', 'AUTH PLAIN [redacted]'],
  ['< unknown[192.0.2.7]: AUTH LOGIN U2VDSeCret9x==', '< unknown[192.0.2.7]: AUTH LOGIN [redacted]'],
  ['a1 AUTHENTICATE PLAIN AGFubmEASeCret9x', 'a1 AUTHENTICATE PLAIN [redacted]'],
  ['a1 LOGIN anna SeCret9x', 'a1 LOGIN anna [redacted]'],
  ['a1 LOGIN "anna" "SeCr et\\"SeCret9x"', 'a1 LOGIN "anna" [redacted]'],
  ['PASS SeCret9x', 'PASS [redacted]'],
  [
    'auth: passwd-file(anna,192.0.2.4): Password mismatch (given password: SeCret9x word)',
    'auth: passwd-file(anna,192.0.2.4): Password mismatch (given password: [redacted])',
  ],
  ['anna:{PLAIN}SeCret9x:1000:1000::/home/anna', 'anna:{PLAIN}[redacted]:1000:1000::/home/anna'],
  [
    'anna@example.org:{SHA512-CRYPT}$6$SeCret9xSeCret9x$SeCret9x:::::',
    'anna@example.org:{SHA512-CRYPT}[redacted]:::::',
  ],
  ['anna:{ssha256.b64}SeCret9x', 'anna:{ssha256.b64}[redacted]'],
  ['root:$y$j9T$SeCret9xSeCret9x$SeCret9x:19000:0:99999:7:::', 'root:$y$[redacted]:19000:0:99999:7:::'],
  ['hash $2b$12$SeCret9xSeCret9xSeCret9xSeCret9x is here', 'hash $2b$[redacted] is here'],
  ['x $argon2id$v=19$m=65536,t=3,p=1$SeCret9xSeCret9x$SeCret9x', 'x $argon2id$[redacted]'],
  [
    'anna:SeCret9x:1000:1000:Anna:/home/anna:/bin/bash',
    'anna:[redacted]:1000:1000:Anna:/home/anna:/bin/bash',
  ],
  ['anna:$apr1$SeCret9x$SeCret9xSeCret9xSeCre/', 'anna:$apr1$[redacted]'],
  ['smtp_sasl_password_maps = static:anna:SeCret9x', 'smtp_sasl_password_maps = static:[redacted]'],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJTZUNyZXQ5eCJ9.SeCret9x', 'token [redacted]'],
  [
    '{"key":"-----BEGIN PRIVATE KEY-----\\nSeCret9x\\n-----END PRIVATE KEY-----"}',
    '{"key":"-----BEGIN PRIVATE KEY-----[redacted]-----END PRIVATE KEY-----"}',
  ],
]

describe('redact', () => {
  it.each(harmless)('leaves %s', (line) => {
    expect(redact(line)).toBe(line)
  })

  it.each(secrets)('%s', (line, expected) => {
    expect(redact(line)).toBe(expected)
    expect(redact(line)).not.toContain(secret)
  })

  it('is quiet about what it has redacted before', () => {
    for (const [, expected] of secrets) expect(redact(expected)).toBe(expected)
  })

  it.each<[name: string, text: string, form?: SecretForm]>([
    [
      'a private key',
      '-----BEGIN RSA PRIVATE KEY-----\nSeCret9x\nSeCret9x==\n-----END RSA PRIVATE KEY-----\nend',
    ],
    ['a private key without end', 'a\n-----BEGIN OPENSSH PRIVATE KEY-----\nSeCret9x\nSeCret9x'],
    [
      'AUTH LOGIN in a debug log',
      '> x: 334 VXNlcm5hbWU6\n< x: U2VDcmSeCret9x==\n> x: 334 UGFzc3dvcmQ6\n< x: SeCret9xSeCret9x\n',
    ],
    ['a value on the next line', 'password =\n  SeCret9x\nuser = mail'],
    ['a continued value', 'password = abc\n  SeCret9x\nuser = mail'],
    ['a YAML block', 'password: |\n  SeCret9x\n  SeCret9x\nuser: mail'],
    ['a JSON array', '"passwords": [\n  "SeCret9x",\n  "SeCret9x"\n],\n"x": 1'],
    ['an environment', 'HOME=/root\0DB_PASSWORD=SeCret9x\0LANG=C\0'],
    ['a command line', 'backup\0--password\0SeCret9x\0--verbose\0'],
    ['a password map', '# relay\n[smtp.example.org]:587 anna:SeCret9x\nother\tSeCret9x\n', 'lookup-table'],
    ['an answer of postmap -q', 'anna:SeCret9x\n', 'lookup-answer'],
    [
      'a passwd-file without schemes',
      'anna@example.org:SeCret9x\nben:SeCret9x:1:1::/home/ben\n',
      'account-file',
    ],
    ['a secret file', 'SeCret9x\nSeCret9x\n', 'all-secret'],
  ])('keeps the lines of %s', (_name, text, form) => {
    const clean = redact(text, form)
    expect(clean).not.toContain(secret)
    expect(clean.split('\n')).toHaveLength(text.split('\n').length)
    expect(clean.split('\0')).toHaveLength(text.split('\0').length)
  })

  it('goes on after a key, a block, an array', () => {
    expect(redact('-----BEGIN PRIVATE KEY-----\nabcd\n-----END PRIVATE KEY-----\nuser = mail')).toMatch(
      /\nuser = mail$/,
    )
    expect(redact('password: |\n  abcd\nuser: mail')).toMatch(/\nuser: mail$/)
    expect(redact('"passwords": [\n "a"\n],\n"x": 1')).toMatch(/\n\],\n"x": 1$/)
    expect(redact('password =\n  abc\nuser = mail')).toMatch(/\nuser = mail$/)
  })

  it('knows files by their name', () => {
    expect(secretFormOf('/etc/postfix/sasl_passwd')).toBe('lookup-table')
    expect(secretFormOf('/etc/postfix/sasl_passwd:3')).toBe('lookup-table')
    expect(secretFormOf('/etc/postfix/sasl/passwd')).toBe('lookup-table')
    expect(secretFormOf('/etc/shadow')).toBe('account-file')
    expect(secretFormOf('/etc/dovecot/users')).toBe('account-file')
    expect(secretFormOf('/etc/postsrsd.secret')).toBe('all-secret')
    expect(secretFormOf('/etc/postfix/main.cf')).toBe('text')
    expect(secretFormOf('/etc/postfix/virtual')).toBe('text')
  })

  it('never throws and never changes the number of lines', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'password',
        '=',
        ':',
        '"',
        "'",
        '\\',
        '{PLAIN}',
        '$6$',
        '\n',
        '\0',
        '://',
        '@',
        '[',
        ']',
        '334 ',
      ),
      fc.constantFrom(
        '-----BEGIN PRIVATE KEY-----',
        '-----END PRIVATE KEY-----',
        'AUTH PLAIN ',
        'LOGIN ',
        'token',
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        for (const form of ['text', 'lookup-table', 'account-file', 'lookup-answer', 'all-secret'] as const) {
          expect(redact(text, form).split(/[\n\0]/)).toHaveLength(text.split(/[\n\0]/).length)
        }
      }),
      { numRuns: 500 },
    )
  })
})
