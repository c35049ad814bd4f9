import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import { activeServices, postfixServices } from '../postfix/services.ts'
import { otherMailServers } from './other-mail-servers.ts'

/** The name that this host gives in EHLO to other servers: Postfix's smtp_helo_name, -o included; Exim's helo_data. */
export const heloName = fact({
  id: 'mail.helo-name',
  summary: 'The name given in EHLO to other servers.',
  optional: { configuration: postfixConfiguration, services: postfixServices, servers: otherMailServers },
  collect: (_world, { configuration, services, servers }): Fact<string> => {
    if (configuration.status !== 'known') {
      if (servers.status !== 'known') return configuration.status === 'unknown' ? configuration : servers
      const named = servers.value.find((server) => server.heloName !== undefined)
      return named?.heloName === undefined ? absent() : known(named.heloName, ...named.heloEvidence)
    }
    const postfix = configuration.value
    const client =
      services.status === 'known'
        ? activeServices(services.value).find(({ name, type }) => name === 'smtp' && type === 'unix')
        : undefined
    const name =
      client === undefined ? postfix.value('smtp_helo_name') : postfix.valueIn(client, 'smtp_helo_name')
    if (name === undefined || name === '') return { status: 'absent', evidence: [] }
    return known(name.toLowerCase(), ...postfix.evidence('smtp_helo_name', 'myhostname'))
  },
})
