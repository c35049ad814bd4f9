import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** Bytes as a text that can be searched and changed, and the way back to bytes. */
export interface ContentText {
  readonly text: string
  /** The changed text as a capture stores it. */
  store(text: string): { readonly text: string } | { readonly base64: string }
}

const largestInflatedBytes = 64 << 20
const zstdMagic = 0x28b52ffd

/**
 * Text of a file's bytes. Other encodings than UTF-8 are read byte by byte, so that ASCII in them is
 * found; rotated logs are inflated. Undefined: bytes in which no secret could be found (databases,
 * binary keys, other archives), so that they must not be recorded.
 */
export function contentText(bytes: Uint8Array, path: string | undefined): ContentText | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (data.length > 1 && data.readUInt16BE(0) === 0x1f8b) return inflated(data, gunzipSync, gzipSync)
  if (data.length > 3 && data.readUInt32BE(0) === zstdMagic)
    return inflated(data, zstdDecompressSync, zstdCompressSync)
  if (isOtherArchive(data) || (data.includes(0) && !mayHoldNul(path))) return undefined
  return plain(data)
}

function plain(data: Buffer): ContentText {
  const utf8 = decodeUtf8(data)
  if (utf8 !== undefined) return { text: utf8, store: (text) => ({ text }) }
  return {
    text: data.toString('latin1'),
    store: (text) => ({ base64: Buffer.from(text, 'latin1').toString('base64') }),
  }
}

function decodeUtf8(data: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch {
    return undefined
  }
}

function inflated(
  data: Buffer,
  inflate: (data: Buffer, options: { maxOutputLength: number }) => Buffer,
  deflate: (data: Buffer) => Buffer,
): ContentText | undefined {
  try {
    const inner = inflate(data, { maxOutputLength: largestInflatedBytes })
    if (inner.includes(0) && !inner.subarray(0, 4096).every(isTextByte)) return undefined
    return {
      text: inner.toString('latin1'),
      store: (text) => ({ base64: deflate(Buffer.from(text, 'latin1')).toString('base64') }),
    }
  } catch {
    return undefined
  }
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}

/** xz and bzip2, which we cannot inflate. */
function isOtherArchive(data: Buffer): boolean {
  const start = data.subarray(0, 6).toString('latin1')
  return start === '\xfd7zXZ\0' || /^BZh[1-9]/.test(start)
}

/** Where zeros are usual in texts: strings of the kernel; logs after a crash. */
function mayHoldNul(path: string | undefined): boolean {
  if (path === undefined) return true
  if (/^\/(?:proc|sys)\//.test(path)) return true
  return (
    /^\/var\/log\/(?!journal\/)/.test(path) && !/\/(?:[wb]tmp|lastlog|faillog)[^/]*$|\.journal~?$/.test(path)
  )
}
