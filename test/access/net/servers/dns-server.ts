import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Answer, type DecodedPacket, decode, encode, type Packet, type Question } from 'dns-packet'

/** How the server answers one question: a packet's parts, raw bytes, or not at all. */
export type DnsReply =
  | (Omit<Packet, 'questions' | 'type'> & { readonly rcode?: number; readonly questions?: Question[] })
  | Buffer
  | 'silent'

export interface DnsServer extends AsyncDisposable {
  readonly resolver: string
  /** Every query that came, decoded, with how it came. */
  readonly queries: { readonly transport: 'udp' | 'tcp'; readonly packet: DecodedPacket }[]
}

export type DnsBehaviour = (question: Question, transport: 'udp' | 'tcp', packet: DecodedPacket) => DnsReply

/** A real name server on 127.0.0.1, UDP and TCP on one port, that answers as it is told. */
export async function startDnsServer(behave: DnsBehaviour): Promise<DnsServer> {
  const queries: DnsServer['queries'] = []
  const answer = (bytes: Buffer, transport: 'udp' | 'tcp'): Buffer | undefined => {
    const packet = decode(bytes)
    queries.push({ transport, packet })
    const [question] = packet.questions ?? []
    if (question === undefined) return undefined
    const reply = behave(question, transport, packet)
    return reply === 'silent' ? undefined : wire(reply, packet, question)
  }
  const tcp = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const message = answer(bytes.subarray(2), 'tcp')
      if (message === undefined) return
      const length = Buffer.alloc(2)
      length.writeUInt16BE(message.length)
      // In two pieces, as TCP may deliver it.
      socket.write(Buffer.concat([length, message.subarray(0, 5)]), () => socket.end(message.subarray(5)))
    })
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const address = tcp.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const udp = createSocket('udp4')
  udp.on('message', (bytes, from) => {
    const message = answer(bytes, 'udp')
    if (message !== undefined) udp.send(message, from.port, from.address)
  })
  udp.bind(address.port, '127.0.0.1')
  await once(udp, 'listening')
  return {
    resolver: `127.0.0.1#${address.port}`,
    queries,
    async [Symbol.asyncDispose]() {
      udp.close()
      tcp.close()
    },
  }
}

function wire(reply: Exclude<DnsReply, 'silent'>, query: DecodedPacket, question: Question): Buffer {
  if (Buffer.isBuffer(reply)) {
    // Raw bytes get the id of the query, so that they are read at all.
    const bytes = Buffer.from(reply)
    if (bytes.length >= 2) bytes.writeUInt16BE(query.id ?? 0)
    return bytes
  }
  const { rcode = 0, flags = 0, ...parts } = reply
  const id = query.id ?? 0
  return encode({ type: 'response', id, flags: flags | rcode, questions: [question], ...parts })
}

/** Answers from a table of records; names without any are NXDOMAIN, other types NODATA. */
export function zone(records: readonly Answer[], flags = 0): DnsBehaviour {
  return ({ name, type }) => {
    const same = records.filter((record) => record.name.toLowerCase() === name.toLowerCase())
    const answers = same.filter((record) => record.type === type || record.type === 'CNAME')
    return { answers, flags, rcode: same.length === 0 ? 3 : 0 }
  }
}
