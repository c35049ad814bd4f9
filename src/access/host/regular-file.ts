import type { Stats } from 'node:fs'
import { constants, type FileHandle, lstat, open } from 'node:fs/promises'
import type { FileType } from './host.ts'
import type { Place } from './locator.ts'
import { Refusal } from './refusal.ts'

const safely = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY | constants.O_NOFOLLOW
const firstBytes = 1 << 14
const headBytes = 1 << 16

/** What kind of thing `stat(2)` saw. */
export function fileTypeOf(seen: Pick<Stats, TypeTest>): FileType {
  if (seen.isFile()) return 'file'
  if (seen.isDirectory()) return 'directory'
  if (seen.isSymbolicLink()) return 'symlink'
  if (seen.isSocket()) return 'socket'
  if (seen.isFIFO()) return 'fifo'
  return seen.isBlockDevice() || seen.isCharacterDevice() ? 'device' : 'other'
}
type TypeTest =
  | 'isFile'
  | 'isDirectory'
  | 'isSymbolicLink'
  | 'isSocket'
  | 'isFIFO'
  | 'isBlockDevice'
  | 'isCharacterDevice'

/**
 * Opens a regular file and nothing else: opening a FIFO would wake its writer, opening a device may do
 * anything. O_NONBLOCK, O_NOFOLLOW and the second look are for a file that is swapped in between.
 */
export async function openRegularFile(place: Place): Promise<FileHandle> {
  const before = await lstat(place.real)
  refuseUnlessFile(before, place)
  const handle = await open(place.real, safely)
  try {
    const opened = await handle.stat()
    refuseUnlessFile(opened, place)
    if (opened.ino !== before.ino || opened.dev !== before.dev) {
      throw new Refusal('failed', `${place.inside}: was replaced while it was opened`, 'run again')
    }
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

function refuseUnlessFile(seen: Stats, place: Place) {
  if (seen.isFile()) return
  throw new Refusal('failed', `${place.inside}: is a ${fileTypeOf(seen)}, not a regular file`)
}

/**
 * Reads a file to its end, whatever its size claims to be (0 in /proc and /sys; logs grow meanwhile).
 * More than `limitBytes` is refused (too-big).
 */
export async function readWhole(place: Place, limitBytes: number): Promise<Buffer> {
  const handle = await openRegularFile(place)
  try {
    const { size } = await handle.stat()
    if (size > limitBytes) throw tooBig(place, limitBytes)
    let content: Buffer = Buffer.allocUnsafe(Math.min(limitBytes, Math.max(size, firstBytes)) + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await handle.read(content, length, content.length - length, null)
      if (bytesRead === 0) return content.subarray(0, length)
      length += bytesRead
      if (length > limitBytes) throw tooBig(place, limitBytes)
      if (length === content.length) content = enlarged(content, limitBytes)
    }
  } finally {
    await handle.close()
  }
}

function enlarged(content: Buffer, limitBytes: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(limitBytes, content.length * 2) + 1)
  content.copy(larger)
  return larger
}

function tooBig(place: Place, limitBytes: number) {
  return new Refusal('too-big', `${place.inside}: is larger than ${limitBytes} bytes`)
}

/** The first 64 KiB of a file, or all of it. */
export async function readHead(place: Place): Promise<Buffer> {
  const handle = await openRegularFile(place)
  try {
    const head = Buffer.allocUnsafe(headBytes)
    const { bytesRead } = await handle.read(head, 0, headBytes, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
