/** A message, an index or a list of a mailbox rather than a folder: `…/cur/1700…`, `dovecot-uidlist`. */
export function isMailFile(path: string): boolean {
  const [parent, name = ''] = path.split('/').slice(-2)
  return parent === 'cur' || parent === 'new' || name.startsWith('dovecot') || name === 'subscriptions'
}
