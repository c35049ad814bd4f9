import { localHost } from '../../../src/access/host/local.ts'
import { rootDirectoryHost } from '../../../src/access/host/root-directory.ts'
import { testHostContract } from './contract.ts'

testHostContract({
  name: 'local',
  pathOf: (root, path) => root + path,
  open: async () => localHost(),
})

testHostContract({
  name: 'root directory',
  pathOf: (_root, path) => path,
  open: async (root) => rootDirectoryHost(root),
})
