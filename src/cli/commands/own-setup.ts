import { ownSetupPath } from '../../own-setup/path.ts'
import { type CommandFile, exit } from '../command-file.ts'

export const ownSetup: CommandFile = {
  name: 'own-setup',
  summary: 'Declare once what cannot be seen from this host: NAT, outside DNS, gateway, smarthost, senders',
  arguments: [['[action]', 'show (default), explain, or set']],
  options: [
    {
      flags: '--public-address <address>',
      description: 'set: behind a translator (NAT), an address under which others see this host',
      repeatable: true,
    },
    {
      flags: '--dns <who>',
      description: 'set: who runs the name servers of the own domains',
      choices: ['us', 'others'],
    },
    {
      flags: '--inside-view <yes-or-no>',
      description: 'set: the resolver here is told other answers than the world',
      choices: ['yes', 'no'],
    },
    {
      flags: '--gateway <host-or-network>',
      description: 'set: takes the own domains’ mail first, and hands it on to this host',
      repeatable: true,
    },
    {
      flags: '--smarthost <host>',
      description: 'set: takes all mail of this host for others; none: no such host',
    },
    {
      flags: '--smarthost-address <network>',
      description: 'set: from where that host sends',
      repeatable: true,
    },
    {
      flags: '--spf-sender <network-or-domain>',
      description: 'set: rightly sends as the own domains, too',
      repeatable: true,
    },
    { flags: '--clear <field>', description: 'set: declare nothing of it any more', repeatable: true },
    { flags: '--dry-run', description: 'set: only show what would change' },
    { flags: '--file <path>', description: 'where it is declared', default: ownSetupPath },
    { flags: '--format <format>', description: 'how to show', choices: ['text', 'json'], default: 'text' },
  ],
  examples: [
    ['what is declared, and whether it can be understood', 'mailmedic own-setup'],
    ['what each field means, and what it changes', 'mailmedic own-setup explain'],
    ['behind a router', 'sudo mailmedic own-setup set --public-address 203.0.113.7'],
    ['a filter service takes the mail first', 'sudo mailmedic own-setup set --gateway mx.filter.example'],
    ['no more', 'sudo mailmedic own-setup set --clear gateways'],
  ],
  async run(args, options, io) {
    const { runOwnSetup } = await import('../run-own-setup.ts')
    return (await runOwnSetup(args, options, io)) ? exit.fine : exit.problem
  },
}
