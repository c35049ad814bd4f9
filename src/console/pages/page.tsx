import { Component, type ComponentChildren } from 'preact'
import { PageHead } from '../components/page-head.tsx'
import { Empty } from '../components/states.tsx'
import { type Permission, useSession } from '../data/session.ts'
import { useWords } from '../language.ts'
import type { Place } from '../router.ts'
import { AuditPage } from './audit.tsx'
import { BundlePage } from './bundle.tsx'
import { ConditionPage, ConditionsPage } from './conditions.tsx'
import { DomainPage } from './domain.tsx'
import { DomainsPage } from './domains.tsx'
import { ExplainPage } from './explain.tsx'
import { FindPage } from './find.tsx'
import { FlowPage } from './flow.tsx'
import { HostsPage } from './hosts.tsx'
import { IncidentPage } from './incident.tsx'
import { IncidentsPage } from './incidents.tsx'
import { NowPage } from './now.tsx'
import { OutageReportPage } from './outage-report.tsx'
import { SecurityPage } from './security.tsx'
import { SettingsPage } from './settings.tsx'

interface PageRoute {
  readonly path: string
  readonly needs: Permission
  readonly show: (place: Place, name: string) => ComponentChildren
}

/** `*` stands for one part of the path, which the page gets. */
const routes: readonly PageRoute[] = [
  { path: '/', needs: 'read', show: () => <NowPage /> },
  { path: '/incidents', needs: 'read', show: (place) => <IncidentsPage place={place} /> },
  { path: '/incidents/*', needs: 'read', show: (_, id) => <IncidentPage id={id} /> },
  { path: '/incidents/*/report', needs: 'read', show: (_, id) => <OutageReportPage id={id} /> },
  { path: '/find', needs: 'find', show: (place) => <FindPage place={place} /> },
  { path: '/explain', needs: 'find', show: (place) => <ExplainPage place={place} /> },
  { path: '/flow', needs: 'read', show: (place) => <FlowPage place={place} /> },
  { path: '/domains', needs: 'read', show: () => <DomainsPage /> },
  { path: '/domains/*', needs: 'read', show: (_, name) => <DomainPage name={name} /> },
  { path: '/security', needs: 'read', show: () => <SecurityPage /> },
  { path: '/hosts', needs: 'read', show: () => <HostsPage /> },
  { path: '/conditions', needs: 'read', show: (place) => <ConditionsPage place={place} /> },
  { path: '/conditions/*', needs: 'read', show: (_, id) => <ConditionPage id={id} /> },
  { path: '/bundle', needs: 'read', show: () => <BundlePage /> },
  { path: '/settings', needs: 'find', show: () => <SettingsPage section="" /> },
  { path: '/settings/*', needs: 'find', show: (_, section) => <SettingsPage section={section} /> },
  { path: '/audit', needs: 'administer', show: () => <AuditPage /> },
]

/** The page of a place; one that breaks does not take the others along. */
export function Page({ place }: { readonly place: Place }) {
  const { permissions } = useSession()
  const words = useWords()
  const parts = place.path.split('/')
  const found = routes.find(({ path }) => fits(path.split('/'), parts))
  if (place.path === '/' && !permissions.includes('read')) return <FindPage place={place} />
  if (found === undefined) return <Nothing title={words.states.notFound} hint={words.states.notFoundHint} />
  if (!permissions.includes(found.needs))
    return <Nothing title={words.states.noPermission} hint={words.failures.forbidden.advice} />
  return (
    <Fence key={place.path}>
      {found.show(place, decodeURIComponent(parts[found.path.split('/').indexOf('*')] ?? ''))}
    </Fence>
  )
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => part === parts[index] || (part === '*' && parts[index] !== ''))
  )
}

function Nothing({ title, hint }: { readonly title: string; readonly hint: string }) {
  const words = useWords()
  return (
    <>
      <PageHead title={title} />
      <Empty title={hint}>
        <a href="/">{words.pages.now}</a>
      </Empty>
    </>
  )
}

function Crashed() {
  const words = useWords()
  return (
    <div class="state bad" role="alert">
      <h1>{words.states.crashed}</h1>
      <p>{words.states.crashedHint}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {words.act.retry}
      </button>
    </div>
  )
}

class Fence extends Component<{ readonly children: ComponentChildren }, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  override componentDidCatch(error: unknown): void {
    console.error(error)
    this.setState({ isBroken: true })
  }

  render() {
    return this.state.isBroken ? <Crashed /> : this.props.children
  }
}
