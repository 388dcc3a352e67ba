import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { makePagesFolder } from './sandbox/pages.ts'
import { SecondTries } from './tests/support/second-tries.ts'

/**
 * Pure folders and everything that plays the outside world run in Node; what touches storage or the platform in
 * workerd.
 */
const PURE = [
  'base',
  'reading',
  'gate',
  'journey',
  'replies',
  'providers',
  'timeline',
  'experiments',
  'registration',
  'rights',
  'booking',
  'media',
  'agents',
  'ads',
]
const STATEFUL = ['storage', 'inbox', 'outbox', 'alarm', 'dashboard', 'export', 'ledger', 'work']

/** Tells every business there is, so it plays where there are few. */
const FOR_ALL = 'tests/stories/kill-switch.story.test.ts'

/** Hardly a test takes a tenth of it, unless the machine has much else to do. */
const PATIENCE_MS = 60_000

/**
 * Where whole processes meet on a shared machine one failure may be the machine's. A test that passes only on its
 * second try is named at the end; at a desk there is none.
 */
const SECOND_TRIES = process.env['CI'] ? 1 : 0

/** How long a test asks again where another process has to act first. */
const ASKING = { poll: { timeout: 20_000 } }

const RESULTS_FILE = process.env['RESULTS_FILE']

makePagesFolder()

export default defineConfig({
  test: {
    // The Worker writes a line for every request; only those of a failed test are worth reading.
    silent: 'passed-only',
    // Many of them wait for a process to start or to die, which leaves a core to others.
    maxWorkers: 2,
    reporters: [
      'default',
      new SecondTries(),
      // Where `.ci/run` adds the counts up.
      ...(RESULTS_FILE ? [['json', { outputFile: RESULTS_FILE }] satisfies ['json', object]] : []),
    ],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // To load the same modules into a process of its own for each file took longer than all tests.
          isolate: false,
          // The sandbox's own tests speak real HTTP.
          retry: SECOND_TRIES,
          expect: ASKING,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: [
            ...PURE.map((folder) => `tenants/${folder}/**/*.test.ts`),
            'tenants/export/file/**/*.test.ts',
            'sandbox/**/*.test.ts',
            'ui/**/*.test.ts',
            'tests/tidy.test.ts',
            'tests/support/*.test.ts',
            'tests/api/**/*.test.ts',
            'bench/eval/**/*.test.ts',
            'bench/simulate/**/*.test.ts',
            'bench/replay/**/*.test.ts',
            'bench/tail/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'start',
          environment: 'node',
          retry: SECOND_TRIES,
          expect: ASKING,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: ['tests/start/**/*.test.ts', 'tests/warehouse/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'contract',
          environment: 'node',
          expect: ASKING,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: ['tests/contract/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          // One Shoulder and one Chromium at a time are what two cores can carry.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          retry: SECOND_TRIES,
          expect: ASKING,
          testTimeout: 60_000,
          hookTimeout: 150_000,
          include: ['tests/browser/**/*.browser.test.ts'],
        },
      },
      {
        test: {
          name: 'simulate',
          environment: 'node',
          // Each lives weeks of a business on one core.
          fileParallelism: false,
          sequence: { groupOrder: 4 },
          include: ['bench/*.test.ts'],
        },
      },
      {
        test: {
          name: 'crash',
          environment: 'node',
          include: ['tests/crash/**/*.crash.test.ts'],
        },
      },
      inWorkerd(
        'workerd',
        [
          ...STATEFUL.map((folder) => `tenants/${folder}/**/*.test.ts`),
          'tenants/*.test.ts',
          'tests/stories/**/*.test.ts',
        ],
        [FOR_ALL],
      ),
      // A directory of its own: what these tests leave in it, such as a switch that is on, would stop every story.
      inWorkerd('router', ['worker/**/*.test.ts', FOR_ALL]),
    ],
  },
})

function inWorkerd(name: string, include: string[], exclude: string[] = []): TestProjectConfiguration {
  return {
    plugins: [
      cloudflareTest(async ({ inject }) => ({
        wrangler: { configPath: './wrangler.jsonc' },
        // Router and objects in one Worker, since a test can look into objects of its own Worker only.
        main: './tests/support/worker-under-test.ts',
        miniflare: {
          durableObjects: {
            TENANT: { className: 'TenantObject', useSQLite: true },
            FLEET_ROOM: { className: 'FleetRoom', useSQLite: true },
          },
          modulesRules: [{ type: 'Text', include: ['**/*.sql'], fallthrough: true }],
          hyperdrives: { FLEET_DB: inject('databaseUrl') },
          bindings: {
            ...inject('sandboxSettings'),
            DIRECTORY_MIGRATIONS: await readD1Migrations('./migrations/directory'),
          },
        },
      })),
    ],
    test: {
      name,
      // Starting workerd anew for each file took longer than all tests. Shops and their clocks are each test's own.
      isolate: false,
      // One sandbox stands behind all stories, and its faults are everybody's.
      fileParallelism: false,
      // Those that share the machine with nobody come one after the other.
      sequence: { groupOrder: name === 'router' ? 2 : 1 },
      retry: SECOND_TRIES,
      expect: ASKING,
      testTimeout: PATIENCE_MS,
      hookTimeout: PATIENCE_MS,
      globalSetup: ['./tests/support/start-sandbox.ts'],
      setupFiles: ['./tests/support/keep-lines.ts', './tests/support/migrate-directory.ts'],
      include,
      // Those open what they wrote with Node's own SQLite.
      exclude: ['tenants/export/file/**', ...exclude],
    },
  }
}
