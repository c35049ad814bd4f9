// Messages: `receive`, `unreceive`, `join`, `once` of journeys.ts.
import {
  bytesReceivedTotal,
  clientsAt,
  deferredMessagesTotal,
  discardedTotal,
  expiredTotal,
  fileClientNamesAt,
  fileFirstsAt,
  fileFollowersAt,
  fileHoursAt,
  fileRecipientsAt,
  fileSendersAt,
  fileUsersAt,
  heldTotal,
  receivedTotal,
  sendersAt,
  userMessagesAt,
  userRecipientsAt,
  usersAt,
} from '../src/logs/engine/memory-layout'
import { addHour, addTotal, receivedHourly } from './counts'
import { countName } from './names'
import { addToPair } from './pairs'
import {
  addState,
  deferred,
  discarded,
  expired,
  field,
  firstOf,
  held,
  received,
  reentered,
  removeState,
  setField,
  sizeOf,
  stateOf,
} from './queue-files'

/** The message of this queue file was handed in and accepted. */
export function receive(row: i32): void {
  addState(row, received)
  countReceived(row, 1)
}

function countReceived(row: i32, amount: i32): void {
  addTotal(receivedTotal, amount)
  addTotal(bytesReceivedTotal, sizeOf(row) * amount)
  const hour = field(fileHoursAt, row)
  addHour(hour, receivedHourly, amount)
  countName(sendersAt, field(fileSendersAt, row), amount)
  countName(clientsAt, field(fileClientNamesAt, row), amount)
  const user = field(fileUsersAt, row)
  countName(usersAt, user, amount)
  if (user <= 0) return
  addToPair(userMessagesAt, user, hour, amount)
  const recipients = field(fileRecipientsAt, row)
  if (recipients > 0) addToPair(userRecipientsAt, user, hour, recipients * amount)
}

/** Two queue files are one message. False where the second belongs to another message already. */
export function join(first: i32, second: i32): bool {
  const root = firstOf(first)
  const other = firstOf(second)
  if (other === root) return second !== root
  if (other !== second) return false
  setField(fileFirstsAt, second, root)
  setField(fileFollowersAt, root, field(fileFollowersAt, root) + 1)
  if ((stateOf(second) & received) !== 0) {
    removeState(second, received)
    countReceived(second, -1)
  }
  addState(second, reentered)
  const own = stateOf(second)
  const twice = stateOf(root) & own
  if (twice & deferred) addTotal(deferredMessagesTotal, -1)
  if (twice & expired) addTotal(expiredTotal, -1)
  if (twice & held) addTotal(heldTotal, -1)
  if (twice & discarded) addTotal(discardedTotal, -1)
  addState(root, own & (deferred | expired | held | discarded))
  return true
}
