/**
 * The commands that may run on an examined machine: all read-only, all bounded in time and output.
 * Nothing outside this table is ever started, and none through a shell.
 *
 * Read-only is meant strictly, which is why some are missing: `postfix check` creates missing
 * directories, `postfix status` writes to the mail log (master's life is seen in the process table),
 * `postsuper` and `newaliases` change files.
 *
 * The flags exist from Debian 12 and Ubuntu 22.04 on (Postfix 3.6, Dovecot 2.3, Rspamd 3.4, systemd 249).
 */
export interface CommandSpecification {
  /** Looked for in the usual system folders, in their order. */
  readonly program: string
  readonly arguments: readonly string[]
  /** What each argument that a caller appends must look like. Without it, none may be appended. */
  readonly accepts?: RegExp
  /** How many arguments a caller may append; 1 unless told. */
  readonly atMost?: number
  readonly timeoutMilliseconds: number
  readonly limitBytes: number
}

const quick = { timeoutMilliseconds: 5_000, limitBytes: 1 << 20 }
/** Rspamd's tools load all of its Lua first; Dovecot's ask every user's storage. */
const slow = { timeoutMilliseconds: 15_000, limitBytes: 16 << 20 }
const large = { timeoutMilliseconds: 15_000, limitBytes: 64 << 20 }
/** Read as a stream, at the pace of whoever parses it. */
const log = { timeoutMilliseconds: 60_000, limitBytes: 64 << 20 }

const unitName = /^[A-Za-z0-9@:_.\\-]{1,255}$/
/** A broken configuration makes Exim note that in its panic log: who asks looks there first (exim/refusal.ts). */
const eximOptions = [
  'configure_file primary_hostname smtp_active_hostname qualify_domain local_interfaces daemon_smtp_ports',
  'tls_on_connect_ports tls_certificate tls_privatekey tls_advertise_hosts auth_advertise_hosts',
  'log_file_path spool_directory message_size_limit check_spool_space check_spool_inodes',
  'smtp_accept_max smtp_accept_max_per_host smtp_accept_queue deliver_queue_load_max queue_only_load',
  'smtp_load_reserve queue_only queue_run_max av_scanner spamd_address disable_ipv6 dns_ipv4_lookup',
  'timeout_frozen_after ignore_bounce_errors_after acl_smtp_rcpt smtp_enforce_sync',
].flatMap((line) => line.split(' '))
const eximLists = ['+local_domains', '+relay_to_domains', '+relay_from_hosts']

const jailName = /^[A-Za-z0-9_.-]{1,64}$/
const userName = /^[A-Za-z0-9@_.+=%-]{1,256}$/
const lookup = /^[A-Za-z0-9@:_./+=%[\]-]{1,512}$/
const ipAddress = /^[0-9A-Fa-f:.]{2,45}$/
const directory = /^\/[A-Za-z0-9_./-]{1,255}$/

// UTC, because a zone's abbreviation (CST, IST) does not say which zone is meant.
const journal = ['--no-pager', '-o', 'short-iso-precise', '--utc']
const units = ['--all', '--full', '--plain', '--no-legend', '--no-pager', '--type=service,socket,timer']
const unitProperties = [
  'Id,Names,LoadState,ActiveState,SubState,Result,UnitFileState,NeedDaemonReload,FragmentPath,DropInPaths',
  'MainPID,NRestarts,ExecMainCode,ExecMainStatus,ExecMainStartTimestamp,User,LimitNOFILE',
  'ActiveEnterTimestamp,InactiveEnterTimestamp,StateChangeTimestamp,ConditionResult',
  'MemoryMax,OOMPolicy,NextElapseUSecRealtime,LastTriggerUSec',
  'ProtectSystem,ProtectHome,PrivateTmp,ReadWritePaths',
].join(',')

