import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What Sisimai (Debian: libsisimai-perl) made of mails, by their number: address and reason. */
export interface SisimaiRun {
  readonly found: ReadonlyMap<number, readonly (readonly [address: string, reason: string])[]>
  /** Of processor time, in the best of the rounds. */
  readonly mailsPerSecond: number
}

const script = String.raw`
use strict; use warnings; use Sisimai; use Time::HiRes qw(time);
my ($folder, $rounds) = @ARGV;
opendir(my $handle, $folder); my @files = sort grep { /\.eml$/ } readdir($handle);
for my $file (@files) {
  my $made = Sisimai->make("$folder/$file", delivered => 1, vacation => 1);
  for my $one (@{ $made || [] }) { print join("\t", $file, $one->recipient->address, $one->reason), "\n" }
}
for (1 .. $rounds) {
  my @before = times;
  for my $file (@files) { Sisimai->make("$folder/$file", delivered => 1, vacation => 1) }
  my @after = times; printf "cpu\t%f\t%d\n", $after[0] + $after[1] - $before[0] - $before[1], scalar @files;
}
`

/** Runs Sisimai in one process over mails that are written to a folder; undefined where it is not installed. */
export function runSisimai(mails: readonly Uint8Array[], rounds: number): SisimaiRun | undefined {
  if (spawnSync('perl', ['-MSisimai', '-e', '1']).status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'sisimai-'))
  try {
    mkdirSync(join(folder, 'mails'))
    mails.forEach((bytes, index) => {
      writeFileSync(join(folder, 'mails', `${String(index).padStart(5, '0')}.eml`), bytes)
    })
    const { stdout } = spawnSync('perl', ['-e', script, join(folder, 'mails'), String(rounds)], {
      maxBuffer: 64 << 20,
      encoding: 'utf8',
    })
    return readOutput(stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readOutput(output: string): SisimaiRun {
  const found = new Map<number, (readonly [string, string])[]>()
  let mailsPerSecond = 0
  for (const line of output.split('\n')) {
    const [first = '', second = '', third = ''] = line.split('\t')
    if (first === 'cpu') mailsPerSecond = Math.max(mailsPerSecond, Number(third) / Number(second))
    else if (first !== '')
      found.set(Number.parseInt(first, 10), [
        ...(found.get(Number.parseInt(first, 10)) ?? []),
        [second, third],
      ])
  }
  return { found, mailsPerSecond }
}

/** A reply inside the smallest delivery status report, for programs that read mails only. */
export function asReport(reply: string): Uint8Array {
  const diagnostic = reply.replace(/\s*\n\s*/g, ' ')
  const enhanced =
    /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? (/^\W*4\d\d/.test(reply) ? '4.0.0' : '5.0.0')
  return Buffer.from(
    `Return-Path: <>\nFrom: MAILER-DAEMON@relay.example (Mail Delivery System)\nTo: alice@sender.example\nSubject: Undelivered Mail Returned to Sender\nDate: Tue, 30 Jun 2026 08:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b1"\n\n--b1\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\nThis is the mail system at host relay.example.\n\n<bob@receiver.example>: ${diagnostic}\n\n--b1\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\nArrival-Date: Tue, 30 Jun 2026 08:00:00 +0000\n\nFinal-Recipient: rfc822; bob@receiver.example\nAction: failed\nStatus: ${enhanced}\nDiagnostic-Code: smtp; ${diagnostic}\n\n--b1\nContent-Description: Undelivered Message\nContent-Type: message/rfc822\n\nFrom: alice@sender.example\nTo: bob@receiver.example\nSubject: hello\nDate: Tue, 30 Jun 2026 08:00:00 +0000\nMessage-ID: <1@sender.example>\n\ntext\n--b1--\n`,
  )
}
