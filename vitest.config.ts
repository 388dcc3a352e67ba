import { defineConfig } from 'vitest/config'

/** Pure folders and everything that plays the outside world run in Node; what touches storage or the platform in workerd. */
const PURE = ['base', 'reading', 'gate', 'journey', 'replies', 'providers', 'timeline', 'experiments']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            ...PURE.map((folder) => `tenants/${folder}/**/*.test.ts`),
            'sandbox/**/*.test.ts',
            'tests/tidy.test.ts',
            'tests/start/**/*.test.ts',
          ],
        },
      },
    ],
  },
})
