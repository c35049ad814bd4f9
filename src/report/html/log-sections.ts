import type { LogTotals } from '../../logs/engine/log-totals.ts'
import type { Comparison } from '../../logs/figures/comparison.ts'
import type { DestinationFigures } from '../../logs/figures/delays.ts'
import type { Percentiles } from '../../logs/figures/histograms.ts'
import { comparedPeriod, type LogWords, totalText, withoutGaps } from '../log-words.ts'
import { grouped, percent } from '../numbers.ts'
import { fill } from '../phrases.ts'
import { bar, hourFigures, timeAxis, timeChart } from './charts.ts'
import { escapeForHtml } from './escape.ts'
import { barTable, behind, section, textTable } from './tables.ts'

export function alertSection(totals: LogTotals, words: LogWords): string {
  const items = words.alerts(totals).map((text) => `<li>${escapeForHtml(text)}</li>`)
  return section(words.phrases.lookFirst, items.length === 0 ? '' : `<ul>${items.join('')}</ul>`, 'alert')
}

export function timeSection({ perHour }: LogTotals, { phrases }: LogWords): string {
  if (perHour.length < 2) return ''
  const rows = withoutGaps(perHour)
  const charts = hourFigures.map((figure) => timeChart(rows, figure, phrases)).join('')
  const table = textTable(
    [phrases.hour, ...hourFigures.map((figure) => phrases[figure])],
    perHour.map((row) => [row.hour.replace('T', ' '), ...hourFigures.map((figure) => grouped(row[figure]))]),
  )
  return section(phrases.overTime, `${charts}${timeAxis(rows)}${behind(table, phrases.table)}`)
}

export function delaySection({ figures: { delays } }: LogTotals, words: LogWords): string {
  if (delays.delivered === null) return ''
  const { phrases } = words
  const all = delays.stages.reduce((sum, { seconds }) => sum + seconds, 0)
  const row = (name: string, delay: Percentiles, share?: number): string =>
    `<tr${share === undefined ? '' : ' class="sub"'}><td>${name}</td>${words
      .percentiles(delay)
      .map((cell) => `<td class="sum">${cell}</td>`)
      .join(
        '',
      )}<td class="bar">${share === undefined ? '' : bar(share)}</td><td class="sum">${share === undefined ? '' : percent(share * all, all)}</td></tr>`
  const rows = [
    row(phrases.allDeliveries, delays.delivered),
    ...delays.stages.map(({ stage, delay, seconds }) =>
      row(words.stage(stage), delay, all > 0 ? seconds / all : 0),
    ),
    ...(delays.handOffs === null ? [] : [row(phrases.ownFilters, delays.handOffs)]),
  ]
  const head = ['', phrases.halfIn, phrases.ninetyIn, phrases.ninetyNineIn, phrases.shareOfTime, '']
  return section(
    phrases.howLong,
    `<div class="scroll"><table><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr>${rows.join('')}</table></div>`,
  )
}

export function destinationSection(
  title: string,
  destinations: readonly DestinationFigures[],
  words: LogWords,
): string {
  const { phrases } = words
  const rows = destinations.map((destination) => [
    destination.destination,
    grouped(destination.delivered),
    grouped(destination.deferred),
    grouped(destination.bounced),
    ...words.percentiles(destination.delay),
    words.mostTime(destination),
    destination.deferralReasons
      .slice(0, 3)
      .map(({ reason, count }) => `${reason} ${grouped(count)}`)
      .join(', '),
  ])
  const head = [
    '',
    phrases.delivered,
    phrases.deferred,
    phrases.bounced,
    phrases.halfIn,
    phrases.ninetyIn,
    phrases.ninetyNineIn,
    phrases.mostly,
    phrases.deferredBecause,
  ]
  return section(title, textTable(head, rows, [8]))
}

export function reasonSections(totals: LogTotals, words: LogWords): string {
  const { policies } = totals.figures
  const { phrases } = words
  const reasons = (title: string, rows: LogTotals['rejects'], colour: string): string =>
    section(title, barTable(rows, colour, words.reasonTitle))
  return [
    reasons(phrases.deferredReasons, totals.deferrals, '--deferred'),
    reasons(phrases.bouncedReasons, totals.bounces, '--bounced'),
    reasons(phrases.rejectedReasons, totals.rejects, '--rejected'),
    section(
      phrases.policies,
      barTable(
        policies.slice(0, 20).map(({ by, reason, list, count }) => ({
          name: `${by}: ${reason}${list === '' ? '' : `, ${list}`}`,
          count,
        })),
        '--rejected',
      ),
    ),
  ].join('')
}

