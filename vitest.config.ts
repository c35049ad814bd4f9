import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**'],
          setupFiles: ['test/property-runs.ts'],
          // A busy machine is slow, not wrong: no test is about time.
          testTimeout: process.env['FUZZ'] === 'long' ? 3_600_000 : 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          globalSetup: 'test/lab/prepare.ts',
          testTimeout: 180_000,
        },
      },
    ],
  },
})
