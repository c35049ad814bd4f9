import { serviceManager, statusField } from '../access/outbound/service-manager.ts'
import type { Store } from '../store/store.ts'
import { currentIncidents } from '../watch/incidents/incident-log.ts'
import type { ServeEvent } from '../watch/serve.ts'

/** A watch that has neither looked nor failed for so long hangs: it is left to be restarted. */
const hangsAfter = 5 * 60_000

export interface ManagerReports {
  /** Something happened: the watch is alive. */
  note(event: ServeEvent): void
  stop(): Promise<void>
}

/** Tells systemd, where that started this, that the watch is ready, alive and how it is (sd_notify(3)). */
export function reportToManager(store: Store): ManagerReports {
  const manager = serviceManager(process.env)
  if (manager === undefined) return { note: () => undefined, stop: () => Promise.resolve() }
  const { notify, watchdogMilliseconds } = manager
  let aliveAt = performance.now()
  let told = ''
  let isReady = false
  const pinging =
    watchdogMilliseconds === undefined
      ? undefined
      : setInterval(() => {
          if (performance.now() - aliveAt < hangsAfter) void notify('WATCHDOG=1')
        }, watchdogMilliseconds / 2)
  return {
    note(event) {
      if (event.kind !== 'looked' && event.kind !== 'failed') return
      aliveAt = performance.now()
      const status = event.kind === 'looked' ? statusOf(store) : 'the watch could not work'
      if (isReady && status === told) return
      void notify(...(isReady ? [] : ['READY=1']), statusField(status))
      isReady = true
      told = status
    },
    async stop() {
      clearInterval(pinging)
      await notify('STOPPING=1')
    },
  }
}

function statusOf(store: Store): string {
  const open = currentIncidents(store, Number.MAX_SAFE_INTEGER).filter(({ state }) => state === 'open')
  const [first] = open
  if (first === undefined) return 'watching; nothing is wrong'
  const more = open.length > 1 ? ` and ${open.length - 1} more` : ''
  return `incident ${first.id}: ${first.diagnosis.title}${more}`
}
