import { matchesPattern } from '../../access/host/file-pattern.ts'
import type { Host } from '../../access/host/host.ts'
import type { ConfigurationFile } from './place.ts'

const mostFiles = 200
const mostDepth = 5

/** The configuration file, where it is there and readable. */
export async function configurationFile(host: Host, path: string): Promise<ConfigurationFile | undefined> {
  const answer = await host.readFile(path)
  return answer.status === 'known' ? { path, text: Buffer.from(answer.value).toString('latin1') } : undefined
}

/** A file with all that it includes, in the order of reading; what is missing is left out. */
export async function withIncludes(
  host: Host,
  path: string,
  includes: (text: string) => readonly string[],
): Promise<ConfigurationFile[]> {
  const files: ConfigurationFile[] = []
  await collect(host, path, includes, files, 0)
  return files
}

async function collect(
  host: Host,
  path: string,
  includes: (text: string) => readonly string[],
  files: ConfigurationFile[],
  depth: number,
): Promise<void> {
  if (depth > mostDepth || files.length >= mostFiles || files.some((file) => file.path === path)) return
  const file = await configurationFile(host, path)
  if (file === undefined) return
  files.push(file)
  for (const pattern of includes(file.text)) {
    for (const included of await matching(host, pattern))
      await collect(host, included, includes, files, depth + 1)
  }
}

/** Files that a pattern names (`/etc/rsyslog.d/*.conf`, `/etc/rsyslog.d/`): stars in its last part only. */
export async function matching(host: Host, pattern: string): Promise<string[]> {
  const slash = pattern.lastIndexOf('/')
  const [folder, name] = [pattern.slice(0, slash) || '/', pattern.slice(slash + 1) || '*']
  if (!/[*?]/.test(name)) return [pattern]
  const listing = await host.listDirectory(folder)
  if (listing.status !== 'known') return []
  return listing.value
    .filter((entry) => entry.type !== 'directory' && matchesPattern(name, entry.name))
    .map((entry) => `${folder.replace(/\/$/, '')}/${entry.name}`)
}
