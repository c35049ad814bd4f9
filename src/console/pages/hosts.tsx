import type { HostsAnswer } from '../../server/api/hosts.ts'
import { Command } from '../components/copy.tsx'
import { Ago } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SeverityMark, StatusMark } from '../components/severity.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { useData } from '../data/use-data.ts'
import { useWords } from '../language.ts'

/** The fleet: which are ill. */
export function HostsPage() {
  const words = useWords()
  const query = useData<HostsAnswer>('/hosts', ['looked', 'incident'])
  return (
    <>
      <PageHead title={words.pages.hosts} lead={words.hosts.lead} />
      <Ready query={query}>
        {({ hosts }) =>
          hosts.length === 0 ? (
            <Empty title={words.hosts.none}>
              <Command text="mailmedic watch --to URL --token …" />
            </Empty>
          ) : (
            <div class="panel">
              <Table
                caption={words.pages.hosts}
                rows={hosts}
                keyOf={({ name }) => name}
                columns={[
                  {
                    title: words.hosts.host,
                    cell: ({ name }) => <strong class="wrap">{name}</strong>,
                    by: ({ name }) => name,
                  },
                  {
                    title: words.hosts.state,
                    kind: 'short',
                    cell: ({ verdict, worst }) =>
                      worst === undefined ? (
                        <StatusMark status={verdict} />
                      ) : (
                        <SeverityMark severity={worst} />
                      ),
                  },
                  {
                    title: words.hosts.incidents,
                    kind: 'number',
                    cell: ({ open }) => (open === 0 ? '0' : <a href="/incidents?state=open">{open}</a>),
                    by: ({ open }) => open,
                  },
                  {
                    title: words.hosts.seen,
                    kind: 'short',
                    cell: ({ seenAt }) => (seenAt === undefined ? '–' : <Ago at={seenAt} />),
                  },
                  { title: words.hosts.system, cell: ({ system }) => system },
                  {
                    title: words.hosts.software,
                    kind: 'long',
                    cell: ({ software }) => (
                      <span class="small">
                        {software.map(({ name, version }) => `${name} ${version}`).join(', ')}
                      </span>
                    ),
                  },
                ]}
              />
            </div>
          )
        }
      </Ready>
    </>
  )
}
