import type { Answer } from '../access/answer.ts'
import { type Finding, isProblem, severityOf } from '../diagnose/finding.ts'
import type { Language } from '../knowledge/condition.ts'
import type { Exhibit, ExhibitShown, Words } from '../knowledge/exhibit.ts'
import type { Standard } from '../knowledge/standards.ts'
import { fill } from './phrases.ts'
import type { CheckReport, ReportedExhibit, ReportedStandard } from './schema.ts'

/** What a probe shows beside its diagnoses, before it is put into words. */
export interface ProbeShown {
  readonly domain: string
  readonly exhibits: readonly { readonly exhibit: Exhibit; readonly shown: ExhibitShown }[]
  readonly standards: readonly { readonly standard: Standard; readonly shownBy: Answer<unknown> }[]
}

/** The members that only a domain's report has. */
export function reportProbe(
  { domain, exhibits, standards }: ProbeShown,
  { findings }: { readonly findings: readonly Finding[] },
  language: Language,
): Pick<CheckReport, 'standards' | 'exhibits'> {
  return {
    standards: standards.map((one) => reportStandard(one, findings, language)),
    exhibits: exhibits.map(({ exhibit, shown }) => reportExhibit(exhibit, shown, domain, language)),
  }
}

function reportStandard(
  { standard, shownBy }: ProbeShown['standards'][number],
  all: readonly Finding[],
  language: Language,
): ReportedStandard {
  const { name, reference, conditions } = standard
  const findings = all.filter(({ condition }) => conditions.includes(condition.id))
  const problems = findings.filter(isProblem).filter((problem) => severityOf(problem) !== 'info')
  const untold = findings.flatMap((found) => (found.status === 'could-not-tell' ? [found.because.text] : []))
  if (shownBy.status === 'unknown') untold.push(shownBy.because.text)
  const titles = problems.map(({ condition, subject, values }) =>
    fill(condition.texts[language].title, { ...values, subject }),
  )
  const because = [...new Set([...titles, ...untold])]
  if (problems.length > 0) return { standard: name, state: 'not met', because, reference }
  if (untold.length > 0) return { standard: name, state: 'could-not-tell', because, reference }
  return { standard: name, state: standard.isUsed(shownBy) ? 'met' : 'not used', because, reference }
}

function reportExhibit(
  { id, title }: Exhibit,
  { columns, rows, note }: ExhibitShown,
  domain: string,
  language: Language,
): ReportedExhibit {
  const say = (words: Words) => (typeof words === 'string' ? words : words[language])
  return {
    id,
    title: fill(title[language], { subject: domain }),
    columns: columns.map(say),
    rows: rows.map(({ depth, cells, status }) => ({
      ...(depth === undefined ? {} : { depth }),
      cells: cells.map(say),
      ...(status === undefined ? {} : { status }),
    })),
    ...(note === undefined ? {} : { note: say(note) }),
  }
}
