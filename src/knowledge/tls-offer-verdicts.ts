import type { OfferAnswer, TlsOffers } from '../collect/servers/tls-offers.ts'
import { fine, problem } from './condition.ts'
import type { Severity, Verdict } from './verdict.ts'

/** Something that a service should not have taken. */
export interface WeakOffer {
  /** What was taken: a version, a suite, a length. */
  readonly text: string
  readonly severity: Severity
  readonly answer: OfferAnswer
}

const gravest: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

/** One verdict for each host, over all of its services: they usually share what is wrong. */
export function judgeOffers(
  offers: readonly TlsOffers[],
  weakIn: (offers: TlsOffers) => readonly WeakOffer[],
): Verdict[] {
  return [...Map.groupBy(offers, ({ host }) => host)].map(([host, services]) => {
    const found = services.flatMap((one) => weakIn(one).map((weak) => ({ ...weak, port: one.port })))
    const ports = [...new Set(found.map(({ port }) => port))]
    const severity = gravest.find((level) => found.some((one) => one.severity === level))
    if (severity === undefined)
      return fine(
        services.flatMap(({ answers }) => answers.flatMap(({ evidence }) => evidence)).slice(0, 3),
        host,
      )
    return problem({
      subject: host,
      confidence: 'certain',
      severity,
      evidence: found.flatMap(({ answer }) => answer.evidence).slice(0, 6),
      values: {
        ports: ports.join(', '),
        found: [...new Set(found.map(({ text }) => text))].join(', '),
        port: ports[0] ?? 0,
      },
      marks: ports.map((port) => `port:${port}`),
    })
  })
}
