import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { reachOf } from '../network/next-hop.ts'
import { postfixSmarthost, type Smarthost } from '../postfix/smarthost.ts'
import { otherMailServers } from './other-mail-servers.ts'

/** The host that all mail for others goes through, and whose setting that is. */
export interface SmarthostInUse extends Pick<Smarthost, 'text' | 'host' | 'port' | 'reach'> {
  readonly program: 'Postfix' | 'Exim' | 'OpenSMTPD'
}

export const smarthost = fact({
  id: 'mail.smarthost',
  privilege: 'root',
  summary: 'The smarthost of the mail server here, whichever it is, and whether it can be connected to.',
  optional: { postfix: postfixSmarthost, servers: otherMailServers },
  async collect(world, { postfix, servers }): Promise<Fact<SmarthostInUse>> {
    if (postfix.status === 'known')
      return known({ ...postfix.value, program: 'Postfix' }, ...postfix.evidence)
    const server =
      servers.status === 'known' ? servers.value.find((one) => one.smarthost !== undefined) : undefined
    if (server?.smarthost === undefined) return postfix
    const { host, port, evidence } = server.smarthost
    const text = `${host}:${port}`
    const reach = await reachOf(world, { text, host, port, direct: true })
    return known({ text, host, port, reach, program: server.program }, ...evidence)
  },
})
