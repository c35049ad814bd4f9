import { expect, test } from 'vitest'
import { dovecotPlaces, eximPlace, postfixPlace, rspamdPlace } from '../../../src/logs/places/own-files.ts'
import { rsyslogIncludes, rsyslogPlaces } from '../../../src/logs/places/rsyslog.ts'
import { syslogNgIncludes, syslogNgPlaces } from '../../../src/logs/places/syslog-ng.ts'
import { mailShare } from '../../../src/logs/places/syslog-selector.ts'

const rsyslog = (text: string) =>
  rsyslogPlaces([{ path: 'r', text }]).map(({ path, scope, level }) => `${path} ${scope} ${level}`)
const syslogNg = (text: string) =>
  syslogNgPlaces([{ path: 's', text }]).map(({ path, scope, level }) => `${path} ${scope} ${level}`)

test.each([
  ['mail.*', { scope: 'mail', level: 0 }],
  ['mail.info', { scope: 'mail', level: 1 }],
  ['mail,news.err', { scope: 'mail', level: 4 }],
  ['*.*;auth,authpriv.none', { scope: 'all', level: 0 }],
  ['*.info;mail.none;authpriv.none;cron.none', undefined],
  ['*.=debug;auth,authpriv.none;mail.none', undefined],
  ['mail.=warn', { scope: 'mail', level: 3 }],
  ['auth,authpriv.*', undefined],
  ['*.emerg', { scope: 'all', level: 7 }],
])('selector %s', (word, share) => expect(mailShare(word)).toEqual(share))

test.each<readonly [string, string, readonly string[]]>([
  [
    'Debian 12',
    'auth,authpriv.*\t/var/log/auth.log\n*.*;auth,authpriv.none\t-/var/log/syslog\nmail.*\t-/var/log/mail.log\n*.emerg\t:omusrmsg:*\n',
    ['/var/log/syslog all 0', '/var/log/mail.log mail 0'],
  ],
  [
    'Debian 11',
    'mail.*  -/var/log/mail.log\nmail.err /var/log/mail.err\n',
    ['/var/log/mail.log mail 0', '/var/log/mail.err mail 4'],
  ],
  [
    'Fedora',
    '*.info;mail.none;authpriv.none;cron.none /var/log/messages\nmail.* -/var/log/maillog\n',
    ['/var/log/maillog mail 0'],
  ],
  ['commented out', '#mail.* -/var/log/mail.log\n  # mail.* /x\n', []],
  [
    'a template behind the file',
    'mail.* -/var/log/mail.log;RSYSLOG_FileFormat\n',
    ['/var/log/mail.log mail 0'],
  ],
  [
    'omfile with a selector',
    'mail.* action(type="omfile" file="/var/log/mail.log" sync="off")\n',
    ['/var/log/mail.log mail 0'],
  ],
  ['omfile over lines', 'mail.*\n', []],
  [
    'a condition with a block',
    'if $syslogfacility-text == \'mail\' then {\n  action(type="omfile"\n    file="/var/log/m.log")\n  stop\n}\n*.* /var/log/all\n',
    ['/var/log/m.log mail 0', '/var/log/all all 0'],
  ],
  [
    'a condition with a file',
    'if ($programname startswith "postfix") then -/var/log/postfix.log\n& stop\n',
    ['/var/log/postfix.log program 0'],
  ],
  [
    'a condition on something else',
    'if $programname == "sshd" then /var/log/sshd.log\nif not ($syslogfacility-text == "mail") then /var/log/rest\n',
    [],
  ],
  [
    'the same filter again',
    ':programname, startswith, "dovecot" /var/log/dovecot.log\n& /var/log/dovecot-copy.log\n',
    ['/var/log/dovecot.log program 0', '/var/log/dovecot-copy.log program 0'],
  ],
  [
    'an old template',
    '$template PerHost,"/var/log/hosts/%HOSTNAME%/mail-%$YEAR%.log"\nmail.* ?PerHost\n',
    ['/var/log/hosts/*/mail-*.log mail 0'],
  ],
  [
    'a template object',
    'template(name="T" type="string" string="/var/log/remote/%fromhost-ip%.log")\nmail.* action(type="omfile" dynaFile="T")\n',
    ['/var/log/remote/*.log mail 0'],
  ],
  [
    'another action',
    'mail.* @@collector.example:514\nmail.* action(type="omfwd" target="x")\nmail.* |/dev/xconsole\nmail.* /dev/tty8\n',
    [],
  ],
  [
    'a quote that is never closed',
    "mail.* -/var/log/mail.log # don't\n$template X,\"it's\nmail.err /var/log/e\n",
    ['/var/log/mail.log mail 0', '/var/log/e mail 4'],
  ],
  [
    'a selector with a block',
    'mail.* {\n  action(type="omfile" file="/var/log/b.log")\n}\n',
    ['/var/log/b.log mail 0'],
  ],
])('rsyslog: %s', (_name, text, places) => expect(rsyslog(text)).toEqual(places))

