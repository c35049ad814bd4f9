import { realpath } from 'node:fs/promises'
import { isAbsolute, relative } from 'node:path'
import { findLogFiles } from '../access/host/log-files.ts'
import { InputError } from './command-file.ts'

/**
 * The files that a stranger may name: those that lie, links followed, beneath one of the folders. Throws
 * `InputError` for any other, without a word on whether it is there.
 */
export class AllowedFiles {
  readonly #folders: readonly string[]

  /** Throws `InputError` where a folder is not there. */
  static async beneath(folders: readonly string[]): Promise<AllowedFiles> {
    return new AllowedFiles(
      await Promise.all(
        folders.map((folder) =>
          realpath(folder).catch(() => {
            throw new InputError(`--files ${folder}: there is no such folder, or it may not be read`)
          }),
        ),
      ),
    )
  }

  private constructor(folders: readonly string[]) {
    this.#folders = folders
  }

  async one(path: string): Promise<string> {
    const real = await realpath(path).catch(() => undefined)
    if (real === undefined || !this.#folders.some((folder) => isWithin(folder, real)))
      throw this.#refusal(path)
    return real
  }

  /** Patterns and folders become the files in them. */
  async several(paths: readonly string[]): Promise<string[]> {
    if (paths.length === 0) return []
    // Standard input is not to be had, whatever it is called.
    const named = paths.find((path) => !isAbsolute(path))
    if (named !== undefined) throw new InputError(`${named}: give the whole path, from / on`)
    const { files } = await findLogFiles(paths)
    if (files.length === 0) throw this.#refusal(paths.join(', '))
    return Promise.all(files.map(({ path }) => this.one(path)))
  }

  #refusal(path: string): InputError {
    const where =
      this.#folders.length === 0 ? 'start it with --files FOLDER' : `only beneath ${this.#folders.join(', ')}`
    return new InputError(`${path}: there is no such file that may be read here: ${where}`)
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}
