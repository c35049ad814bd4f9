/** Who types: the person behind sudo, if there is one. */
export function personOf(): string {
  return process.env['SUDO_USER'] ?? process.env['USER'] ?? 'root'
}