export const commandTable = {
  'postconf-explicit': { program: 'postconf', arguments: ['-n'], ...quick },
  'postconf-all': { program: 'postconf', arguments: ['-x'], ...quick },
  'postconf-defaults': { program: 'postconf', arguments: ['-d'], ...quick },
  'postconf-master': { program: 'postconf', arguments: ['-M'], ...quick },
  'postconf-master-overrides': { program: 'postconf', arguments: ['-P'], ...quick },
  'postconf-map-types': { program: 'postconf', arguments: ['-m'], ...quick },
  'postconf-sasl-types': { program: 'postconf', arguments: ['-a'], ...quick },
  'postfix-instances': { program: 'postmulti', arguments: ['-l'], ...quick },
  /** Of another instance (postmulti(1)), by its configuration directory. */
  'postconf-instance': { program: 'postconf', arguments: ['-x', '-c'], accepts: directory, ...quick },
  'postconf-instance-explicit': {
    program: 'postconf',
    arguments: ['-n', '-c'],
    accepts: directory,
    ...quick,
  },
  'postconf-instance-master': { program: 'postconf', arguments: ['-M', '-c'], accepts: directory, ...quick },
  'postqueue-json': { program: 'postqueue', arguments: ['-j'], ...large },
  'postqueue-json-instance': { program: 'postqueue', arguments: ['-j', '-c'], accepts: directory, ...large },
  /** Key, then `type:name`. Exit 1: no such key, or an error on stderr. */
  'postmap-query': { program: 'postmap', arguments: ['-q'], accepts: lookup, atMost: 2, ...quick },

  'exim-options': { program: 'exim', arguments: ['-bP', ...eximOptions], ...quick },
  'exim-lists': { program: 'exim', arguments: ['-bP', ...eximLists], ...quick },
  'exim-transports': { program: 'exim', arguments: ['-bP', 'transports'], ...quick },
  'exim-routers': { program: 'exim', arguments: ['-bP', 'routers'], ...quick },
  'exim-version': { program: 'exim', arguments: ['-bV'], ...quick },
  /** Unsorted, which is the cheapest. */
  'exim-queue': { program: 'exim', arguments: ['-bpr'], ...large },
  /** Only parses: says what is wrong with smtpd.conf, and where. */
  'opensmtpd-configuration-test': { program: 'smtpd', arguments: ['-n'], ...quick },
  'opensmtpd-version': { program: 'smtpd', arguments: ['-h'], ...quick },
  'opensmtpd-queue': { program: 'smtpctl', arguments: ['show', 'queue'], ...large },

  'doveconf-explicit': { program: 'doveconf', arguments: ['-n'], ...quick },
  'doveconf-all': { program: 'doveconf', arguments: ['-a'], ...quick },
  'dovecot-version': { program: 'dovecot', arguments: ['--version'], ...quick },
  'doveadm-quota': { program: 'doveadm', arguments: ['-f', 'tab', 'quota', 'get', '-A'], ...slow },
  'doveadm-quota-user': {
    program: 'doveadm',
    arguments: ['-f', 'tab', 'quota', 'get', '-u'],
    accepts: userName,
    ...quick,
  },
  'doveadm-service-status': { program: 'doveadm', arguments: ['-f', 'tab', 'service', 'status'], ...quick },
  /** The master's own memory of warnings and errors, whatever the log files say. */
  'doveadm-log-errors': { program: 'doveadm', arguments: ['-f', 'tab', 'log', 'errors'], ...quick },
  'doveadm-who': { program: 'doveadm', arguments: ['-f', 'tab', 'who'], ...quick },
  /** User database: home, uid, gid, mail location. */
  'doveadm-user': { program: 'doveadm', arguments: ['user'], accepts: userName, ...quick },
  'doveadm-users': { program: 'doveadm', arguments: ['user', '*'], ...quick },

  'rspamadm-configdump': { program: 'rspamadm', arguments: ['configdump', '-j'], ...slow },
  'rspamadm-configtest': { program: 'rspamadm', arguments: ['configtest'], ...slow },
  'rspamc-statistics': { program: 'rspamc', arguments: ['-j', 'stat'], ...quick },

  'systemd-state': { program: 'systemctl', arguments: ['is-system-running'], ...quick },
  'systemctl-units': { program: 'systemctl', arguments: ['list-units', ...units], ...quick },
  'systemctl-unit-files': {
    program: 'systemctl',
    arguments: ['list-unit-files', ...units.filter((option) => option !== '--all')],
    ...quick,
  },
  'systemctl-show': {
    program: 'systemctl',
    arguments: ['show', '--no-pager', `--property=${unitProperties}`],
    accepts: unitName,
    atMost: 64,
    ...quick,
  },
  /** The last day, oldest first. A busy host's is cut short at its newest end: then see journal-newest. */
  'journal-mail': { program: 'journalctl', arguments: [...journal, '--since=-24h'], ...log },
  // With --since, -n counts from the oldest on (seen with systemd 252): so it has to stand alone.
  'journal-newest': { program: 'journalctl', arguments: [...journal, '-n', '100000'], ...log },
  'journal-kernel': { program: 'journalctl', arguments: [...journal, '--since=-24h', '-k'], ...log },
  'journal-unit': {
    program: 'journalctl',
    arguments: [...journal, '-n', '200', '-u'],
    accepts: unitName,
    ...quick,
  },

  'disk-bytes': { program: 'df', arguments: ['-P', '-T', '-B1'], ...quick },
  'disk-inodes': { program: 'df', arguments: ['-P', '-T', '-i'], ...quick },
  'ip-addresses': { program: 'ip', arguments: ['-j', 'address'], ...quick },
  'ip-rules': { program: 'ip', arguments: ['-j', 'rule'], ...quick },
  'ip-routes-v4': { program: 'ip', arguments: ['-j', '-4', 'route', 'show', 'table', 'all'], ...quick },
  'ip-routes-v6': { program: 'ip', arguments: ['-j', '-6', 'route', 'show', 'table', 'all'], ...quick },
  'ip-route-get': { program: 'ip', arguments: ['-j', 'route', 'get'], accepts: ipAddress, ...quick },
  // fail2ban and country lists make sets of a hundred thousand addresses.
  'nft-ruleset': { program: 'nft', arguments: ['-j', 'list', 'ruleset'], ...large },
  'iptables-v4': { program: 'iptables-save', arguments: [], ...large },
  'iptables-v6': { program: 'ip6tables-save', arguments: [], ...large },
  'iptables-legacy-v4': { program: 'iptables-legacy-save', arguments: [], ...large },
  'iptables-legacy-v6': { program: 'ip6tables-legacy-save', arguments: [], ...large },
  'fail2ban-status': { program: 'fail2ban-client', arguments: ['status'], ...quick },
  'fail2ban-jail': { program: 'fail2ban-client', arguments: ['status'], accepts: jailName, ...quick },

  // All properties: unlike systemctl's, its --property takes one name only.
  'time-synchronisation': { program: 'timedatectl', arguments: ['show'], ...quick },
  'timesyncd-state': { program: 'timedatectl', arguments: ['show-timesync'], ...quick },
  'chrony-tracking': { program: 'chronyc', arguments: ['-c', 'tracking'], ...quick },
  packages: {
    program: 'dpkg-query',
    arguments: ['-W', '-f', '${Package}\\t${Version}\\t${db:Status-Abbrev}\\n'],
    ...quick,
  },
  'redis-ping': { program: 'redis-cli', arguments: ['ping'], ...quick },
  'redis-information': { program: 'redis-cli', arguments: ['info'], ...quick },
} satisfies Record<string, CommandSpecification>