export function queueSection({ figures: { queue } }: LogTotals, words: LogWords): string {
  if (queue.left === undefined && queue.open === 0) return ''
  const { phrases } = words
  const left =
    queue.left === undefined
      ? ''
      : fill(phrases.leftAfter, {
          half: words.within(queue.left.p50),
          ninety: words.within(queue.left.p90),
          most: words.within(queue.left.p99),
        })
  const open =
    queue.open === 0 ? phrases.nothingLeft : fill(phrases.stillThereByAge, { count: grouped(queue.open) })
  const texts = [left, open].filter((text) => text !== '').map((text) => `<p>${escapeForHtml(text)}</p>`)
  const rows = queue.openByAge.map(({ age, count }) => ({ name: words.age(age), count }))
  return section(phrases.queue, `${texts.join('')}${queue.open === 0 ? '' : barTable(rows, '--deferred')}`)
}

export function tlsSection({ figures: { tls } }: LogTotals, words: LogWords): string {
  const { inbound, outbound, sessions, deliveries, encrypted } = words.phrases
  const parts = [
    [inbound, tls.inbound, sessions] as const,
    [outbound, tls.outbound, deliveries] as const,
  ].filter(([, { total, versions }]) => total > 0 || versions.length > 0)
  const body = parts.map(
    ([name, share, what]) =>
      `<p><b>${name}</b>: ${escapeForHtml(words.share({ ...share, versions: [] }, what))}</p>${barTable(share.versions, '--delivered')}`,
  )
  return section(encrypted, body.join(''))
}

export function attackSection(
  { figures: { attacks }, failedLogins }: LogTotals,
  { phrases }: LogWords,
): string {
  const rows = attacks.map(({ network, failedLogins: failures, users, refusals, loggedInMessages }) => [
    network,
    grouped(failures),
    users >= 100 ? '100+' : grouped(users),
    grouped(refusals),
    grouped(loggedInMessages),
  ])
  const head = ['', phrases.failedLogins, phrases.userNames, phrases.refused, phrases.sentAsUser]
  return section(fill(phrases.attacks, { count: grouped(failedLogins.total) }), textTable(head, rows))
}

export function comparisonSection(comparison: Comparison, words: LogWords): string {
  const { phrases } = words
  const { before, lengthRatio, destinations } = comparison
  const isLonger = Math.abs(lengthRatio - 1) > 0.05
  const length = isLonger ? fill(phrases.timesAsLong, { ratio: lengthRatio.toFixed(2) }) : ''
  const period = { from: before.from, to: before.to, lines: grouped(before.lines), length }
  const changes = (rows: Comparison['totals']): string =>
    textTable(
      ['', phrases.earlier, phrases.now, phrases.change],
      rows.map(({ name, before: then, now }) => [
        name,
        totalText(name, then),
        totalText(name, now),
        words.change(then, now),
      ]),
    )
  const counted = (rows: readonly (readonly [number, string])[]): string =>
    textTable(
      ['', ''],
      rows.map(([count, text]) => [text, grouped(count)]),
    )
  const parts: readonly (readonly [string, string])[] = [
    [phrases.changedTotals, changes(comparison.totals.filter(({ before: then, now }) => then + now > 0))],
    [phrases.changedReasons, changes(comparison.reasons)],
    [phrases.moreUsers, changes(comparison.users)],
    [
      phrases.worseDestinations,
      textTable(
        ['', phrases.deferred, phrases.bounced, phrases.ninetyIn],
        destinations.map((change) => [change.destination, ...words.destinationChange(change)]),
      ),
    ],
    [
      phrases.newWarnings,
      counted(comparison.newWarnings.map(({ count, program, example }) => [count, `${program}: ${example}`])),
    ],
    [
      phrases.newReplies,
      counted(comparison.newReplies.map(({ count, reason, sample }) => [count, `${reason}: ${sample}`])),
    ],
    [
      phrases.newAttackers,
      counted(comparison.newAttackers.map(({ network, failedLogins }) => [failedLogins, network])),
    ],
  ]
  const shown = parts.filter(([, table]) => table !== '').map(([title, table]) => `<h3>${title}</h3>${table}`)
  return section(
    fill(phrases.against, { with: comparison.with }),
    `<p class="soft">${escapeForHtml(comparedPeriod(period, words))}</p>${shown.join('')}`,
  )
}
