import { also } from '../changes/records.ts'
import type { Fault } from '../fault.ts'
import { places } from '../world/addresses.ts'
import { blockListName } from '../world/reverse.ts'

const fault: Fault = {
  id: 'reputation-ip-listed-spam-source',
  story: 'The addresses of the server are on the Spamhaus list of spam sources.',
  expects: [{ condition: 'reputation-ip-listed-spam-source', subject: '198.51.100.25' }],
  async change(lab) {
    for (const address of [places.a.v4, places.a.v6]) {
      const name = blockListName(address, 'zen.spamhaus.org')
      const why = `"https://www.spamhaus.org/query/ip/${address}"`
      await lab.editZone('zen.spamhaus.org.', (records) =>
        also(name, 'TXT', why)(also(name, 'A', '127.0.0.3')(records)),
      )
    }
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /blocked using zen\.spamhaus\.org/ }],
}

export default fault
