import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { en } from './words/en.ts'
import type { Words } from './words/words.ts'
import { zh } from './words/zh.ts'

/** A new language is a file in words/ and a line here. The names are written as their speakers write them. */
export const languages = {
  en: { name: 'English', words: en },
  zh: { name: '中文', words: zh },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly words: Words }>>
export type Language = keyof typeof languages

export interface Tongue {
  readonly language: Language
  readonly words: Words
  readonly speak: (language: Language) => void
}

export const TongueContext = createContext<Tongue>({ language: 'en', words: en, speak: () => undefined })

export function useWords(): Words {
  return useContext(TongueContext).words
}

export function useLanguage(): Language {
  return useContext(TongueContext).language
}

export function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(languages, text)
}

/** What the browser wants, the first that there is. */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** Puts values in the place of `{name}`; a name without a value stays. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
