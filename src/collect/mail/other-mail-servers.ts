import { absent, known } from '../../access/answer.ts'
import { eximConfiguration } from '../exim/configuration.ts'
import { eximServer } from '../exim/server.ts'
import { type Fact, fact } from '../fact.ts'
import { interfaceAddresses } from '../network/addresses.ts'
import { opensmtpdConfiguration } from '../opensmtpd/configuration.ts'
import { opensmtpdServer } from '../opensmtpd/server.ts'
import type { MailServer } from './mail-server.ts'

/** Exim and OpenSMTPD, each by its own configuration; none where the configuration is refused. */
export const otherMailServers = fact({
  id: 'mail.other-servers',
  privilege: 'root',
  summary:
    'Exim and OpenSMTPD: names, domains, ports, certificates and DKIM keys that they are configured with.',
  optional: { exim: eximConfiguration, opensmtpd: opensmtpdConfiguration, addresses: interfaceAddresses },
  async collect(world, { exim, opensmtpd, addresses }): Promise<Fact<readonly MailServer[]>> {
    const servers: MailServer[] = []
    if (exim.status === 'known' && exim.value.refusal === undefined)
      servers.push(await eximServer(world, exim.value))
    if (opensmtpd.status === 'known' && opensmtpd.value.refusal === undefined) {
      const interfaces = addresses.status === 'known' ? addresses.value : []
      servers.push(await opensmtpdServer(world, opensmtpd.value, interfaces))
    }
    if (servers.length > 0) return known(servers, ...servers.flatMap(({ evidence }) => evidence))
    if (exim.status === 'unknown') return exim
    return opensmtpd.status === 'unknown' ? opensmtpd : absent()
  },
})
