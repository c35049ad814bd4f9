/** Letters of any script, digits and `. _ @ -`; no blank, so that it stands in a line as it is. */
export const userNamePattern = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u

export function isUserName(text: string): boolean {
  return userNamePattern.test(text)
}
