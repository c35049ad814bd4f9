import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

const statusFileLimitBytes = 64 << 20

export const installedPackages = fact({
  id: 'system.packages',
  summary: 'Installed Debian packages: name → version. Absent where there is no dpkg.',
  async collect(world): Promise<Fact<ReadonlyMap<string, string>>> {
    const status = await world.host.run({ name: 'packages' })
    if (status.status === 'known') return known(parsePackageList(status.value.stdout), ...status.evidence)
    const file = await world.host.readFile('/var/lib/dpkg/status', statusFileLimitBytes)
    if (file.status !== 'known') return file.status === 'absent' ? absent(...file.evidence) : status
    return known(parseStatusFile(new TextDecoder().decode(file.value)), ...file.evidence)
  },
})

/** `dpkg-query -W`: package, version, status abbreviation (`ii `), by tabs. */
export function parsePackageList(output: string): Map<string, string> {
  const rows = output.split('\n').map((line) => line.split('\t'))
  return new Map(
    rows.flatMap(([name, version, state]) =>
      name && version && state?.startsWith('ii') ? [[name, version]] : [],
    ),
  )
}

/** /var/lib/dpkg/status: paragraphs of `Field: value` lines. */
export function parseStatusFile(text: string): Map<string, string> {
  return new Map(
    text.split('\n\n').flatMap((paragraph) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1]
      const [name, version] = [field('Package'), field('Version')]
      return name && version && field('Status')?.endsWith(' installed') ? [[name, version]] : []
    }),
  )
}
