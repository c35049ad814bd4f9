import type { SecretForm } from './redact.ts'

/**
 * Files that a configuration names as holding passwords, by whatever name: Postfix's password maps
 * (`smtp_sasl_password_maps = hash:/etc/postfix/relay`) and Dovecot's passwd-files (2.3: `args = …
 * /etc/dovecot/accounts`; 2.4: `passwd_file_path = …`).
 */
export function secretFilesNamedIn(texts: Iterable<string>): ReadonlyMap<string, SecretForm> {
  const found = new Map<string, SecretForm>()
  const add = (path: string, form: SecretForm) => {
    found.set(path, form)
    found.set(`${path}.db`, form)
  }
  for (const text of texts) {
    for (const [value] of text.matchAll(passwordMaps)) {
      for (const [path] of value.matchAll(mapPath)) add(path, 'lookup-table')
    }
    for (const { groups } of text.matchAll(passwdFile)) {
      const path = groups?.['args'] ?? groups?.['path']
      if (path !== undefined) add(path, 'account-file')
    }
  }
  return found
}

// A value goes on over lines that begin with blank space (postconf(5)).
const passwordMaps = /^[ \t]*(?:-o\s+)?\w{0,40}password_maps[ \t]*=.*(?:\n[ \t]+.*)*/gm
const mapPath = /(?<=\b(?:hash|btree|lmdb|cdb|texthash|dbm|sdbm|regexp|pcre|cidr|socketmap):)\/[^\s,{}]+/g
const passwdFile =
  /^[ \t]*(?:args[ \t]*=[ \t]*(?:[\w-]+=\S*[ \t]+)*(?<args>\/[^\s%]+)|passwd_file_path[ \t]*=[ \t]*(?<path>\/[^\s%]+))[ \t]*$/gm
