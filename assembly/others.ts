// Routine lines of Dovecot and Rspamd: dovecot-routine.ts, filter-verdicts.ts.
import { actionBytes, actionsAt, actionsCell, amavisAt, amavisCell } from '../src/logs/engine/memory-layout'
import { cell } from './counts'
import { body, lineEnd } from './line'
import { find, findByte, firstBytes, isDigit, same } from './text'

const farthest = 320
/** Tag, worker and the function's name stand before the action, the list of symbols behind it. */
const rspamdHead = 40

/** What Dovecot writes all day where all is well, and what counts for nothing. */
export function isDovecotRoutine(): bool {
  const word = load<u64>(body)
  if (word === letters('imap-log') || word === letters('pop3-log')) return isLogin()
  const service = firstBytes(word, 5)
  const isSession =
    service === letters('imap(') ||
    service === letters('pop3(') ||
    service === letters('lmtp(') ||
    (word === letters('managesi') && load<u32>(body, 8) === letters('eve('))
  if (!isSession) return false
  const last = min(lineEnd, body + farthest)
  for (let at = findByte(body, last, 58); at < last; at = findByte(at + 1, last, 58)) {
    const before = <i32>load<u8>(at - 1)
    if (load<u8>(at + 1) === 32 && (before === 62 || before === 41)) return isAfterSession(at + 2)
  }
  return false
}

/** `imap-login: Login: `, `pop3-login: Logged in: ` */
function isLogin(): bool {
  if (load<u32>(body, 8) !== letters('in: ')) return false
  const word = load<u64>(body, 12)
  if (firstBytes(word, 7) === letters('Login: ')) return true
  return word === letters('Logged i') && load<u32>(body, 19) === letters('in: ')
}

function isAfterSession(at: i32): bool {
  const word = load<u64>(at)
  if (firstBytes(word, 6) === letters('msgid=')) return true
  if (word === letters('Disconne')) {
    const rest = load<u64>(at, 8)
    if (rest === letters('cted: Lo'))
      return load<u64>(at, 15) === letters('ogged ou') && load<u8>(at, 23) === 116
    return rest === letters('ct from ')
  }
  if (word === letters('Logged o')) return load<u16>(at, 8) === letters('ut')
  if (word === letters('sieve: m')) return load<u32>(at, 8) === letters('sgid') && load<u8>(at, 12) === 61
  if (word === letters('Connect ')) return load<u32>(at, 8) === letters('from') && load<u8>(at, 12) === 32
  return word === letters('Connecti') && load<u64>(at, 8) === letters('on close') && load<u8>(at, 16) === 100
}

/** `<tag>; task; rspamd_task_write_log: …`: counts the action, where it is one that is known. */
export function rspamdLine(): bool {
  if (load<u8>(body) !== 60) return false
  const word = find(body + rspamdHead, lineEnd, letters('(default'), 8)
  if (word < 0) return true
  if (load<u16>(word, 8) !== letters(': ')) return false
  return counted(actionsAt, cell(actionsCell), word + 13, 0)
}

/** Counts the name at `start`, of this length where it is not 0; false where it is not known. */
function counted(table: i32, known: i32, start: i32, wanted: i32): bool {
  for (let index = 0; index < known; index++) {
    const own = table + index * actionBytes
    const length = load<i32>(own)
    if (wanted !== 0 && length !== wanted) continue
    if (start + length > lineEnd || !same(own + 8, start, length)) continue
    store<i32>(own, load<i32>(own, 4) + 1, 4)
    return true
  }
  return false
}

/** `(12345-01) Passed CLEAN {RelayedInbound}, …`, `Blocked SPAM, …`; false where TypeScript must look. */
export function amavisLine(): bool {
  let at = body
  if (load<u8>(at) === 40) {
    at++
    while (isWord(<i32>load<u8>(at)) || load<u8>(at) === 45) at++
    if (at - body < 4 || at - body > 25 || load<u16>(at) !== letters(') ')) return false
    at += 2
  }
  const word = load<u64>(at)
  let end = at
  if (firstBytes(word, 7) === letters('Passed ')) end += 7
  else if (word === letters('Blocked ')) end += 8
  else return false
  const start = end
  while (<u32>(<i32>load<u8>(end) - 65) < 26 || load<u8>(end) === 45) end++
  const length = end - start
  if (length < 3 || length > 20 || load<u8>(end - 1) === 45 || isWord(<i32>load<u8>(end))) return false
  return counted(amavisAt, cell(amavisCell), at, end - at)
}

function isWord(byte: i32): bool {
  return isDigit(byte) || <u32>((byte | 32) - 97) < 26 || byte === 95
}
