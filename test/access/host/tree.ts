import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const { privateKey: pemKey, publicKey: spkiKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
})
const encryptedKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
}).privateKey

export const logText = Array.from({ length: 200_000 }, (_, line) => `line ${line}\n`).join('')

export interface Tree {
  readonly root: string
  remove(): Promise<void>
}

/** A directory with one of everything that can stand where a file is expected; all links are relative. */
export async function makeTree(): Promise<Tree> {
  const root = await mkdtemp(join(tmpdir(), 'mailmedic-host-'))
  const at = (path: string) => join(root, path)
  await mkdir(at('etc/empty.d'), { recursive: true })
  await mkdir(at('var'))
  await mkdir(at('many'))
  await writeFile(at('etc/main.cf'), 'myhostname = mx.example.org\n')
  await writeFile(at('etc/empty'), '')
  await writeFile(at('etc/nul'), 'a\0b\0\n')
  await writeFile(at('etc/two-mebibytes'), Buffer.alloc(2 << 20, 'x'))
  await writeFile(at('etc/key.pem'), pemKey)
  await writeFile(at('etc/encrypted.pem'), encryptedKey)
  await writeFile(
    at('etc/garbage.pem'),
    '-----BEGIN PRIVATE KEY-----\nZ2FyYmFnZQ==\n-----END PRIVATE KEY-----\n',
  )
  await writeFile(at('var/log'), logText)
  await symlink('main.cf', at('etc/link'))
  await symlink('../etc/empty.d', at('var/directory-link'))
  await symlink('not-there', at('etc/dangling'))
  await symlink('loop-b', at('etc/loop-a'))
  await symlink('loop-a', at('etc/loop-b'))
  for (let name = 0; name <= 10_000; name += 1) closeSync(openSync(at(`many/${name}`), 'w'))
  execFileSync('mkfifo', [at('var/fifo')])
  const server = await listen(at('var/socket'))
  // Whatever the umask is.
  const modes = { 'etc/main.cf': 0o640, 'etc/empty.d': 0o755, 'var/fifo': 0o644, 'var/socket': 0o755 }
  for (const [path, mode] of Object.entries(modes)) await chmod(at(path), mode)
  return {
    root,
    async remove() {
      server.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}

async function listen(path: string): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return server
}
