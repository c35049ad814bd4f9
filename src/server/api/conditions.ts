import { z } from 'zod'
import type { Condition, Language } from '../../knowledge/condition.ts'
import { allConditions } from '../../knowledge/registry.ts'
import { severities, topics } from '../../knowledge/verdict.ts'
import { phrases } from '../../report/phrases.ts'
import { fixStepSchema } from '../../report/schema.ts'
import { ApiError } from '../api-error.ts'
import { type Route, route } from '../route.ts'

const shortSchema = z.object({
  id: z.string(),
  topic: z.enum(topics),
  severity: z.enum(severities),
  symptom: z.boolean().describe('a root cause only where nothing explains it'),
  title: z.string().describe('… stands for what a server shows'),
})

const conditionsSchema = z.object({ conditions: z.array(shortSchema) })

const conditionSchema = shortSchema.extend({
  because: z.string(),
  explains: z.array(z.string()).describe('conditions that it leads to'),
  explainedBy: z.array(z.string()),
  mistakenFor: z.array(z.object({ condition: z.string(), toldApartBy: z.string() })),
  fix: z.array(fixStepSchema),
  verify: z.array(z.string()),
  references: z.array(z.string()),
})

export type ConditionsAnswer = z.infer<typeof conditionsSchema>
export type ConditionAnswer = z.infer<typeof conditionSchema>

export const conditionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/conditions',
    summary: 'All that can be wrong, and is looked for',
    needs: 'read',
    answer: conditionsSchema,
    handle: (_, { language }) => ({
      conditions: allConditions.map((condition) => shortOf(condition, language)),
    }),
  }),
  route({
    method: 'get',
    path: '/conditions/{id}',
    summary: 'One condition: why it hurts, how to mend it, what it is mistaken for',
    needs: 'read',
    params: z.object({ id: z.string().max(200) }),
    answer: conditionSchema,
    handle: (_, { params, language }) => {
      const condition = allConditions.find(
        ({ id, formerly = [] }) => id === params.id || formerly.includes(params.id),
      )
      if (condition === undefined) throw new ApiError('not-found', 'there is no such condition')
      return wholeOf(condition, language)
    },
  }),
]

function shortOf({ id, topic, severity, symptom, texts }: Condition, language: Language) {
  return { id, topic, severity, symptom, title: general(texts[language].title) }
}

function wholeOf(condition: Condition, language: Language): ConditionAnswer {
  const { id, texts, explains, mistakenFor, fix, verify, references } = condition
  return {
    ...shortOf(condition, language),
    because: general(texts[language].because),
    explains: explains.map((link) => link.condition),
    explainedBy: allConditions
      .filter((other) => other.explains.some((link) => link.condition === id))
      .map((other) => other.id),
    mistakenFor: mistakenFor.map((one) => ({
      condition: one.condition,
      toldApartBy: general(one.toldApartBy[language]),
    })),
    fix: fix.map(({ who, do: step, command, risk }) => ({
      ...(who === undefined ? {} : { who: phrases[language].who[who] }),
      do: general(step[language]),
      ...(command === undefined ? {} : { command }),
      risk,
      applicable: null,
    })),
    verify: [...verify],
    references: [...references],
  }
}

/** What only a finding fills. */
function general(text: string): string {
  return text.replace(/\{[a-zA-Z]+\}/g, '…')
}
