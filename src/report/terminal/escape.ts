/**
 * Makes text from the outside safe for a terminal: no escape sequence, no control character, no
 * bidirectional override reaches it. What was there stays visible as `\x1b`.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(unsafe, (character) => {
    if (character === '\t') return ' '
    const code = character.codePointAt(0) ?? 0
    return code > 0xff
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\x${code.toString(16).padStart(2, '0')}`
  })
}

/** C0, DEL, C1, zero-width and bidirectional controls, line and paragraph separators, lone surrogates. */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
