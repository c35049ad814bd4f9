import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { must, run } from '../system/command.ts'

/**
 * The file system of a host, in layers: the image (shared, never written), the configured base of this lab,
 * and on top what the running host writes. Throwing the top away reverts the host.
 */
export class Layers {
  readonly folder: string
  readonly image: string

  constructor(folder: string, image: string) {
    this.folder = folder
    this.image = image
  }

  /** Where the host's root is mounted on this machine. */
  get root(): string {
    return `${this.folder}/root`
  }

  /** Mounts image and base for writing the base. */
  async mountBase(): Promise<void> {
    this.makeFolders()
    await this.mount(this.image, 'base')
  }

  /** Mounts image, base and a fresh, empty top. */
  async mountFresh(): Promise<void> {
    for (const part of ['top', 'work']) rmSync(`${this.folder}/${part}`, { recursive: true, force: true })
    this.makeFolders()
    await this.mount(`${this.folder}/base:${this.image}`, 'top')
  }

  /** Unmounts whatever is mounted; nothing mounted is fine. */
  async unmount(): Promise<void> {
    if (!existsSync(this.root)) return
    const output = await run(['umount', this.root])
    if (output.code !== 0) await run(['umount', '--lazy', this.root])
  }

  private makeFolders(): void {
    for (const part of ['base', 'top', 'work', 'root'])
      mkdirSync(`${this.folder}/${part}`, { recursive: true })
  }

  private async mount(lower: string, upper: string): Promise<void> {
    rmSync(`${this.folder}/work`, { recursive: true, force: true })
    this.makeFolders()
    const options = `lowerdir=${lower},upperdir=${this.folder}/${upper},workdir=${this.folder}/work`
    await must(['mount', '-t', 'overlay', 'overlay', '-o', options, this.root])
  }
}
