/** Makes text from the outside safe inside an element and inside a quoted attribute; controls become `\x1b`. */
export function escapeForHtml(text: string): string {
  return text.replace(
    /[&<>"'\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => {
      const named: Readonly<Record<string, string>> = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        "'": '&#39;',
      }
      const code = character.charCodeAt(0)
      return (
        named[character] ??
        (code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`)
      )
    },
  )
}