export type CommandName = keyof typeof commandTable

export interface NamedCommand {
  readonly name: CommandName
  readonly arguments?: readonly string[]
}

/** What a command said, as UTF-8 (broken bytes become U+FFFD). A non-zero exit code is an observation, not a failure. */
export interface CommandOutput {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export function specificationOf(command: NamedCommand): CommandSpecification {
  return commandTable[command.name]
}

/** The command line as a person would type it, for evidence. */
export function commandLine(command: NamedCommand): string {
  const { program, arguments: fixed } = specificationOf(command)
  return [program, ...fixed, ...(command.arguments ?? [])].join(' ')
}

/**
 * Why the arguments that a caller appends are not taken, or undefined if they are. No argument can be
 * taken for an option, whatever the pattern says; there is no shell that could read `;` or `$(…)`.
 */
export function refusedArgument(command: NamedCommand): string | undefined {
  const { accepts, atMost = 1 } = specificationOf(command)
  const appended = command.arguments ?? []
  if (appended.length === 0) return undefined
  if (accepts === undefined) return `${command.name} takes no arguments`
  if (appended.length > atMost) return `${command.name} takes at most ${atMost} arguments`
  const refused = appended.find((argument) => argument.startsWith('-') || !accepts.test(argument))
  return refused === undefined ? undefined : `${command.name} does not take ${JSON.stringify(refused)}`
}
