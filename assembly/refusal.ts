// Refusals before there is a queue file: postfix-refusal.ts, Policies.
import {
  hourRowCell,
  lineNumberCell,
  policyCountsAt,
  policyPairsAt,
  refusalsAt,
  refusedLineCell,
  refusedTemplateCell,
  rejectedTotal,
} from '../src/logs/engine/memory-layout'
import { countNetwork } from './addresses'
import { addHour, addTotal, cell, rejectedHourly, setCell } from './counts'
import { lineEnd, tag } from './line'
import { pairValue } from './pairs'
import { countTemplate, rejectKind, templateOf } from './templates'
import { find, findByte, firstBytes } from './text'

const stageStep = 8192
const eximStage = 15
const rejectWord: u64 = letters('reject: ')
const fromWord: u64 = letters(' from ')
const semicolonFrom: u64 = letters('; from=<')
const semicolonProto: u64 = letters('; proto=')
const semicolonTo: u64 = letters('; to=<')
const semicolonClient: u64 = letters('; client')

/** `reject: RCPT from h[ip]:25: 554 5.7.1 text; from=<f> to=<t> …`, at `start`; false: for TypeScript. */
export function refusedByPostfix(start: i32): bool {
  if (load<u64>(start) !== rejectWord) return false
  const end = lineEnd
  const stage = start + 8
  const number = stageNumber(stage)
  if (number === 0) return false
  const from = find(stage, min(end, stage + 40), fromWord, 6)
  const address = from < 0 ? end : findByte(from, end, 91) + 1
  let at = from < 0 ? findByte(stage, end, 58) : findByte(from, end, 93) + 1
  if (from >= 0 && load<u8>(at) === 58 && load<u8>(at + 1) !== 32) at = findByte(at + 1, end, 58)
  const text = min(at + 2, end)
  if (!refused(number * stageStep + load<i32>(tag, 4), text, endOfText(text, end))) return false
  setCell(refusedLineCell, cell(lineNumberCell))
  if (address < end) countNetwork(refusalsAt, address, end)
  return true
}

/** Exim's `rejected RCPT …` in [start, end). */
export function refusedByExim(program: i32, start: i32): bool {
  return refused(eximStage * stageStep + program, start, lineEnd)
}

/** Counts a refusal for a reason in [start, end); false where its form or its policy is not known yet. */
function refused(key: i32, start: i32, end: i32): bool {
  const template = templateOf(rejectKind, start, end)
  if (template === 0) return false
  const policy = pairValue(policyPairsAt, key, template)
  if (policy === 0) return false
  addTotal(rejectedTotal, 1)
  addHour(cell(hourRowCell), rejectedHourly, 1)
  countTemplate(template)
  const count = policyCountsAt + (policy << 2)
  store<i32>(count, load<i32>(count) + 1)
  setCell(refusedTemplateCell, template)
  return true
}

/** As `stageNames` in postfix-refusal.ts. */
function stageNumber(stage: i32): i32 {
  const word = load<u32>(stage)
  if (load<u8>(stage + 4) === 32) {
    if (word === letters('RCPT')) return 1
    if (word === letters('MAIL')) return 2
    if (word === letters('EHLO')) return 3
    if (word === letters('HELO')) return 4
    if (word === letters('DATA')) return 5
    return 0
  }
  return load<u64>(stage) === letters('CONNECT ') ? 6 : 0
}

function endOfText(start: i32, end: i32): i32 {
  for (let at = findByte(start, end, 59); at < end; at = findByte(at + 1, end, 59)) {
    const word = load<u64>(at)
    if (word === semicolonFrom || word === semicolonProto) return at
    if (firstBytes(word, 6) === semicolonTo) return at
    if (word === semicolonClient && load<u8>(at + 8) === 61) return at
  }
  return end
}
