import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { firstChild, Host, pause } from './host.ts'

const START_LIMIT_MS = 30_000

/** A machine without systemd: daemons started by a script in namespaces of their own. For the peers. */
export class Jail extends Host {
  protected readonly entering = ['-m', '-u', '-n', '-p']

  async start(): Promise<void> {
    await this.layers.mountFresh()
    const log = openSync(`${this.layers.folder}/console.log`, 'w')
    const argv = [
      `--net=/run/netns/${this.namespace}`,
      'unshare',
      '--mount',
      '--uts',
      '--pid',
      '--fork',
      '--kill-child',
      'bash',
      '-euc',
      launchScript(this.layers.root),
    ]
    const child = spawn('nsenter', argv, { detached: true, stdio: ['ignore', log, log] })
    child.unref()
    closeSync(log)
    this.remember(await firstChild(child.pid ?? 0))
    const end = Date.now() + START_LIMIT_MS
    while (!existsSync(`${this.layers.root}/lab-ready`)) {
      if (Date.now() > end || this.pid === undefined)
        throw new Error(`host ${this.id} did not start; see ${this.layers.folder}/console.log`)
      await pause(30)
    }
  }
}

/** Runs `/lab-start` of the host's root with private /proc and /dev, then waits for ever. */
function launchScript(root: string): string {
  return `
    mount -t proc proc ${root}/proc
    mount -t tmpfs tmpfs ${root}/dev
    for node in null zero full random urandom; do touch ${root}/dev/$node; mount --bind /dev/$node ${root}/dev/$node; done
    ln -s /proc/self/fd ${root}/dev/fd
    mkdir -m 1777 ${root}/dev/shm
    hostname "$(cat ${root}/etc/hostname)"
    exec chroot ${root} /bin/bash -c '
      export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      bash -eu /lab-start && touch /lab-ready
      while true; do sleep 3600 & wait $!; done'
  `
}
