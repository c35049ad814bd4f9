import { unknown } from '../answer.ts'
import type { Host } from './host.ts'

/** The machine as a stranger sees it: not at all. What it answers over the network is the `Net`'s matter. */
export const unseenHost: Host = {
  kind: 'outside',
  readFile: notFromHere,
  readBlocks: notFromHere,
  listDirectory: notFromHere,
  status: notFromHere,
  readPublicKey: notFromHere,
  run: notFromHere,
}

async function notFromHere() {
  return unknown('not-from-here', 'looked at from outside', 'run mailmedic check on the server itself')
}
