import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import {
  nothingDeclared,
  type OwnSetup,
  type OwnSetupError,
  ownSetupLimitBytes,
  readOwnSetup,
} from '../../own-setup/declaration.ts'
import { lineOfPath } from '../../own-setup/json-lines.ts'
import { ownSetupPath } from '../../own-setup/path.ts'
import { type Fact, fact } from '../fact.ts'

/** What the owner declares. With errors nothing of it is declared. */
export interface DeclaredSetup {
  readonly setup: OwnSetup
  readonly errors: readonly OwnSetupError[]
  /** The line of the file that says so: `gateways`, `smarthost.host`. */
  evidence(...path: readonly string[]): Evidence
}

export const declaredSetup = fact({
  id: 'own-setup.declared',
  summary:
    'What the owner declares of what the host cannot see: NAT, outside DNS, gateway, smarthost, SPF senders. Absent: no file.',
  async collect({ host, clock }): Promise<Fact<DeclaredSetup>> {
    const file = await host.readFile(ownSetupPath, ownSetupLimitBytes)
    // A capture of before this file was asked for: nothing can have been declared in it.
    if (file.status === 'unknown' && file.because.code === 'not-recorded') return absent()
    if (file.status !== 'known') return file
    const text = new TextDecoder().decode(file.value)
    const read = readOwnSetup(text)
    const lines = text.split('\n')
    const at = isoTime(clock.now())
    const evidenceAt = (line: number): Evidence => ({
      ...{ kind: 'file', where: `${ownSetupPath}:${line}`, text: (lines[line - 1] ?? '').trim(), at },
    })
    const evidence = (...path: readonly string[]) => evidenceAt(lineOfPath(text, path))
    if (read.ok) return known({ setup: read.setup, errors: [], evidence }, ...file.evidence)
    return known(
      { setup: nothingDeclared, errors: read.errors, evidence },
      ...read.errors.slice(0, shownErrors).map(({ line }) => evidenceAt(line)),
    )
  },
})

const shownErrors = 5

/** What is declared, as far as it can be read; nothing where it cannot. */
export function setupOf(declared: Fact<DeclaredSetup>): OwnSetup {
  return declared.status === 'known' ? declared.value.setup : nothingDeclared
}
