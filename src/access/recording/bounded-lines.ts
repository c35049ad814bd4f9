export interface LineLimits {
  readonly inflatedBytes: number
  readonly lineBytes: number
  readonly tokens: number
  readonly ratio: number
  readonly compressedBytes: number
}

const ratioCountsFromBytes = 64 << 20

/**
 * Lines of a stream that a stranger made, without their ends. `refuse` (which must throw) is called
 * with the reason as soon as a limit is passed: what is held in memory is never more than one line.
 */
export async function* boundedLines(
  stream: AsyncIterable<Uint8Array>,
  limits: LineLimits,
  refuse: (reason: string) => never,
): AsyncGenerator<string> {
  let inflatedBytes = 0
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let tokens = 0
  const finish = (): string => {
    const bytes = Buffer.concat(pending, pendingBytes)
    pending = []
    pendingBytes = 0
    tokens += countTokens(bytes, limits.tokens - tokens)
    if (tokens > limits.tokens) refuse('too many values')
    return bytes.toString('utf8')
  }
  for await (const chunk of stream) {
    inflatedBytes += chunk.length
    if (inflatedBytes > limits.inflatedBytes)
      refuse(`more than ${limits.inflatedBytes >> 20} MiB when inflated`)
    if (inflatedBytes > ratioCountsFromBytes && inflatedBytes > limits.ratio * limits.compressedBytes) {
      refuse('it inflates more than any real capture')
    }
    let start = 0
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      pending.push(chunk.subarray(start, end))
      pendingBytes += end - start
      if (pendingBytes > limits.lineBytes) refuse(`a line of more than ${limits.lineBytes >> 20} MiB`)
      yield finish()
      start = end + 1
    }
    pending.push(chunk.subarray(start))
    pendingBytes += chunk.length - start
    if (pendingBytes > limits.lineBytes) refuse(`a line of more than ${limits.lineBytes >> 20} MiB`)
  }
  if (pendingBytes > 0) yield finish()
}

const quote = 0x22
const backslash = 0x5c

/** How many separators and brackets stand outside strings; stops counting behind `limit`. */
function countTokens(line: Buffer, limit: number): number {
  let count = 0
  let at = 0
  while (at < line.length && count <= limit) {
    const byte = line[at]
    if (byte === quote) {
      at = endOfString(line, at + 1)
    } else {
      // , : [ {
      if (byte === 0x2c || byte === 0x3a || byte === 0x5b || byte === 0x7b) count++
      at++
    }
  }
  return count
}

function endOfString(line: Buffer, start: number): number {
  for (let end = line.indexOf(quote, start); end !== -1; end = line.indexOf(quote, end + 1)) {
    let slashes = 0
    while (line[end - 1 - slashes] === backslash && end - 1 - slashes >= start) slashes++
    if (slashes % 2 === 0) return end + 1
  }
  return line.length
}
