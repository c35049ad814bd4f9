import { setImmediate } from 'node:timers/promises'
import type { Explained } from '../server/api/explain-schema.ts'
import type { ExplainInput } from '../server/console-data.ts'

const pieceBytes = 1 << 20

/** What `mailmedic explain` says of it. A large mail is taken in pieces, so that others are answered meanwhile. */
export async function explainForConsole(
  { name, bytes }: ExplainInput,
  language: 'en' | 'zh',
): Promise<Explained> {
  const [{ MailCondenser }, { answersTo }, { explanationPage }] = await Promise.all([
    import('../explain/mail/condense.ts'),
    import('./explain-answer.ts'),
    import('./explain-page.ts'),
  ])
  const condenser = new MailCondenser()
  for (let at = 0; at < bytes.length && !condenser.isFull; at += pieceBytes) {
    condenser.add(bytes.subarray(at, at + pieceBytes))
    await setImmediate()
  }
  const answers = await answersTo({ name, bytes: condenser.bytes() })
  return {
    pages: answers.map((answer) => {
      const { heading, items, tables } = explanationPage(answer, language)
      return {
        ...(heading === undefined ? {} : { heading }),
        items: items.map(({ about, quote, answer: said }) => ({
          ...(about === undefined ? {} : { about }),
          ...(quote === undefined ? {} : { quote }),
          answer: { ...said, fix: [...said.fix], also: [...said.also], links: [...said.links] },
        })),
        tables: tables.map(({ title, rows }) => ({ title, rows: [...rows] })),
      }
    }),
  }
}
