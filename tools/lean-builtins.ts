import type { Plugin } from 'rolldown'

/**
 * Importing a module of Node's makes V8 ask it for every name that it has: `node:process` then opens the three
 * standard streams, `node:util` loads parts that nobody uses. commander needs one name of each, and starts no
 * program: `mailmedic` has no subcommands that are files.
 */
const lean: Readonly<Record<string, string>> = {
  'node:process': 'export default globalThis.process',
  'node:util':
    "export const stripVTControlCharacters = (text) => process.getBuiltinModule('node:util').stripVTControlCharacters(text)",
  'node:child_process':
    "export default { spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given) }",
}

/** Whether `leanBuiltins` has something in the place of the module that `importer` asks for. */
export function isLean(id: string, importer: string | undefined): boolean {
  return importer?.includes('/node_modules/commander/') === true && Object.hasOwn(lean, id)
}

/** Puts short modules in the place of those that commander imports and hardly needs. */
export function leanBuiltins(): Plugin {
  return {
    name: 'lean-builtins',
    resolveId: (id, importer) => (isLean(id, importer) ? `\0lean-${id.slice(5)}` : null),
    load: (id) => {
      const code = id.startsWith('\0lean-') ? lean[`node:${id.slice(6)}`] : undefined
      return code === undefined ? null : { code, moduleType: 'js' }
    },
  }
}
