import type { OptionFile, OptionValues } from './command-file.ts'
import type { Io } from './io.ts'

export const formatOption: OptionFile = {
  flags: '--format <format>',
  description: 'how to print',
  choices: ['text', 'json', 'markdown'],
  default: 'text',
}

export const languageOption: OptionFile = {
  flags: '--lang <language>',
  description: 'language of the report (default: that of the terminal)',
  choices: ['en', 'zh'],
}

/** Of commands that read logs. */
export const rootOption: OptionFile = {
  flags: '--root <directory>',
  description: 'without files: the logs of the system whose root file system is in that directory',
}

/** Of commands that ask the DNS without a host at hand. */
export const resolverOption: OptionFile = {
  flags: '--resolver <address>',
  description: 'ask this DNS resolver, such as 127.0.0.1#5353',
  repeatable: true,
}

export const trustAnchorOption: OptionFile = {
  flags: '--trust-anchor <ds>',
  description:
    'DS record of the root, "TAG ALGORITHM TYPE HEX", in the place of the Internet’s (a private root)',
  repeatable: true,
}

export const verboseOption: OptionFile = { flags: '-v, --verbose', description: 'print all details' }

export function languageOf(options: OptionValues, io: Io): 'en' | 'zh' {
  const chosen = options['lang']
  return chosen === 'en' || chosen === 'zh' ? chosen : io.language
}

/** The text of an option, or undefined where it was not given. */
export function textOf(options: OptionValues, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of a repeatable option; none where it was not given. */
export function listOf(options: OptionValues, name: string): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
