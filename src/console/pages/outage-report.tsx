import type { ReportAnswer } from '../../server/api/incidents.ts'
import { CopyButton } from '../components/copy.tsx'
import { Markdown, plain } from '../components/markdown.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Ready } from '../components/states.tsx'
import { useData } from '../data/use-data.ts'
import { fill, useWords } from '../language.ts'

/** The outage report: to print, to copy, to send. */
export function OutageReportPage({ id }: { readonly id: string }) {
  const words = useWords()
  const query = useData<ReportAnswer>(`/incidents/${encodeURIComponent(id)}/report`, ['incident'])
  return (
    <>
      <p class="noprint">
        <a href={`/incidents/${id}`}>← {fill(words.incident.title, { id })}</a>
      </p>
      <Ready query={query} heading={words.incident.report}>
        {({ markdown }) => {
          const { title, blocks } = split(markdown)
          return (
            <article class="report">
              <PageHead title={title} isVerdict>
                <p class="row noprint">
                  <button type="button" class="button" onClick={() => print()}>
                    {words.act.print}
                  </button>
                  <CopyButton text={markdown} label={`${words.act.copy} (Markdown)`} />
                </p>
              </PageHead>
              <Markdown text={blocks} />
            </article>
          )
        }}
      </Ready>
    </>
  )
}

/** The first line is the title. */
function split(markdown: string): { readonly title: string; readonly blocks: string } {
  const end = markdown.indexOf('\n')
  const first = end < 0 ? markdown : markdown.slice(0, end)
  return { title: plain(first.replace(/^#\s*/, '')), blocks: end < 0 ? '' : markdown.slice(end + 1) }
}
