import type { LogTotals } from '../../logs/engine/log-totals.ts'
import type { Comparison } from '../../logs/figures/comparison.ts'
import type { DestinationFigures } from '../../logs/figures/delays.ts'
import type { Percentiles } from '../../logs/figures/histograms.ts'
import {
  alertTexts,
  destinationChangeCells,
  mostTime,
  shareText,
  shortTime,
  stageWords,
  totalText,
  withoutGaps,
} from '../log-words.ts'
import { changeText, durationText, grouped, percent } from '../numbers.ts'
import { bar, hourFigures, timeAxis, timeChart } from './charts.ts'
import { escapeForHtml } from './escape.ts'
import { barTable, behind, section, textTable } from './tables.ts'

export function alertSection(totals: LogTotals): string {
  const items = alertTexts(totals).map((text) => `<li>${escapeForHtml(text)}</li>`)
  return section('Look at this first', items.length === 0 ? '' : `<ul>${items.join('')}</ul>`, 'alert')
}

export function timeSection({ perHour }: LogTotals): string {
  if (perHour.length < 2) return ''
  const rows = withoutGaps(perHour)
  const charts = hourFigures.map((figure) => timeChart(rows, figure)).join('')
  const table = textTable(
    ['hour', ...hourFigures],
    perHour.map((row) => [row.hour.replace('T', ' '), ...hourFigures.map((figure) => grouped(row[figure]))]),
  )
  return section('Over time', `${charts}${timeAxis(rows)}${behind(table)}`)
}

function percentileCells(delay: Percentiles | null | undefined): string[] {
  if (delay === null || delay === undefined) return ['–', '–', '–']
  return [durationText(delay.p50), durationText(delay.p90), durationText(delay.p99)]
}

export function delaySection({ figures: { delays } }: LogTotals): string {
  if (delays.delivered === null) return ''
  const all = delays.stages.reduce((sum, { seconds }) => sum + seconds, 0)
  const row = (name: string, delay: Percentiles, share?: number): string =>
    `<tr${share === undefined ? '' : ' class="sub"'}><td>${name}</td>${percentileCells(delay)
      .map((cell) => `<td class="sum">${cell}</td>`)
      .join(
        '',
      )}<td class="bar">${share === undefined ? '' : bar(share)}</td><td class="sum">${share === undefined ? '' : percent(share * all, all)}</td></tr>`
  const rows = [
    row('all deliveries', delays.delivered),
    ...delays.stages.map(({ stage, delay, seconds }) =>
      row(stageWords[stage], delay, all > 0 ? seconds / all : 0),
    ),
    ...(delays.handOffs === null ? [] : [row('through filters of this host', delays.handOffs)]),
  ]
  const head = ['', 'half in', '90 % in', '99 % in', 'share of the time', '']
  return section(
    'How long deliveries took',
    `<div class="scroll"><table><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr>${rows.join('')}</table></div>`,
  )
}

export function destinationSection(title: string, destinations: readonly DestinationFigures[]): string {
  const rows = destinations.map((destination) => [
    destination.destination,
    grouped(destination.delivered),
    grouped(destination.deferred),
    grouped(destination.bounced),
    ...percentileCells(destination.delay),
    mostTime(destination),
    destination.deferralReasons
      .slice(0, 3)
      .map(({ reason, count }) => `${reason} ${grouped(count)}`)
      .join(', '),
  ])
  const head = [
    '',
    'delivered',
    'deferred',
    'bounced',
    'half in',
    '90 % in',
    '99 % in',
    'mostly',
    'deferred because',
  ]
  return section(title, textTable(head, rows, [8]))
}

