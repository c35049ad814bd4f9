/** Writes an incident and its event, in one transaction each, and says the number: until it is killed. */
import { openPostgresStore } from '../../src/store/postgres-store.ts'

const [url = '', most = 'Infinity'] = process.argv.slice(2)
const store = openPostgresStore(url)
for (let count = 0; count < Number(most); count++) {
  const id = store.transaction(() => {
    const next = store.incidents.nextId()
    store.incidents.put({
      id: next,
      key: 'k',
      state: 'open',
      lastSeenAt: 1,
      overAt: undefined,
      document: '{}',
    })
    store.incidents.addEvent(next, { at: 1, kind: 'opened', who: 'mailmedic', text: '' })
    return next
  })
  process.stdout.write(`${id}\n`)
}
store.close()
