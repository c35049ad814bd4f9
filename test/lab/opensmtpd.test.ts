import { testRelease } from './debian.ts'

await testRelease(13, 'opensmtpd')
