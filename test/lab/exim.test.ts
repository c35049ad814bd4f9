import { testRelease } from './debian.ts'

await testRelease(12, 'exim')
