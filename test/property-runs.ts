import fc from 'fast-check'

/** `npm test` tries a hundred inputs for each property, `npm run fuzz` a hundred times as many. */
if (process.env['FUZZ'] === 'long') fc.configureGlobal({ numRuns: 10_000 })
