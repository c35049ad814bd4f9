import { type PostfixConfiguration, postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { builtInParameters, isBuiltInParameter } from '../../../collect/postfix/defaults.ts'
import { activeServices, type PostfixService, postfixServices } from '../../../collect/postfix/services.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { nearestName } from '../../nearest-name.ts'

/**
 * main.cf sets a parameter that Postfix does not have, most likely a slip of the pen: what was meant has
 * no effect. Or a line that Postfix cannot read, and then nothing of Postfix starts. postconf(1).
 */
export const mapsUnusedOrMisspeltParameter = condition({
  id: 'maps-unused-or-misspelt-parameter',
  topic: 'configuration',
  severity: 'medium',
  needs: { configuration: postfixConfiguration },
  optional: { services: postfixServices },
  detect: ({ configuration, services }) => {
    if (configuration.status === 'absent') return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const active = services.status === 'known' ? activeServices(services.value) : []
    const unreadable = postfix.errors.map((evidence) =>
      problem({
        subject: evidence.where,
        confidence: 'certain',
        severity: 'critical',
        evidence: [evidence],
        values: { near: '=', effect: 'fatal' },
        marks: ['program:postfix', 'program:smtpd', 'reason:server-misconfigured'],
      }),
    )
    const unused = postfix.explicitParameters
      .filter(({ name }) => !isUsed(name, postfix, active))
      .flatMap(({ name }) => {
        const near = nearestName(name, builtInParameters())
        // What resembles no parameter is somebody's own note, or a newer Postfix's: no slip.
        if (near === undefined || postfix.explicit(near) !== undefined) return []
        return problem({
          subject: name,
          confidence: 'likely',
          severity: 'medium',
          evidence: [
            ...postfix.evidence(name),
            ...postfix.warnings.filter(({ text }) => text.includes(`: ${name}=`)),
          ],
          values: { near, effect: 'unused parameter' },
          marks: [`parameter:${name}`, `parameter:${near}`],
        })
      })
    const found = [...unreadable, ...unused]
    return found.length === 0 ? fine(configuration.evidence) : found
  },
  explains: [
    { condition: 'queue-mail-system-stopped', when: ({ marks }) => marks.includes('program:postfix') },
  ],
  texts: {
    en: {
      title: 'Postfix does not understand {subject}',
      because:
        'main.cf sets {subject} and Postfix has no such parameter, or cannot read the line ({effect}); most likely ' +
        '"{near}" is meant or missing. What was meant has no effect; with a line that cannot be read, nothing starts.',
      allClear: 'all parameters are known to Postfix',
    },
    zh: {
      title: 'Postfix 无法理解 {subject}',
      because:
        'main.cf 设置了 {subject}，但 Postfix 没有此参数或无法读取该行（{effect}）；很可能应为“{near}”或缺少它。预期的设置未生效；若该行无法读取，则 Postfix 无法启动。',
      allClear: '所有参数均为 Postfix 所知',
    },
  },
  fix: [
    {
      do: { en: 'See what Postfix says of its configuration', zh: '查看 Postfix 对配置的意见' },
      command: 'postconf -n >/dev/null',
      risk: 'none',
    },
    {
      do: { en: 'Correct the line (meant: {near}) and reload', zh: '更正该行（应为：{near}）并重新加载' },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf -n >/dev/null'],
  references: ['https://www.postfix.org/postconf.1.html', 'https://www.postfix.org/postconf.5.html'],
})

/** Built in; named after a transport; or somebody's own, used as `$name` in another value. */
function isUsed(name: string, postfix: PostfixConfiguration, services: readonly PostfixService[]): boolean {
  if (isBuiltInParameter(name)) return true
  const reference = new RegExp(`\\$[({]?${name.replaceAll(/[^A-Za-z0-9_]/g, '\\$&')}\\b`)
  const values = [
    ...postfix.explicitParameters.map(({ value }) => value),
    ...services.flatMap(({ overrides, arguments: words }) => [...overrides.values(), ...words]),
  ]
  const classes = (postfix.value('smtpd_restriction_classes') ?? '').split(/[\s,]+/)
  const tableNames = values.some((value) => new RegExp(`:${name.split('_')[0]}\\b`).test(value))
  return classes.includes(name) || values.some((value) => reference.test(value)) || tableNames
}
