import { type CommandFile, exit } from '../command-file.ts'
import { languageOption } from '../options.ts'
import { stateOption, storeOption } from '../state.ts'

export const serve: CommandFile = {
  name: 'serve',
  summary: 'Watch this server: keep incidents, and tell people by a way that works when mail is down',
  options: [
    {
      flags: '--listen <address>',
      description: 'serve the console, its API and /metrics (Prometheus) there: 127.0.0.1:9154',
    },
    {
      flags: '--tls-cert <file>',
      description: 'its certificate with the chain (PEM): this host’s own will do',
    },
    { flags: '--tls-key <file>', description: 'the key of that; a renewed pair is taken without a restart' },
    { flags: '--url <url>', description: 'by which address people reach the console, for links to it' },
    {
      flags: '--trusted-proxy <network>',
      description: 'a proxy before it, whose X-Forwarded-For is believed',
      repeatable: true,
    },
    {
      flags: '--log-format <format>',
      description: 'how its own log is written',
      choices: ['text', 'json'],
      default: 'text',
    },
    stateOption,
    storeOption,
    languageOption,
  ],
  examples: [
    ['watch until Ctrl-C', 'sudo mailmedic serve'],
    [
      'first say how to reach you',
      'sudo mailmedic alert add phone --kind ntfy --set url=https://ntfy.sh --set topic=…',
    ],
  ],
  endsItself: true,
  async run(_args, options, io) {
    const { runServe } = await import('../run-serve.ts')
    await runServe(options, io)
    return exit.fine
  },
}
