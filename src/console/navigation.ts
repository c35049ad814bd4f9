import type { Permission } from './data/session.ts'
import type { Words } from './words/words.ts'

export interface NavigationEntry {
  readonly name: keyof Words['pages']
  readonly path: string
  readonly needs: Permission
}

/** The pages in their groups: what is, one mail, the whole, what it stands on. */
const groups: readonly (readonly NavigationEntry[])[] = [
  [
    { name: 'now', path: '/', needs: 'read' },
    { name: 'incidents', path: '/incidents', needs: 'read' },
  ],
  [
    { name: 'find', path: '/find', needs: 'find' },
    { name: 'explain', path: '/explain', needs: 'find' },
  ],
  [
    { name: 'flow', path: '/flow', needs: 'read' },
    { name: 'domains', path: '/domains', needs: 'read' },
    { name: 'security', path: '/security', needs: 'read' },
    { name: 'hosts', path: '/hosts', needs: 'read' },
  ],
  [
    { name: 'conditions', path: '/conditions', needs: 'read' },
    { name: 'bundle', path: '/bundle', needs: 'read' },
  ],
  [
    { name: 'settings', path: '/settings', needs: 'find' },
    { name: 'audit', path: '/audit', needs: 'administer' },
  ],
]

/** The groups that this person sees; without a log-in there is nothing to set. */
export function pagesFor(
  permissions: readonly Permission[],
  isDemo: boolean,
): readonly (readonly NavigationEntry[])[] {
  return groups
    .map((group) =>
      group.filter(({ needs, name }) => permissions.includes(needs) && !(isDemo && isPersonal(name))),
    )
    .filter((group) => group.length > 0)
}

function isPersonal(name: NavigationEntry['name']): boolean {
  return name === 'settings' || name === 'audit'
}
