import type { Fact } from '../collect/fact.ts'
import type { ServiceProbe } from '../collect/services/probes.ts'

/** Every SMTP service of Postfix greets now: a daemon that dies at its start would not. */
export function postfixGreets(probes: Fact<readonly ServiceProbe[]>): boolean {
  const held = postfixProbes(probes)
  return (
    held.length > 0 &&
    held.every(({ dialogue }) => dialogue.status === 'known' && isGreeting(dialogue.value.greeting))
  )
}

/** A service of Postfix offers AUTH now: smtpd(8) ends with a fatal error where its SASL server is not there. */
export function postfixOffersAuth(probes: Fact<readonly ServiceProbe[]>): boolean {
  return postfixProbes(probes).some(
    ({ dialogue }) =>
      dialogue.status === 'known' && dialogue.value.capabilities.some((word) => /^AUTH\b/i.test(word)),
  )
}

function postfixProbes(probes: Fact<readonly ServiceProbe[]>): readonly ServiceProbe[] {
  if (probes.status !== 'known') return []
  return probes.value.filter(({ service }) => service.program === 'Postfix' && service.protocol === 'smtp')
}

function isGreeting(greeting: string | undefined): boolean {
  return greeting?.startsWith('220') === true
}
