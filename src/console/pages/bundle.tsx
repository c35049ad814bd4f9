import { useState } from 'preact/hooks'
import type { CheckReport } from '../../report/schema.ts'
import { useAct } from '../components/act.tsx'
import { Diagnoses, Findings } from '../components/check-view.tsx'
import { DropZone } from '../components/drop-zone.tsx'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Loading } from '../components/states.tsx'
import { post } from '../data/client.ts'
import { fill, useWords } from '../language.ts'
import { FileChoice } from './explain.tsx'

/** A recording of another server, analysed here like a host. */
export function BundlePage() {
  const words = useWords()
  const [report, setReport] = useState<CheckReport>()
  const [name, setName] = useState('')
  const { isBusy, failure, run } = useAct()
  const take = (file: File) => {
    setName(file.name)
    setReport(undefined)
    run(async () => setReport(await post<CheckReport>('/bundles', file)))
  }
  return (
    <>
      <DropZone label={words.bundle.drop} take={take} />
      <PageHead title={words.pages.bundle} lead={words.bundle.lead} />
      <div class="stack">
        <div class="row middle">
          <FileChoice
            label={report === undefined ? words.bundle.choose : words.bundle.another}
            accept=".mmc,application/gzip"
            take={take}
          />
          <span class="small soft">{words.bundle.how}</span>
        </div>
        <div aria-live="polite" class="stack">
          {isBusy && (
            <>
              <p class="wrap">{fill(words.bundle.working, { name })}</p>
              <Loading />
            </>
          )}
          {failure !== undefined && (
            <p class="error" role="alert">
              {name}: {failure}
            </p>
          )}
          {report !== undefined && <Analysed report={report} name={name} />}
        </div>
      </div>
    </>
  )
}

function Analysed({ report, name }: { readonly report: CheckReport; readonly name: string }) {
  return (
    <section class="stack">
      <header class="pagehead plain">
        <p class="verdictline">{report.because}</p>
        <p class="lead row small">
          <span class="wrap">{name}</span>
          <span>{report.target.system}</span>
          <Moment at={report.startedAt} />
        </p>
      </header>
      <Diagnoses diagnoses={report.diagnoses} />
      <Findings findings={report.findings} />
    </section>
  )
}
