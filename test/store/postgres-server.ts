import { execFileSync, type SpawnOptions, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packaged = '/usr/lib/postgresql'

/** Debian's real PostgreSQL; undefined: not installed. It refuses to run as root: then as `postgres`. */
function programs(): { readonly folder: string; readonly as: SpawnOptions } | undefined {
  const version = existsSync(packaged) ? readdirSync(packaged).toSorted().at(-1) : undefined
  const folder = join(packaged, version ?? '', 'bin')
  if (!existsSync(join(folder, 'initdb'))) return undefined
  if (process.getuid?.() !== 0) return { folder, as: {} }
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(spawnSync('id', [which, 'postgres']).stdout.toString()),
  )
  return uid === undefined || gid === undefined ? undefined : { folder, as: { uid, gid } }
}

const found = programs()

/** Why these tests are skipped; undefined: they run. */
export const noPostgres: string | undefined =
  found === undefined ? 'PostgreSQL is not installed: apt-get install postgresql' : undefined

/** A server of its own in a temporary folder, which listens on a Unix socket there and nowhere else. */
export class PostgresServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'mailmedic-postgres-'))
  #databases = 0

  constructor() {
    chmodSync(this.folder, 0o777)
    this.#run('initdb', ['-D', this.#data, '-U', 'mailmedic', '-A', 'trust', '--no-sync', '-E', 'UTF8'])
    this.start()
  }

  get #data(): string {
    return join(this.folder, 'data')
  }

  start(): void {
    const options = `-c listen_addresses= -k ${this.folder} -c fsync=off`
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-l', join(this.folder, 'log'), '-o', options, 'start'])
  }

  /** `immediate`: as a crash. */
  stop(mode: 'fast' | 'immediate' = 'fast'): void {
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-m', mode, 'stop'])
  }

  /** The URL of a new database. */
  newDatabase(): string {
    const name = `mailmedic_${++this.#databases}`
    this.#run('createdb', ['-h', this.folder, '-U', 'mailmedic', name])
    return `postgres://mailmedic@localhost/${name}?host=${this.folder}`
  }

  /** What the server's own client says. */
  ask(url: string, sql: string): string {
    const name = new URL(url).pathname.slice(1)
    return this.#run('psql', ['-h', this.folder, '-U', 'mailmedic', '-d', name, '-Atc', sql]).trim()
  }

  end(): void {
    this.stop('immediate')
    rmSync(this.folder, { recursive: true })
  }

  #run(program: string, args: readonly string[]): string {
    const options = { ...found?.as, cwd: this.folder, timeout: 60_000 }
    return execFileSync(join(found?.folder ?? '', program), [...args], {
      ...options,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', program === 'pg_ctl' ? 'ignore' : 'pipe'],
    })
  }
}
