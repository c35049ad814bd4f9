import { defineConfig } from 'vitest/config'

/** A busy machine is slow, not wrong: no test is about time. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**', 'test/fuzz/**'],
          ...patient,
        },
      },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          globalSetup: 'test/lab/prepare.ts',
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
