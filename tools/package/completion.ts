import type { CommandFile } from '../../src/cli/command-file.ts'

/** Completion for bash: commands, then the options of the command that was typed. */
export function bashCompletion(commands: readonly CommandFile[]): string {
  const cases = commands.map(({ name, options }) => {
    const flags = options.flatMap(({ flags }) => flags.match(/--?[a-z][a-z-]*/g) ?? [])
    return `    ${name}) words="${[...flags, '--help'].join(' ')}" ;;`
  })
  return [
    '# bash completion for mailmedic',
    '_mailmedic() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" words=""',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    words="${commands.map(({ name }) => name).join(' ')} --help --version"`,
    '  else case "${COMP_WORDS[1]}" in',
    ...cases,
    '  esac; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _mailmedic mailmedic',
    '',
  ].join('\n')
}
