import type { AuditAnswer } from '../../server/api/audit.ts'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { useData } from '../data/use-data.ts'
import { useWords } from '../language.ts'

/** Who did what. */
export function AuditPage() {
  const words = useWords()
  const acts: Readonly<Record<string, string>> = words.audit.acts
  const query = useData<AuditAnswer>('/audit', ['settings', 'incident'])
  return (
    <>
      <PageHead title={words.pages.audit} lead={words.audit.lead} />
      <Ready query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title={words.audit.none} />
          ) : (
            <div class="panel">
              <Table
                caption={words.pages.audit}
                rows={entries.map((entry, index) => ({ ...entry, index }))}
                keyOf={({ index }) => String(index)}
                columns={[
                  { title: words.audit.when, kind: 'short', cell: ({ at }) => <Moment at={at} seconds /> },
                  { title: words.audit.who, cell: ({ who }) => who },
                  {
                    title: words.audit.what,
                    cell: ({ what, detail }) => (
                      <>
                        {acts[what] ?? what} <span class="soft small">{detail}</span>
                      </>
                    ),
                  },
                  { title: words.audit.from, cell: ({ address }) => <code>{address}</code> },
                ]}
              />
            </div>
          )
        }
      </Ready>
    </>
  )
}
