import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '../../../src/access/clock.ts'
import { rootDirectoryHost } from '../../../src/access/host/root-directory.ts'
import { readCapture, writeCapture } from '../../../src/access/recording/capture-file.ts'
import { recordingWorld } from '../../../src/access/recording/record.ts'
import { replayWorld } from '../../../src/access/recording/replay.ts'
import { madeAt, memoryWorld, textOf } from './memory-world.ts'

// Each secret is planted once, in the place where software really keeps it.
const count = 36
const secret = Array.from({ length: count }, (_, index) => `Zq${index}xHunter${index * 7919}vK`)
const at = (index: number) => secret[index] ?? ''
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const dkimKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const tlsKey = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const base64 = (text: string) => Buffer.from(text).toString('base64')

const files: Readonly<Record<string, string | Buffer>> = {
  '/etc/postfix/main.cf': [
    'myhostname = mail.example.org',
    `smtp_sasl_password_maps = texthash:/etc/postfix/relay_login, inline:{ { mx.example.net = anna:${at(0)} } }`,
    `tls_random_source = dev:/dev/urandom`,
    `virtual_alias_maps = mysql:{ { hosts = 127.0.0.1 } { user = mail } { password = ${at(1)} } }`,
  ].join('\n'),
  '/etc/postfix/relay_login': `# relay\n[relay.example.net]:587\tanna@example.org:${at(2)}\n`,
  '/etc/postfix/sasl_passwd': `relay.example.com anna:${at(3)}\n`,
  '/etc/postfix/sasl_passwd.db': Buffer.from(`\0\0\x05\x61relay.example.com\0anna:${at(3)}\0`),
  '/etc/postfix/ldap-aliases.cf': `server_host = ldap.example.org\nbind_dn = cn=mail\nbind_pw = ${at(4)}\n`,
  '/etc/postfix/mysql-domains.cf': `user = mail\npassword = ${at(5)} and blanks ${at(5)}\nhosts = 127.0.0.1\n`,
  '/etc/postfix/pgsql-users.cf': `user=mail\npassword=${at(6)}\n`,
  '/etc/dovecot/dovecot-sql.conf.ext': `driver = mysql\nconnect = host=127.0.0.1 dbname=mail user=mail password=${at(7)}\ndefault_pass_scheme = SHA512-CRYPT\n`,
  '/etc/dovecot/dovecot-ldap.conf.ext': `hosts = ldap.example.org\ndn = cn=dovecot\ndnpass = ${at(8)}\n`,
  '/etc/dovecot/dovecot.conf': `sql_driver = mysql\nmysql db.example.org {\n  user = mail\n  password = ${at(9)}\n}\nldap_auth_dn_password = ${at(10)}\npassdb passwd-file {\n  passwd_file_path = /etc/dovecot/accounts\n}\n`,
  '/etc/dovecot/accounts': `anna@example.org:${at(11)}:5000:5000::/var/mail/anna\nben@example.org:{PLAIN}${at(12)}\n`,
  '/etc/dovecot/users': `carl:{SHA512-CRYPT}$6$saltsalt$${at(13)}${'a'.repeat(40)}::::::\n`,
  '/etc/rspamd/local.d/worker-controller.inc': `password = "$2$${at(14)}$abcdefghijklmnopqrstuvwxyz";\nenable_password = "${at(15)}";\n`,
  '/etc/rspamd/local.d/redis.conf': `servers = "127.0.0.1";\npassword = "${at(16)}";\n`,
  '/etc/redis/redis.conf': `bind 127.0.0.1\nrequirepass ${at(17)}\nuser mail on >${at(18)} ~* +@all\n`,
  '/opt/mailcow/.env': `DBPASS=x\nMYSQL_ROOT_PASSWORD=${at(19)}\nDB_PASS='${at(20)}'\nAWS_SECRET_ACCESS_KEY=${at(21)}\nTZ=Europe/Berlin\n`,
  '/opt/stack/docker-compose.yml': `services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD=${at(22)}\n      API_TOKEN: ${at(23)}\n`,
  '/opt/app/config.json': JSON.stringify(
    { smtp: { user: 'anna', password: at(24) }, apiKey: at(25) },
    null,
    2,
  ),
  '/opt/app/dsn': `postgres://mail:${at(26)}@db.example.org/mail\n`,
  '/etc/nginx/.htpasswd': `admin:$apr1$${at(27).slice(0, 8)}$${at(27)}abcd\n`,
  '/etc/shadow': `anna:$y$j9T$saltsalt$${at(28)}abcdefghijkl:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n`,
  '/etc/dkimkeys/mail.private': dkimKey,
  '/etc/ssl/private/mail.key': tlsKey,
  '/etc/bind/rndc.key': `key "rndc-key" {\n  algorithm hmac-sha256;\n  secret "${base64(at(29))}";\n};\n`,
  '/etc/nsd/nsd.conf': `key:\n  name: tsig\n  algorithm: hmac-sha256\n  secret: "${base64(at(30))}"\n`,
  '/etc/postsrsd.secret': `${at(31)}\n`,
  '/var/log/mail.log': [
    `auth: passwd-file(anna,192.0.2.4): Password mismatch (given password: ${at(32)})`,
    '> client: 334 UGFzc3dvcmQ6',
    `< client: ${base64(at(33))}`,
    `C: AUTH PLAIN ${base64(`\0anna\0${at(34)}`)}`,
    `GET /login?user=anna&password=${at(35)}&token=${at(35)}${at(35)} HTTP/1.1`,
    'postfix/smtp[1]: to=<anna@example.org>, status=sent',
  ].join('\n'),
  '/var/log/mail.log.2.gz': gzipSync(
    `Authorization: Basic ${base64(`anna:${at(32)}`)}\nCookie: id=${at(33)}\n`,
  ),
  '/var/log/old.log': Buffer.from(`gr\xfc\xdfe password=${at(34)}\n`, 'latin1'),
}
const commands = {
  'rspamadm configdump -j': JSON.stringify({
    worker: { controller: { password: at(14), secure_ip: ['127.0.0.1'] } },
  }),
  'postmap -q relay.example.com texthash:/etc/postfix/relay_login': `anna:${at(2)}\n`,
  'doveconf -n': `mysql db {\n  password = ${at(9)}\n}\n`,
  'journalctl --no-pager -o short-iso-precise --utc --since=-24h': `host app[1]: login with password=${at(24)} token=${at(25)}\n`,
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailmedic-secrets-'))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'root', path)), { recursive: true })
    await writeFile(join(folder, 'root', path), content)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Reads all of it, in all ways: whole, in blocks, as evidence, as commands' output. */
async function makeCapture(pseudonyms: boolean): Promise<string> {
  const root = rootDirectoryHost(join(folder, 'root'))
  const machine = memoryWorld({ files, commands })
  const host = { ...root, run: machine.host.run }
  const real = recordingWorld({ host, net: machine.net, clock: fixedClock(madeAt) })
  const inMemory = recordingWorld(machine)
  for (const path of Object.keys(files)) {
    await real.world.host.readFile(path)
    // The memory host does not redact and cites each first line as evidence.
    await inMemory.world.host.readFile(path, 1 << 20)
    const blocks = await real.world.host.readBlocks(path)
    if (blocks.status === 'known') await textOf(blocks.value)
  }
  const { run, readBlocks } = real.world.host
  await run({ name: 'rspamadm-configdump' })
  await run({ name: 'postmap-query', arguments: ['relay.example.com', 'texthash:/etc/postfix/relay_login'] })
  await run({ name: 'doveconf-explicit' })
  await run({ name: 'journal-mail' })
  await readBlocks({ name: 'journal-mail' })
  await real.world.net.fetch(`http://anna:${at(26)}@127.0.0.1/?api_key=${at(25)}`)
  const path = join(folder, `capture-${pseudonyms}.mmc`)
  const recording = { world: real.world, entries: () => [...real.entries(), ...inMemory.entries()] }
  await writeCapture(path, recording, { pseudonyms })
  return path
}

/** All texts in a capture: its lines, and whatever in them is base64 or compressed. */
async function allTexts(path: string): Promise<string> {
  const inflated = gunzipSync(await readFile(path)).toString('utf8')
  const inner = [...inflated.matchAll(/"base64":"([^"]+)"/g)].map(([, packed = '']) => {
    const bytes = Buffer.from(packed, 'base64')
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1')
  })
  return [inflated, ...inner].join('\n')
}

