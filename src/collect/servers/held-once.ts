import type { Answer } from '../../access/answer.ts'
import type { DialogueRequest, DialogueSeen, Net } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'

/** Many domains have one server: what it says to all of them is asked once a run. */
const held = new WeakMap<Net, Map<string, Promise<Answer<DialogueSeen>>>>()

/** Holds a dialogue; the same request over the same `Net` gets the same answer. */
export function dialogueOnce({ net }: World, request: DialogueRequest): Promise<Answer<DialogueSeen>> {
  const dialogues = held.get(net) ?? new Map<string, Promise<Answer<DialogueSeen>>>()
  held.set(net, dialogues)
  const key = JSON.stringify(request)
  const dialogue = dialogues.get(key) ?? net.dialogue(request)
  dialogues.set(key, dialogue)
  return dialogue
}
