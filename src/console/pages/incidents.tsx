import type { IncidentSummary } from '../../server/api/incident-schema.ts'
import type { IncidentsAnswer } from '../../server/api/incidents.ts'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SeverityMark } from '../components/severity.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { useData } from '../data/use-data.ts'
import { useWords } from '../language.ts'
import { type Place, withQuery } from '../router.ts'
import { Hurt, Standing } from './incident-card.tsx'

const states = ['', 'open', 'over'] as const
const rowHeight = 76

/** The history: one incident for each root cause. */
export function IncidentsPage({ place }: { readonly place: Place }) {
  const words = useWords()
  const state = place.query.get('state') ?? ''
  const filters = new URLSearchParams({ limit: '500' })
  for (const name of ['state', 'condition', 'topic']) {
    const value = place.query.get(name)
    if (value !== null) filters.set(name, value)
  }
  const query = useData<IncidentsAnswer>(`/incidents?${filters}`, ['incident'])
  const names = {
    '': words.incident.filterAll,
    open: words.incident.filterOpen,
    over: words.incident.filterOver,
  }
  return (
    <>
      <PageHead title={words.pages.incidents} lead={words.incident.lead}>
        <nav class="segmented" aria-label={words.pages.incidents}>
          {states.map((one) => (
            <a
              key={one}
              href={withQuery(place, { state: one })}
              {...(one === state ? { 'aria-current': 'true' as const } : {})}
            >
              {names[one]}
            </a>
          ))}
        </nav>
      </PageHead>
      <Ready query={query}>
        {({ incidents }) =>
          incidents.length === 0 ? (
            <Empty title={state === '' ? words.incident.none : words.incident.noneFit}>
              <p>{words.incident.noneLead}</p>
            </Empty>
          ) : (
            <VirtualList
              label={words.pages.incidents}
              rows={incidents}
              rowHeight={rowHeight}
              keyOf={({ id }) => String(id)}
            >
              {(incident) => <IncidentRow incident={incident} />}
            </VirtualList>
          )
        }
      </Ready>
    </>
  )
}

function IncidentRow({ incident }: { readonly incident: IncidentSummary }) {
  return (
    <div class="incidentrow">
      <SeverityMark severity={incident.severity} />
      <a href={`/incidents/${incident.id}`} class="ellipsis">
        {incident.title}
      </a>
      <span class="small soft row oneline">
        <Moment at={incident.since} />
        <Standing incident={incident} />
        <Hurt impact={incident.impact} />
      </span>
    </div>
  )
}
