import { type ExplainedItem, type ExplanationPage, explanationWords } from './explanation.ts'
import { codeBlock, escapeMarkdown } from './markdown.ts'

/** Explanations for a ticket. What comes from outside stands in code blocks, or is escaped. */
export function renderExplanationMarkdown(
  pages: readonly ExplanationPage[],
  here: readonly string[],
  language: 'en' | 'zh',
): string {
  const sections = pages.flatMap((page) => [
    ...(page.heading === undefined ? [] : [`# ${escapeMarkdown(page.heading)}`]),
    ...page.items.map((item) => renderItem(item, language)),
    ...page.tables.flatMap(({ title, rows }) => [`**${escapeMarkdown(title)}**`, codeBlock(rows.join('\n'))]),
  ])
  const seen = here.length === 0 ? [] : [`**${explanationWords[language].here}**`, codeBlock(here.join('\n'))]
  return `${[...sections, ...seen].join('\n\n')}\n`
}

function renderItem({ about, quote, answer }: ExplainedItem, language: 'en' | 'zh'): string {
  const words = explanationWords[language]
  const facts = [
    answer.permanent ? words.permanent : words.temporary,
    words.actor[answer.actor],
    `\`${answer.reason}\``,
    words.confidence[answer.confidence],
  ]
  return [
    `## ${escapeMarkdown(about === undefined ? answer.title : `${about}: ${answer.title}`)}`,
    facts.join(' · '),
    ...(quote === undefined ? [] : [codeBlock(quote.slice(0, 2_000))]),
    escapeMarkdown(`${answer.why} ${answer.next}`),
    `**${words.todo}**`,
    answer.fix.map((step, index) => `${index + 1}. ${escapeMarkdown(step)}`).join('\n'),
    `${escapeMarkdown(answer.standard)} · ${answer.links.map((link) => `<${link}>`).join(' · ')}`,
  ].join('\n\n')
}
