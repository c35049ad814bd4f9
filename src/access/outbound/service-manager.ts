import { spawn } from 'node:child_process'

const program = '/usr/bin/systemd-notify'
const programMilliseconds = 10_000

export interface ServiceManager {
  /** Sends fields of sd_notify(3), such as `READY=1`. Never rejects: who is not watched need not be told. */
  notify(...fields: readonly string[]): Promise<void>
  /** How often it wants to hear from us, at the least; undefined: it does not watch. */
  readonly watchdogMilliseconds: number | undefined
}

/**
 * The service manager that started this process (sd_notify(3)); undefined where none did. Node has no datagram
 * sockets in the file system, and an addon is too dear for some words, so systemd's own program sends them;
 * the unit needs `NotifyAccess=all` for it. It waits until the words were read (v246 and later).
 */
export function serviceManager(environment: Readonly<NodeJS.ProcessEnv>): ServiceManager | undefined {
  if ((environment['NOTIFY_SOCKET'] ?? '') === '') return undefined
  const microseconds = Number(environment['WATCHDOG_USEC'])
  return {
    notify: (...fields) => send(fields),
    watchdogMilliseconds: microseconds > 0 ? microseconds / 1_000 : undefined,
  }
}

function send(fields: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, [...fields], { stdio: 'ignore', timeout: programMilliseconds })
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
}

/** Text in one line, as `STATUS=` takes it. */
export function statusField(text: string): string {
  return `STATUS=${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300)}`
}
