import type { z } from 'zod'
import type { Questions, Told } from './questions.ts'

interface ToolTexts {
  readonly name: string
  readonly title: string
  /** When to use it and what comes back: the assistant chooses by it. */
  readonly description: string
  /** It asks servers of others: DNS, and the mail servers of a domain. */
  readonly asksTheWorld: boolean
}

/** One question as a tool of the Model Context Protocol: data for the assistant, and how it is asked. */
export interface Tool extends ToolTexts {
  readonly input: z.ZodObject
  /** `given` is checked again: rejects where it does not fit `input`. */
  ask(questions: Questions, given: unknown): Promise<Told>
}

interface ToolDefinition<Input extends z.ZodObject> extends ToolTexts {
  readonly input: Input
  ask(questions: Questions, given: z.output<Input>): Promise<Told>
}

/** A tool, whose `ask` is written with the type of its input. */
export function tool<Input extends z.ZodObject>({ ask, ...definition }: ToolDefinition<Input>): Tool {
  return { ...definition, ask: async (questions, given) => ask(questions, definition.input.parse(given)) }
}
