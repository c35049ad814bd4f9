import { type FileHandle, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CaptureError } from './capture-error.ts'
import type { CaptureKey } from './pseudonyms.ts'

const keyFile = z.object({
  schema: z.literal('mailmedic.capture-key/1'),
  key: z.base64(),
  names: z.record(z.string(), z.string()),
  unchanged: z.array(z.string()),
})

export async function writeKeyFile(file: FileHandle, { key, names, unchanged }: CaptureKey): Promise<void> {
  const contents: z.infer<typeof keyFile> = {
    schema: 'mailmedic.capture-key/1',
    key: Buffer.from(key).toString('base64'),
    names,
    unchanged: [...unchanged],
  }
  await file.writeFile(`${JSON.stringify(contents, null, 2)}\n`)
}

/** Reads what `writeCapture` put next to a capture. Throws CaptureError (unreadable, not-a-key). */
export async function readKeyFile(path: string): Promise<CaptureKey> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new CaptureError('unreadable', { where: path, reason: String(error) }, error)
  })
  try {
    const { key, names, unchanged } = keyFile.parse(JSON.parse(text))
    return { key: Buffer.from(key, 'base64'), names, unchanged }
  } catch (error) {
    throw new CaptureError('not-a-key', { where: path, reason: 'its contents are not those of a key' }, error)
  }
}