/** A text inside base64 at each of the three possible shifts, without the characters that its neighbours change. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('a'.repeat(shift) + text)
      .toString('base64')
      .replaceAll('=', '')
    return encoded.slice(shift === 0 ? 0 : shift + 1, -2)
  })
}

describe.each([true, false])('a capture of a server full of secrets (pseudonyms: %s)', (pseudonyms) => {
  let text: string
  let path: string
  beforeAll(async () => {
    path = await makeCapture(pseudonyms)
    text = await allTexts(path)
  })

  it.each(secret.map((value, index) => [index, value]))('does not hold secret %i', (_index, value) => {
    for (const form of [String(value), ...base64Forms(String(value))]) expect(text.includes(form)).toBe(false)
  })

  it('does not hold a line of a private key', () => {
    const lines = `${dkimKey}\n${tlsKey}`
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('-----'))
    expect(lines.length).toBeGreaterThan(40)
    for (const line of lines) expect(text.includes(line)).toBe(false)
  })

  it('holds everything else, line by line', async () => {
    const { host } = replayWorld(await readCapture(path))
    const main = await host.readFile('/etc/postfix/main.cf')
    const mainText = main.status === 'known' ? Buffer.from(main.value).toString() : ''
    expect(mainText).toContain(
      'smtp_sasl_password_maps = texthash:/etc/postfix/relay_login, inline:[redacted]',
    )
    expect(mainText.split('\n')).toHaveLength(String(files['/etc/postfix/main.cf']).split('\n').length)
    const log = await host.readFile('/var/log/mail.log')
    const logText = log.status === 'known' ? Buffer.from(log.value).toString() : ''
    expect(logText).toMatch(/to=<(anna|user-[0-9a-f]{6})@example\.org>, status=sent/)
    const shadow = await host.readFile('/etc/shadow')
    expect(shadow.status === 'known' && Buffer.from(shadow.value).toString()).toContain('daemon:*:19000')
  })
})

it('plants at least thirty secrets, each of which is really there', () => {
  const planted = [
    ...Object.values(files).map((content) => Buffer.from(content).toString('latin1')),
    ...Object.values(commands),
  ]
  const missing = secret.filter(
    (value) => !planted.some((text) => [value, ...base64Forms(value)].some((form) => text.includes(form))),
  )
  expect(missing).toEqual([])
  expect(count).toBeGreaterThanOrEqual(30)
})
