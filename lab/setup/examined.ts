import type { Layers } from '../hosts/layers.ts'
import type { Authority, Certificate } from '../world/certificates.ts'
import { DOVECOT_FINISH, dovecotFiles, dovecotFilesBesideOthers, passwordHash } from './dovecot.ts'
import { EXIM_FILTERS_OFF, EXIM_FINISH, eximFiles } from './exim.ts'
import type { ConfigFiles } from './files.ts'
import { inRoot, writeFiles } from './files.ts'
import { OPENSMTPD_FINISH, opensmtpdFiles } from './opensmtpd.ts'
import { POSTFIX_FINISH, postfixFiles, TLS_CHAIN, TLS_KEY } from './postfix.ts'
import { UNBOUND_FINISH, unboundFiles } from './resolver.ts'
import { RSPAMD_FINISH, rspamdFiles } from './rspamd.ts'
import { trustAuthority } from './trust.ts'

/** What the examined host is given that the rest of the world must match. */
export interface ExaminedKeys {
  readonly certificate: Certificate
  readonly dkimKeyPem: string
  readonly rootAnchor: string
  readonly authority: Authority
}

const FIREWALL = `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iif "lo" accept
    meta l4proto { icmp, ipv6-icmp } accept
    tcp dport { 22, 25, 465, 587 } accept
    tcp dport { 110, 143, 993, 995, 4190 } accept
  }
}
`

/** Configures the base layer of host `a`: a whole, healthy mail server. */
export async function setUpMailServer(layers: Layers, debian: 12 | 13, keys: ExaminedKeys): Promise<void> {
  await layers.mountBase()
  try {
    writeFiles(layers.root, { ...systemFiles(), ...postfixFiles(), ...(await dovecotFiles(debian)) })
    writeFiles(layers.root, {
      ...rspamdFiles(keys.dkimKeyPem),
      ...unboundFiles(['127.0.0.1', '::1'], keys.rootAnchor),
    })
    writeFiles(layers.root, certificateFiles(keys.certificate))
    await trustAuthority(layers.root, keys.authority)
    await inRoot(
      layers.root,
      [POSTFIX_FINISH, DOVECOT_FINISH, RSPAMD_FINISH, UNBOUND_FINISH, SYSTEM_FINISH].join('\n'),
    )
  } finally {
    await layers.unmount()
  }
}

/** Configures the base layer of host `a` with Exim, or OpenSMTPD, instead of Postfix; each signs by itself. */
export async function setUpOtherServer(
  layers: Layers,
  debian: 12 | 13,
  server: 'exim' | 'opensmtpd',
  keys: ExaminedKeys,
): Promise<void> {
  await layers.mountBase()
  try {
    const { root } = layers
    writeFiles(root, { ...systemFiles(), ...(await dovecotFilesBesideOthers(debian)) })
    writeFiles(root, { ...unboundFiles(['127.0.0.1', '::1'], keys.rootAnchor) })
    writeFiles(root, certificateFiles(keys.certificate))
    const dkimKey = { text: keys.dkimKeyPem, mode: 0o640 }
    if (server === 'exim') writeFiles(root, { ...eximFiles(), '/etc/exim4/dkim.key': dkimKey })
    else writeFiles(root, { ...(await opensmtpdFiles(passwordHash)), '/etc/smtpd/dkim.key': dkimKey })
    await trustAuthority(root, keys.authority)
    const finish = server === 'exim' ? EXIM_FINISH + EXIM_FILTERS_OFF : OPENSMTPD_FINISH
    await inRoot(root, [DOVECOT_FINISH, UNBOUND_FINISH, SYSTEM_FINISH, finish].join('\n'))
  } finally {
    await layers.unmount()
  }
}

/** Configures the base layer of a host without any mail software. */
export async function setUpBareHost(layers: Layers, authority: Authority, resolver: string): Promise<void> {
  await layers.mountBase()
  try {
    writeFiles(layers.root, { ...systemFiles(), '/etc/resolv.conf': `nameserver ${resolver}\n` })
    await trustAuthority(layers.root, authority)
  } finally {
    await layers.unmount()
  }
}

/** The files of a certificate as the server reads them. */
export function certificateFiles({ chainPem, keyPem }: Certificate): ConfigFiles {
  return { [TLS_CHAIN]: chainPem, [TLS_KEY]: { text: keyPem, mode: 0o600 } }
}

function systemFiles(): ConfigFiles {
  return {
    '/etc/hostname': 'mail\n',
    '/etc/hosts':
      '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' +
      '198.51.100.25 mail.example-a.test mail\n2001:db8:a::25 mail.example-a.test mail\n',
    '/etc/resolv.conf': 'nameserver 127.0.0.1\noptions edns0 trust-ad\n',
    '/etc/nftables.conf': { text: FIREWALL, mode: 0o755 },
    '/etc/default/locale': 'LANG=C.UTF-8\n',
  }
}

const SYSTEM_FINISH = `
systemctl enable nftables.service unbound.service >/dev/null 2>&1
`
