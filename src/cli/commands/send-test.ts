import { type CommandFile, UsageError } from '../command-file.ts'
import { languageOption, resolverOption, textOf } from '../options.ts'

export const sendTest: CommandFile = {
  name: 'send-test',
  summary: 'Send one real test mail, wait for it, and tell its story: every hop, delay and bounce',
  options: [
    { flags: '--from <address>', description: 'sender: bounces go there' },
    { flags: '--to <address>', description: 'recipient' },
    {
      flags: '--via <server>',
      description: 'hand it to this server, host or host:port (default: the MX of the recipient)',
    },
    { flags: '--auth <user>', description: 'log in to that server; the password is asked for' },
    { flags: '--password-file <file>', description: 'its first line is that password' },
    {
      flags: '--imap <server>',
      description: 'wait in a mailbox there, host or host:port; the password is asked for',
    },
    { flags: '--imap-user <user>', description: 'whose mailbox (default: the recipient)' },
    { flags: '--imap-password-file <file>', description: 'its first line is the password of the mailbox' },
    { flags: '--listen [port]', description: 'wait for it on a port of this machine (default: 25)' },
    { flags: '--wait <seconds>', description: 'how long to wait', default: '60' },
    resolverOption,
    { flags: '--format <format>', description: 'how to print', choices: ['text', 'json'], default: 'text' },
    languageOption,
  ],
  examples: [
    [
      'as a user does: submission, then look into the mailbox',
      'mailmedic send-test --from me@example.org --to me@example.org --via mail.example.org --auth me@example.org --imap mail.example.org',
    ],
    [
      'as another server does: straight to the MX',
      'mailmedic send-test --from me@example.net --to postmaster@example.org',
    ],
    [
      'without a terminal: passwords from MAILMEDIC_PASSWORD and MAILMEDIC_IMAP_PASSWORD',
      'mailmedic send-test --from a@example.org --to b@example.org --via mail.example.org --auth a --imap mail.example.org --format json',
    ],
  ],
  async run(_args, options, io) {
    const [from, to] = [textOf(options, 'from'), textOf(options, 'to')]
    if (from === undefined || to === undefined) throw new UsageError('give --from and --to')
    const { runSendTest } = await import('../run-send-test.ts')
    return runSendTest(from, to, options, io)
  },
}
