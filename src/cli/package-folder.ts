import { fileURLToPath } from 'node:url'

/** The package's own folder: two above src/cli/ and above dist/cli/, where the build puts every module. */
export const packageFolder = fileURLToPath(new URL('../../', import.meta.url))
