import { unknown } from '../access/answer.ts'
import type { Host } from '../access/host/host.ts'

const queueDirectory = '/var/spool/postfix'

/**
 * A host as a watch asks it, which looks each half minute: `postqueue` of a stopped Postfix writes a warning
 * into the mail log ("Mail system is down -- accessing queue directly"), so it is not run then; the files of
 * the queue are counted instead. A look by hand may still ask it: once is no flood.
 */
export function quietHost(host: Host): Host {
  return {
    ...host,
    run: async (command) =>
      command.name === 'postqueue-json' && (await isStopped(host))
        ? unknown('not-running-here', 'Postfix does not run: postqueue would complain into its log')
        : host.run(command),
  }
}

/** master(8) names itself in its queue; where it keeps none there, it may run elsewhere. */
async function isStopped(host: Host): Promise<boolean> {
  const file = await host.readFile(`${queueDirectory}/pid/master.pid`)
  if (file.status === 'absent') return (await host.status(`${queueDirectory}/pid`)).status === 'known'
  if (file.status === 'unknown') return false
  const pid = new TextDecoder().decode(file.value).trim()
  if (!/^\d{1,10}$/.test(pid)) return false
  const name = await host.readFile(`/proc/${pid}/comm`)
  if (name.status === 'unknown') return false
  return name.status === 'absent' || new TextDecoder().decode(name.value).trim() !== 'master'
}
