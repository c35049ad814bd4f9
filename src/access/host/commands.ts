/**
 * The commands that may run on an examined machine: all read-only, all bounded in time and output.
 * Nothing outside this table is ever started, and none through a shell.
 */
export interface CommandSpecification {
  /** Looked for in the usual system folders, in their order. */
  readonly program: string
  readonly arguments: readonly string[]
  /** Which further arguments a caller may append, one pattern for all of them. None by default. */
  readonly accepts?: RegExp
  readonly timeoutMilliseconds: number
  readonly limitBytes: number
}

const quick = { timeoutMilliseconds: 5_000, limitBytes: 1 << 20 }
const large = { timeoutMilliseconds: 15_000, limitBytes: 64 << 20 }
const unitName = /^[A-Za-z0-9@:_.-]{1,128}$/
const mapArgument = /^[A-Za-z0-9@:_./+%-]{1,256}$/

export const commandTable = {
  'postconf-explicit': { program: 'postconf', arguments: ['-n'], ...quick },
  'postconf-all': { program: 'postconf', arguments: ['-x'], ...quick },
  'postconf-defaults': { program: 'postconf', arguments: ['-d'], ...quick },
  'postconf-master': { program: 'postconf', arguments: ['-M'], ...quick },
  'postconf-master-overrides': { program: 'postconf', arguments: ['-P'], ...quick },
  'postconf-map-types': { program: 'postconf', arguments: ['-m'], ...quick },
  'postfix-check': { program: 'postfix', arguments: ['check'], ...quick },
  'postfix-status': { program: 'postfix', arguments: ['status'], ...quick },
  'postqueue-json': { program: 'postqueue', arguments: ['-j'], ...large },
  'postmap-query': { program: 'postmap', arguments: ['-q'], accepts: mapArgument, ...quick },
  'doveconf-explicit': { program: 'doveconf', arguments: ['-n'], ...quick },
  'doveconf-all': { program: 'doveconf', arguments: [], ...quick },
  'dovecot-version': { program: 'dovecot', arguments: ['--version'], ...quick },
  'doveadm-quota': { program: 'doveadm', arguments: ['-f', 'tab', 'quota', 'get', '-A'], ...quick },
  'doveadm-service-status': { program: 'doveadm', arguments: ['-f', 'tab', 'service', 'status'], ...quick },
  'rspamadm-configdump': { program: 'rspamadm', arguments: ['configdump', '-j'], ...quick },
  'rspamadm-configtest': { program: 'rspamadm', arguments: ['configtest'], ...quick },
  'systemctl-units': {
    program: 'systemctl',
    arguments: ['list-units', '--all', '--plain', '--no-legend', '--no-pager', '--type=service,socket,timer'],
    ...quick,
  },
  'systemctl-unit-files': {
    program: 'systemctl',
    arguments: ['list-unit-files', '--plain', '--no-legend', '--no-pager', '--type=service,socket,timer'],
    ...quick,
  },
  'systemctl-show': {
    program: 'systemctl',
    arguments: [
      'show',
      '--no-pager',
      '--property=Id,LoadState,ActiveState,SubState,Result,UnitFileState,NRestarts,MainPID,' +
        'ActiveEnterTimestamp,InactiveEnterTimestamp,ExecMainStatus,StateChangeTimestamp,FragmentPath',
    ],
    accepts: unitName,
    ...quick,
  },
  'journal-mail': {
    program: 'journalctl',
    arguments: ['--no-pager', '-o', 'short-iso-precise', '--utc', '--since=-24h'],
    ...large,
  },
  'journal-kernel': {
    program: 'journalctl',
    arguments: ['--no-pager', '-o', 'short-iso-precise', '--utc', '--since=-24h', '-k'],
    ...large,
  },
  'disk-bytes': { program: 'df', arguments: ['-P', '-T', '-B1'], ...quick },
  'disk-inodes': { program: 'df', arguments: ['-P', '-T', '-i'], ...quick },
  'ip-addresses': { program: 'ip', arguments: ['-j', 'address'], ...quick },
  'ip-routes-v4': { program: 'ip', arguments: ['-j', '-4', 'route', 'show', 'table', 'all'], ...quick },
  'ip-routes-v6': { program: 'ip', arguments: ['-j', '-6', 'route', 'show', 'table', 'all'], ...quick },
  'ip-route-get': {
    program: 'ip',
    arguments: ['-j', 'route', 'get'],
    accepts: /^[0-9A-Fa-f:.]{2,45}$/,
    ...quick,
  },
  'nft-ruleset': { program: 'nft', arguments: ['-j', 'list', 'ruleset'], ...quick },
  'iptables-v4': { program: 'iptables-save', arguments: [], ...quick },
  'iptables-v6': { program: 'ip6tables-save', arguments: [], ...quick },
  'time-synchronisation': {
    program: 'timedatectl',
    arguments: ['show', '--property=NTP,NTPSynchronized,TimeUSec,Timezone,CanNTP'],
    ...quick,
  },
  'chrony-tracking': { program: 'chronyc', arguments: ['-c', 'tracking'], ...quick },
  packages: {
    program: 'dpkg-query',
    arguments: ['-W', '-f', '${Package}\\t${Version}\\t${db:Status-Abbrev}\\n'],
    ...quick,
  },
  'fail2ban-status': { program: 'fail2ban-client', arguments: ['status'], ...quick },
  'fail2ban-jail': { program: 'fail2ban-client', arguments: ['status'], accepts: unitName, ...quick },
  'redis-ping': { program: 'redis-cli', arguments: ['ping'], ...quick },
} satisfies Record<string, CommandSpecification>

export type CommandName = keyof typeof commandTable

export interface NamedCommand {
  readonly name: CommandName
  readonly arguments?: readonly string[]
}

/** What a command said. A non-zero exit code is an observation, not a failure. */
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
