import { useState } from 'preact/hooks'
import type { DomainsAnswer } from '../../server/api/domains.ts'
import { useAct } from '../components/act.tsx'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { StatusMark } from '../components/severity.tsx'
import { Empty, Ready } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { post } from '../data/client.ts'
import { useMay } from '../data/session.ts'
import { useData } from '../data/use-data.ts'
import { useWords } from '../language.ts'
import { go } from '../router.ts'

type Domain = DomainsAnswer['domains'][number]

/** The domains, each with its state. */
export function DomainsPage() {
  const words = useWords()
  const query = useData<DomainsAnswer>('/domains', ['looked', 'probe'])
  return (
    <>
      <PageHead title={words.pages.domains} lead={words.domains.lead} />
      <Ready query={query}>
        {({ domains, canProbe }) => (
          <div class="stack">
            {domains.length === 0 ? (
              <Empty title={words.domains.none}>
                <p>{words.domains.noneLead}</p>
              </Empty>
            ) : (
              <DomainTable domains={domains} />
            )}
            {canProbe && <LookAt />}
          </div>
        )}
      </Ready>
    </>
  )
}

function DomainTable({ domains }: { readonly domains: readonly Domain[] }) {
  const words = useWords()
  return (
    <div class="panel">
      <Table
        caption={words.pages.domains}
        rows={domains}
        keyOf={({ domain }) => domain}
        columns={[
          {
            title: words.domains.domain,
            by: ({ domain }) => domain,
            cell: ({ domain }) => <a href={`/domains/${encodeURIComponent(domain)}`}>{domain}</a>,
          },
          {
            title: words.domains.outside,
            kind: 'short',
            cell: ({ probed }) =>
              probed === undefined ? (
                <span class="soft">{words.domains.notYet}</span>
              ) : (
                <StatusMark status={probed.verdict} />
              ),
          },
          {
            title: words.domains.problems,
            kind: 'number',
            by: ({ problems, probed }) => problems + (probed?.problems.length ?? 0),
            cell: ({ problems, probed }) => Math.max(problems, probed?.problems.length ?? 0),
          },
          {
            title: words.domains.at,
            kind: 'short',
            cell: ({ probed }) => (probed === undefined ? '–' : <Moment at={probed.at} />),
          },
        ]}
      />
    </div>
  )
}

/** Any domain can be looked at: the questions are such as anybody may ask. */
function LookAt() {
  const words = useWords()
  const may = useMay('operate')
  const [domain, setDomain] = useState('')
  const { isBusy, failure, run } = useAct()
  if (!may) return null
  const look = () =>
    run(async () => {
      const { domain: asked } = await post<{ domain: string }>(
        `/domains/${encodeURIComponent(domain.trim())}/probe`,
      )
      go(`/domains/${encodeURIComponent(asked)}`)
    })
  return (
    <form
      class="panel stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (domain.trim() !== '') look()
      }}
    >
      <h2>{words.domains.look}</h2>
      <p class="small soft">{words.domains.lookHint}</p>
      <div class="searchform">
        <input
          aria-label={words.domains.domain}
          placeholder="example.org"
          value={domain}
          spellcheck={false}
          autocapitalize="none"
          onInput={(event) => setDomain(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={isBusy}>
          {words.domains.probe}
        </button>
      </div>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
    </form>
  )
}
