/** Which messages of the facility `mail` a syslog rule takes. */
export interface MailShare {
  /** `mail`: the rule names the facility; `all`: it takes every facility. */
  readonly scope: 'mail' | 'all'
  /** Lowest level that it takes: 0 debug … 7 emergency. */
  readonly level: number
}

const levels = ['debug', 'info', 'notice', 'warning', 'err', 'crit', 'alert', 'emerg']
const otherNames: Readonly<Record<string, string>> = {
  warn: 'warning',
  error: 'err',
  panic: 'emerg',
  '*': 'debug',
}
const selector = /^[\w*,]{1,200}\.[!=]{0,2}[\w*]{1,10}(?:;[\w*,]{1,200}\.[!=]{0,2}[\w*]{1,10}){0,50}$/

/** Whether a word is a selector of syslog.conf(5): `mail.info`, `*.info;mail.none;authpriv.none`. */
export function isSelector(word: string): boolean {
  return selector.test(word)
}

/**
 * What of the mail facility a selector takes; undefined: nothing. Parts are read from left to right, and each
 * may take back what the ones before took (`*.info;mail.none`).
 */
export function mailShare(word: string): MailShare | undefined {
  let share: MailShare | undefined
  for (const part of word.toLowerCase().split(';')) {
    const point = part.indexOf('.')
    const facilities = part.slice(0, point).split(',')
    const namesMail = facilities.includes('mail') || facilities.includes('2')
    if (!namesMail && !facilities.includes('*')) continue
    const priority = part.slice(point + 1)
    if (priority === 'none' || priority.startsWith('!')) {
      if (priority === 'none' || priority === '!*') share = undefined
      continue
    }
    const name = priority.replace(/^=/, '')
    const level = levels.indexOf(otherNames[name] ?? name)
    if (level < 0) continue
    const lowest = share === undefined ? level : Math.min(level, share.level)
    share = { scope: namesMail ? 'mail' : (share?.scope ?? 'all'), level: lowest }
  }
  return share
}