test('rsyslog: what is included', () => {
  expect(
    rsyslogIncludes(
      '$IncludeConfig /etc/rsyslog.d/*.conf\ninclude(file="/etc/r/*.conf" mode="optional")\n#$IncludeConfig /x\n',
    ),
  ).toEqual(['/etc/rsyslog.d/*.conf', '/etc/r/*.conf'])
})

test.each<readonly [string, string, readonly string[]]>([
  [
    'Debian',
    'destination d_mail { file("/var/log/mail.log"); };\ndestination d_err { file("/var/log/mail.err"); };\nfilter f_mail { facility(mail) and not filter(f_debug); };\nfilter f_err { level(err .. emerg); };\nlog { source(s_src); filter(f_mail); destination(d_mail); };\nlog { source(s_src); filter(f_mail); filter(f_err); destination(d_err); };\n',
    ['/var/log/mail.log mail 0', '/var/log/mail.err mail 4'],
  ],
  [
    'without a filter',
    'destination d_all { file("/var/log/all/$HOST/${YEAR}.log" create_dirs(yes)); };\nlog { source(s); destination(d_all); };',
    ['/var/log/all/*/*.log all 0'],
  ],
  [
    'everything but mail',
    'destination d { file("/var/log/messages"); };\nfilter f { not facility(auth, mail); };\nlog { source(s); filter(f); destination(d); };',
    [],
  ],
  [
    'another facility',
    'destination d { file("/var/log/auth.log"); };\nfilter f { facility(auth); };\nlog { source(s); filter(f); destination(d); };',
    [],
  ],
  [
    'in place',
    'log { source(s); filter { facility(mail); }; destination { file("/var/log/m"); }; };',
    ['/var/log/m mail 0'],
  ],
  [
    'a program',
    'destination d { file("/var/log/dovecot.log"); };\nfilter f { program("dovecot"); };\nlog { source(s); filter(f); destination(d); };',
    ['/var/log/dovecot.log program 0'],
  ],
])('syslog-ng: %s', (_name, text, places) => expect(syslogNg(text)).toEqual(places))

test('syslog-ng: what is included', () => {
  expect(
    syslogNgIncludes('@version: 4.0\n@include "scl.conf"\n@include "/etc/syslog-ng/conf.d/*.conf"\n'),
  ).toEqual(['/etc/syslog-ng/scl.conf', '/etc/syslog-ng/conf.d/*.conf'])
})

test.each([
  ['maillog_file = /var/log/maillog\n', '/var/log/maillog'],
  ['a = /var/log\nmaillog_file = $a/${b}postfix.log\n', '/var/log/postfix.log'],
  ['maillog_file =\n  /srv/log/mail.log\n', '/srv/log/mail.log'],
  ['maillog_file = /dev/stdout\n', undefined],
  ['#maillog_file = /var/log/maillog\n', undefined],
  ['maillog_file =\n', undefined],
])('Postfix: %j', (text, path) => expect(postfixPlace({ path: 'm', text })?.path).toBe(path))

test.each([
  ['log_file_path = /var/log/exim4/%slog\n', '/var/log/exim4/mainlog'],
  ['log_file_path = /var/log/exim/%s-%D.log\n', '/var/log/exim/main-*.log'],
  ['log_file_path = syslog : /var/log/exim/%s-%M\n', '/var/log/exim/main-*'],
  ['log_file_path = syslog\n', undefined],
  ['log_file_path = :syslog\n', undefined],
  ['# nothing said\n', '/var/log/exim4/mainlog'],
])('Exim: %j', (text, path) =>
  expect(eximPlace({ path: 'e', text }, '/var/log/exim4/%slog')?.path).toBe(path),
)

test('Dovecot: the last one that is read wins; notices may have their own file', () => {
  const files = [
    { path: 'dovecot.conf', text: 'log_path = syslog\n' },
    {
      path: '10-logging.conf',
      text: '#log_path = /x\nlog_path = /var/log/dovecot.log\ninfo_log_path = /var/log/dovecot-info.log\n',
    },
  ]
  expect(dovecotPlaces(files).map(({ path }) => path)).toEqual([
    '/var/log/dovecot.log',
    '/var/log/dovecot-info.log',
  ])
  expect(dovecotPlaces([...files, { path: 'local.conf', text: 'log_path = /dev/stderr\n' }])).toHaveLength(1)
})

test('Rspamd: a file, or what its local configuration says', () => {
  const shipped = { path: 'logging.inc', text: 'type = "file";\nfilename = "$LOGDIR/rspamd.log";\n' }
  expect(rspamdPlace([shipped])?.path).toBe('/var/log/rspamd/rspamd.log')
  expect(rspamdPlace([shipped, { path: 'local.d/logging.inc', text: 'type = "syslog";\n' }])).toBeUndefined()
  expect(rspamdPlace([])).toBeUndefined()
})
