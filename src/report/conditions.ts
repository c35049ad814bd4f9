import type { Condition, Language } from '../knowledge/condition.ts'

/** One line a condition, by topic. */
export function listConditions(conditions: readonly Condition[], language: Language): string {
  const byTopic = Map.groupBy(conditions, ({ topic }) => topic)
  const sections = [...byTopic].map(([topic, members]) => {
    const rows = members.map(
      ({ id, severity, texts }) => `  ${id.padEnd(42)} ${severity.padEnd(9)} ${texts[language].title}`,
    )
    return [topic, ...rows].join('\n')
  })
  return `${sections.join('\n\n')}\n\n${conditions.length} conditions\n`
}

/** A condition whole, as Markdown: `mailmedic conditions ID` and docs/conditions/. */
export function describeCondition(condition: Condition, language: Language): string {
  const texts = condition.texts[language]
  const links = (list: readonly string[]) =>
    list.length === 0 ? 'none' : list.map((id) => `\`${id}\``).join(', ')
  const steps = condition.fix.map((step, index) => {
    const who = step.who === undefined ? '' : `(${step.who}) `
    return `${index + 1}. ${who}${step.do[language]}${step.command === undefined ? '' : `\n   \`${step.command}\``}`
  })
  return [
    `# ${condition.id}`,
    '',
    `**${texts.title}**`,
    '',
    `Topic ${condition.topic} · severity ${condition.severity}${condition.symptom ? ' · symptom' : ''}`,
    '',
    texts.because,
    '',
    '## Fix',
    '',
    ...steps,
    '',
    '## Verify',
    '',
    ...condition.verify.map((command) => `- \`${command}\``),
    '',
    '## Explains',
    '',
    links(condition.explains.map((link) => link.condition)),
    '',
    '## Not to be mistaken for',
    '',
    ...(condition.mistakenFor.length === 0
      ? ['nothing known']
      : condition.mistakenFor.map((one) => `- \`${one.condition}\`: ${one.toldApartBy[language]}`)),
    '',
    '## References',
    '',
    ...condition.references.map((reference) => `- ${reference}`),
    '',
  ].join('\n')
}

/** The catalogue as data. */
export function conditionData(condition: Condition) {
  const { id, topic, severity, symptom, texts, fix, verify, references } = condition
  return {
    id,
    topic,
    severity,
    symptom,
    texts,
    explains: condition.explains.map((link) => link.condition),
    mistakenFor: condition.mistakenFor,
    needs: Object.values(condition.needs).map((need) => need.id),
    fix,
    verify,
    references,
  }
}
