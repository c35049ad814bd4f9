/** A page, the call that it begins with, and its heading until that is answered. */
export const failing = [
  ['/', '/now', 'Now'],
  ['/incidents', '/incidents?limit=500', 'Incidents'],
  ['/incidents/1', '/incidents/1', 'Incident 1'],
  ['/incidents/1/report', '/incidents/1/report', 'Outage report'],
  ['/flow', '/flow?range=day', 'Flow'],
  ['/domains', '/domains', 'Domains'],
  ['/domains/example.org', '/domains/example.org', 'example.org'],
  ['/security', '/security', 'Security'],
  ['/hosts', '/hosts', 'Hosts'],
  ['/conditions/storage-disk-full', '/conditions/storage-disk-full', 'storage-disk-full'],
] as const

/** Runs in the page: a search finds that mail so many times, without the way over the wire. */
export function answerMany({ mail, count }: { readonly mail: object; readonly count: number }): void {
  const ask = window.fetch
  window.fetch = async (input, init) => {
    if (!String(input).includes('/api/v1/messages')) return ask(input, init)
    const messages = Array.from({ length: count }, (_, at) => ({ ...mail, queueIds: [`Q${at}`] }))
    const answer = new Response()
    answer.json = async () => ({ understood: [], messages, refusals: [], total: messages.length, notes: [] })
    return answer
  }
}

/**
 * Runs in the page: goes to ten places of the list; milliseconds from the longest task that it took to draw
 * one, as the processor was busy with it. The best of three, as the machine does other things too.
 */
export async function slowestScroll(): Promise<number> {
  const list = document.querySelector('.virtual')
  if (list === null) return Number.POSITIVE_INFINITY
  const rounds: number[] = []
  for (let round = 0; round < 3; round++) {
    let slowest = 0
    for (let step = 1; step <= 10; step++) {
      const began = performance.now()
      list.scrollTop = ((list.scrollHeight - 800) * ((step * 7) % 10)) / 10
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      slowest = Math.max(slowest, performance.now() - began)
    }
    rounds.push(slowest)
  }
  return Math.min(...rounds)
}
