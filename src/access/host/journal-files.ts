const longestRun = 3_600_000

/** Whether a path names a file of systemd's journal (systemd-journald.service(8)), by its name. */
export function isJournalFile(name: string): boolean {
  return /\.journal~?$/.test(name)
}

/**
 * The lines of journal files, as this machine's own journalctl prints them: `kind` says whether `path` is one
 * file or a folder such as `/mnt/var/log/journal`. Only reading: nothing of the other system is run.
 */
export async function* journalFileBlocks(path: string, kind: 'file' | 'directory'): AsyncGenerator<Buffer> {
  // Starting programs is loaded where one is started: most logs are files of text.
  const { findProgram, RunningProgram } = await import('./program.ts')
  const program = await findProgram('journalctl', ['/usr/bin', '/bin'])
  if (program === undefined)
    throw new Error('files of the journal are read with journalctl, which is not here')
  const journal = new RunningProgram(
    {
      path: program,
      arguments: ['--no-pager', '-q', '-o', 'short-iso-precise', '--utc', `--${kind}=${path}`],
      environment: { LC_ALL: 'C' },
    },
    longestRun,
  )
  try {
    // No encoding is set: the chunks are buffers.
    for await (const block of journal.stdout as AsyncIterable<Buffer>) yield block
    const end = await journal.ended
    if (end.how !== 'exit' || end.exitCode !== 0) throw new Error('journalctl could not read it to its end')
  } finally {
    journal.end({ how: 'closed' })
  }
}
