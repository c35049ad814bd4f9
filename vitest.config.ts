import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Also on two cores: half of the tests wait for a process, a clock or a browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**'],
          // What a file imports stays imported for the next one: a third of the time. No test changes a module.
          isolate: false,
          globalSetup: 'test/temporary-folder.ts',
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
