import { redact } from '../access/recording/redact.ts'

/**
 * Makes text fit for an assistant: secrets are gone, and no character is left that a person would not see
 * (controls, zero-width and bidirectional marks, Unicode tags), as instructions are hidden in those.
 */
export function cleanText(text: string): string {
  return redact(text.toWellFormed()).replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
}

/** All of Cc and Cf but line feed and tab; variation selectors carry bytes, too. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\u{e0100}-\u{e01ef}]/gu
