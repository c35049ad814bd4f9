/** The root file systems that the lab's hosts start from. */
export type ImageId = 'mail12' | 'mail13' | 'exim12' | 'smtpd13' | 'peer12' | 'bare12'

/** How an image is made: a Debian release, packages, and a script run inside it at the end. */
export interface ImageRecipe {
  readonly id: ImageId
  readonly suite: 'bookworm' | 'trixie'
  readonly packages: readonly string[]
  readonly finish: string
}

const SYSTEM = [
  'systemd',
  'systemd-sysv',
  'dbus',
  'udev',
  'iproute2',
  'procps',
  'iputils-ping',
  'netbase',
  'tzdata',
  'less',
  'logrotate',
  'openssl',
  'ca-certificates',
  'curl',
  'bind9-dnsutils',
  'nftables',
  'cron',
]

const MAIL = [
  ...SYSTEM,
  'rsyslog',
  'postfix',
  'postfix-pcre',
  'dovecot-imapd',
  'dovecot-pop3d',
  'dovecot-lmtpd',
  'dovecot-managesieved',
  'dovecot-sieve',
  'rspamd',
  'redis-server',
  'unbound',
  'libfaketime',
  'libsasl2-modules',
]

const MAILBOXES = ['rsyslog', 'dovecot-imapd', 'dovecot-pop3d', 'dovecot-lmtpd', 'unbound', 'libfaketime']

const EXIM = [...SYSTEM, ...MAILBOXES, 'exim4-daemon-heavy', 'spamd', 'clamav-daemon']

const OPENSMTPD = [...SYSTEM, ...MAILBOXES, 'opensmtpd', 'opensmtpd-filter-dkimsign']

const PEER = [
  'iproute2',
  'procps',
  'netbase',
  'openssl',
  'ca-certificates',
  'nsd',
  'unbound',
  'ldnsutils',
  'bind9-dnsutils',
  'postfix',
  'postfix-pcre',
  'postgrey',
  'opendkim',
  'opendmarc',
  'postfix-policyd-spf-python',
  'sasl2-bin',
  'libsasl2-modules',
]

/**
 * Units that make no sense in a container without a console or a way to the package archive.
 * A disabled timer is what an admin sees who upgrades by hand.
 */
const QUIET_SYSTEM = `
systemctl mask console-getty.service getty@tty1.service systemd-resolved.service >/dev/null 2>&1 || true
systemctl disable apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer dpkg-db-backup.timer >/dev/null 2>&1 || true
rm -f /etc/machine-id; : > /etc/machine-id
`

const VMAIL_USER = `
groupadd -g 5000 vmail
useradd -u 5000 -g vmail -d /var/vmail -M -s /usr/sbin/nologin vmail
install -d -o vmail -g vmail -m 0750 /var/vmail
`

/** Lets Rspamd compile its expressions once, so that a fresh host starts in a second or two. */
const WARM_RSPAMD = `
mkdir -p /run/rspamd && chown _rspamd:_rspamd /run/rspamd
mkdir -p /etc/rspamd/local.d
cat > /etc/rspamd/local.d/worker-normal.inc <<'END'
enabled = false;
END
unshare -n sh -c '
  ip link set lo up
  rspamd -c /etc/rspamd/rspamd.conf -u _rspamd -g _rspamd
  for second in $(seq 90); do
    sleep 1
    grep -q "compiled .* regular expressions to the hyperscan tree" /var/log/rspamd/rspamd.log && break
  done
  sleep 6
  kill $(cat /run/rspamd/rspamd.pid) || true
  sleep 2
'
find /var/lib/rspamd -name "*.unser" -delete
rm -rf /var/log/rspamd/* /run/rspamd
chown -R _rspamd:_rspamd /var/lib/rspamd
`

/** Every image by its id. */
export const recipes: Readonly<Record<ImageId, ImageRecipe>> = {
  mail12: {
    id: 'mail12',
    suite: 'bookworm',
    packages: MAIL,
    finish: QUIET_SYSTEM + VMAIL_USER + WARM_RSPAMD,
  },
  mail13: { id: 'mail13', suite: 'trixie', packages: MAIL, finish: QUIET_SYSTEM + VMAIL_USER + WARM_RSPAMD },
  exim12: { id: 'exim12', suite: 'bookworm', packages: EXIM, finish: QUIET_SYSTEM + VMAIL_USER },
  smtpd13: { id: 'smtpd13', suite: 'trixie', packages: OPENSMTPD, finish: QUIET_SYSTEM + VMAIL_USER },
  peer12: { id: 'peer12', suite: 'bookworm', packages: PEER, finish: '' },
  bare12: { id: 'bare12', suite: 'bookworm', packages: [...SYSTEM, 'rsyslog'], finish: QUIET_SYSTEM },
}