export function reasonSections(totals: LogTotals): string {
  const { policies } = totals.figures
  return [
    section('Deferred, by reason', barTable(totals.deferrals, '--deferred')),
    section('Bounced, by reason', barTable(totals.bounces, '--bounced')),
    section('Rejected, by reason', barTable(totals.rejects, '--rejected')),
    section(
      'Refused, by what refused it',
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

export function queueSection({ figures: { queue } }: LogTotals): string {
  if (queue.left === undefined && queue.open === 0) return ''
  const left =
    queue.left === undefined
      ? ''
      : `<p>Of what left it, half had been there ${within(queue.left.p50)}, 90 % ${within(queue.left.p90)}, 99 % ${within(queue.left.p99)}.</p>`
  const rows = queue.openByAge.map(({ age, count }) => ({ name: age, count }))
  const open = `<p>${queue.open === 0 ? 'Nothing was left in it when the log ended.' : `When the log ended ${grouped(queue.open)} were still there, by age:`}</p>`
  return section('Queue', `${left}${open}${queue.open === 0 ? '' : barTable(rows, '--deferred')}`)
}

function within(seconds: number): string {
  return seconds < 1 ? 'less than 1 s' : `up to ${durationText(seconds)}`
}

export function tlsSection({ figures: { tls } }: LogTotals): string {
  const parts = [
    ['In', tls.inbound, 'sessions with mail'] as const,
    ['Out', tls.outbound, 'deliveries'] as const,
  ].filter(([, { total, versions }]) => total > 0 || versions.length > 0)
  const body = parts.map(
    ([name, share, what]) =>
      `<p><b>${name}</b>: ${escapeForHtml(shareText({ ...share, versions: [] }, what))}</p>${barTable(share.versions, '--delivered')}`,
  )
  return section('Encrypted', body.join(''))
}

export function attackSection({ figures: { attacks }, failedLogins }: LogTotals): string {
  const rows = attacks.map(({ network, failedLogins: failures, users, refusals, loggedInMessages }) => [
    network,
    grouped(failures),
    users >= 100 ? '100+' : grouped(users),
    grouped(refusals),
    grouped(loggedInMessages),
  ])
  const head = ['', 'failed log-ins', 'user names', 'refused', 'sent as a user']
  return section(
    `Attacks, by network (${grouped(failedLogins.total)} failed log-ins in all)`,
    textTable(head, rows),
  )
}

export function comparisonSection(comparison: Comparison): string {
  const { before, lengthRatio, destinations } = comparison
  const length =
    Math.abs(lengthRatio - 1) > 0.05 ? ` This period is ${lengthRatio.toFixed(2)} times as long.` : ''
  const changes = (rows: Comparison['totals']): string =>
    textTable(
      ['', 'before', 'now', 'change'],
      rows.map(({ name, before: then, now }) => [
        name,
        totalText(name, then),
        totalText(name, now),
        changeText(then, now),
      ]),
    )
  const counted = (rows: readonly (readonly [number, string])[]): string =>
    textTable(
      ['', ''],
      rows.map(([count, text]) => [text, grouped(count)]),
    )
  const parts: readonly (readonly [string, string])[] = [
    ['Totals', changes(comparison.totals.filter(({ before: then, now }) => then + now > 0))],
    ['Reasons that changed', changes(comparison.reasons)],
    ['Users who send more', changes(comparison.users)],
    [
      'Destinations that got worse',
      textTable(
        ['', 'deferred', 'bounced', '90 % in'],
        destinations.map((change) => [change.destination, ...destinationChangeCells(change)]),
      ),
    ],
    [
      'New warnings and errors',
      counted(comparison.newWarnings.map(({ count, program, example }) => [count, `${program}: ${example}`])),
    ],
    [
      'New replies',
      counted(comparison.newReplies.map(({ count, reason, sample }) => [count, `${reason}: ${sample}`])),
    ],
    [
      'New attackers',
      counted(comparison.newAttackers.map(({ network, failedLogins }) => [failedLogins, network])),
    ],
  ]
  const shown = parts.filter(([, table]) => table !== '').map(([title, table]) => `<h3>${title}</h3>${table}`)
  return section(
    `Against ${comparison.with}`,
    `<p class="soft">${escapeForHtml(`${shortTime(before.from)} to ${shortTime(before.to)}, ${grouped(before.lines)} lines.${length}`)}</p>${shown.join('')}`,
  )
}
