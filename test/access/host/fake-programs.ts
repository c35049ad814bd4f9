import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of real shell scripts that stand in for the programs of the table; the host is told to look there. */
export interface ProgramFolder {
  readonly path: string
  add(program: string, script: string): Promise<void>
  remove(): Promise<void>
}

export async function programFolder(): Promise<ProgramFolder> {
  const path = await mkdtemp(join(tmpdir(), 'mailmedic-programs-'))
  return {
    path,
    async add(program, script) {
      await writeFile(join(path, program), `#!/bin/sh\n${script}\n`)
      await chmod(join(path, program), 0o755)
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
