import type { ComponentChildren } from 'preact'
import { PageHead } from '../components/page-head.tsx'
import { Empty } from '../components/states.tsx'
import { type Permission, useSession } from '../data/session.ts'
import { useWords } from '../language.ts'
import { AccountSection } from './settings/account.tsx'
import { ChannelsSection } from './settings/channels.tsx'
import { KeepSection } from './settings/keep.tsx'
import { MutesSection } from './settings/mutes.tsx'
import { OwnSetupSection } from './settings/own-setup.tsx'
import { TokensSection } from './settings/tokens.tsx'
import { UsersSection } from './settings/users.tsx'

interface Section {
  readonly name: 'channels' | 'mutes' | 'setup' | 'keep' | 'users' | 'tokens' | 'account'
  readonly needs: Permission
  readonly show: () => ComponentChildren
}

const sections: readonly Section[] = [
  { name: 'channels', needs: 'administer', show: () => <ChannelsSection /> },
  { name: 'mutes', needs: 'read', show: () => <MutesSection /> },
  { name: 'setup', needs: 'administer', show: () => <OwnSetupSection /> },
  { name: 'keep', needs: 'administer', show: () => <KeepSection /> },
  { name: 'users', needs: 'administer', show: () => <UsersSection /> },
  { name: 'tokens', needs: 'administer', show: () => <TokensSection /> },
  { name: 'account', needs: 'find', show: () => <AccountSection /> },
]

/** How people are told, who may see this. */
export function SettingsPage({ section }: { readonly section: string }) {
  const words = useWords()
  const { permissions } = useSession()
  const seen = sections.filter(({ needs }) => permissions.includes(needs))
  const chosen = section === '' ? seen[0] : seen.find(({ name }) => name === section)
  return (
    <>
      <PageHead title={words.pages.settings} lead={words.settings.lead} />
      <nav class="tabs" aria-label={words.pages.settings}>
        {seen.map(({ name }) => (
          <a
            key={name}
            href={`/settings/${name}`}
            {...(name === chosen?.name ? { 'aria-current': 'page' as const } : {})}
          >
            {words.settings.sections[name]}
          </a>
        ))}
      </nav>
      {chosen === undefined ? <Empty title={words.states.notFound} /> : chosen.show()}
    </>
  )
}
