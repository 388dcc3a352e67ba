import { WORKER_MAY_IMPORT } from './import-table-worker.ts'

/** Who may import whom (tests/tidy.test.ts holds the tree to it). */

export const FOLDERS = ['worker', 'tenants', 'ui', 'migrations', 'sandbox', 'tests', 'bench']

/** The door and the parts it is made of, all in `tenants/` itself. */
const DOOR = ['apply-*', 'record-*', 'retry-entry', 'opt-outs', 'call-consent'].map((name) => `tenants/${name}.ts`)

/**
 * From (a folder or a file; the longest match wins) to what it may import besides itself. `*` stands for one name.
 * An entry that ends in `.ts` is one file, any other a folder.
 */
export const MAY_IMPORT: Record<string, string[]> = {
  'tenants/base': [],
  'tenants/timeline': ['tenants/base'],
  'tenants/reading': ['tenants/base'],
  'tenants/gate': ['tenants/base'],
  'tenants/experiments': ['tenants/base'],
  'tenants/journey': ['tenants/base', 'tenants/timeline'],
  'tenants/providers': ['tenants/base'],
  'tenants/contract.ts': [
    'tenants/contract/refusal.ts',
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/providers/inbound.ts',
  ],
  'tenants/contract': ['tenants/contract.ts', 'tenants/base', 'tenants/providers/inbound.ts'],
  'tenants/storage': [
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/contract.ts',
    'tenants/contract',
    'migrations/tenant',
  ],
  ...Object.fromEntries(
    DOOR.map((file) => [
      file,
      [
        ...DOOR,
        'tenants/base',
        'tenants/timeline',
        'tenants/journey',
        'tenants/storage',
        'tenants/contract/rights.ts',
        'tenants/booking',
        'tenants/contract/booking.ts',
        'tenants/providers/port.ts',
        'tenants/providers/crm-port.ts',
        'tenants/providers/inbound.ts',
      ],
    ]),
  ),
  'tenants/fleet-teller.ts': ['tenants/base', 'tenants/contract', 'tenants/storage', 'tenants/timeline'],
  'tenants/forwarding-advice.ts': ['tenants/contract'],
  'tenants/forwarding-test.ts': [
    'tenants/forwarding-advice.ts',
    'tenants/base',
    'tenants/contract',
    'tenants/storage',
    'tenants/providers/inbound.ts',
    'tenants/providers/port.ts',
  ],
  'tenants/place-test-call.ts': ['tenants'],
  'tenants/call-script.ts': ['tenants/base', 'tenants/journey', 'tenants/storage', 'tenants/contract'],
  'tenants/inbox': [
    ...DOOR,
    'tenants/forwarding-test.ts',
    'tenants/base',
    'tenants/reading',
    'tenants/journey',
    'tenants/storage',
    'tenants/providers/inbound.ts',
    'tenants/providers/crm-port.ts',
  ],
  'tenants/replies': ['tenants/base', 'tenants/reading', 'tenants/journey', 'tenants/timeline', 'tenants/storage'],
  'tenants/rights': [
    ...DOOR,
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/export/erase.ts',
    'tenants/ledger/append.ts',
    'tenants/storage',
    'tenants/contract.ts',
    'tenants/contract',
  ],
  'tenants/ledger': ['tenants/base', 'tenants/storage'],
  'tenants/outbox': [
    ...DOOR,
    'tenants/base',
    'tenants/media',
    'tenants/gate',
    'tenants/journey',
    'tenants/replies',
    'tenants/storage',
    'tenants/providers/port.ts',
    'tenants/providers/crm-port.ts',
  ],
  'tenants/alarm': [
    ...DOOR,
    'tenants/rights',
    'tenants/base',
    'tenants/storage',
    'tenants/outbox',
    'tenants/ledger',
    'tenants/work',
    'tenants/crm',
    'tenants/agents',
    'tenants/export',
  ],
  'tenants/agents': [
    ...DOOR,
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/storage',
    'tenants/providers/port.ts',
  ],
  'tenants/dashboard': [
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/storage',
    'tenants/contract.ts',
    'tenants/contract',
  ],
  'tenants/export': [
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/storage',
    // Pictures leave without the place they were taken at.
    'tenants/media',
    'tenants/providers/port.ts',
    'tenants/contract.ts',
    'tenants/contract',
  ],
  ...Object.fromEntries(
    ['judge-script', 'judge-human-text'].map((name) => [
      `tenants/${name}.ts`,
      [
        'tenants/judge-script.ts',
        'tenants/base',
        'tenants/contract.ts',
        'tenants/contract',
        'tenants/gate',
        'tenants/replies',
        'tenants/storage',
      ],
    ]),
  ),
  'tenants/registration': [
    'tenants/record-order.ts',
    'tenants/base',
    'tenants/contract.ts',
    'tenants/contract',
    'tenants/timeline',
    'tenants/storage',
  ],
  /** Slots and hours, pure; the ledger they are taken from is a table. */
  'tenants/booking': ['tenants/base', 'tenants/contract.ts', 'tenants/contract'],
  /** What is inside a picture or a recording, pure. */
  'tenants/media': ['tenants/base'],
  /** Both ways between our rows and GoHighLevel's. */
  'tenants/crm': [
    ...DOOR,
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/storage',
    'tenants/contract.ts',
    'tenants/contract',
    'tenants/providers/port.ts',
    'tenants/providers/crm-port.ts',
    'tenants/providers/inbound.ts',
  ],
  /** What is done once a day for jobs, contracts and people who have not called for long. */
  'tenants/work': [
    ...DOOR,
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/storage',
    'tenants/contract.ts',
    'tenants/contract',
  ],
  /** Each is called by one method of the object, and wires as that does. */
  'tenants/*-commands.ts': ['tenants'],
  'tenants/wiring.ts': ['tenants'],
  'tenants/tenant-core.ts': ['tenants'],
  'tenants/open-providers.ts': ['tenants'],
  'tenants/open-crm.ts': ['tenants'],
  'tenants/tenant-trust.ts': ['tenants'],
  'tenants/tenant-crm.ts': ['tenants'],
  'tenants/tenant-work.ts': ['tenants'],
  'tenants/tenant-after.ts': ['tenants'],
  'tenants/tenant-api.ts': ['tenants'],
  /** Plays all parts of a missed call, and takes them back. */
  'tenants/canary-rehearsal.ts': ['tenants'],
  'tenants/tenant-object.ts': ['tenants'],
  ...WORKER_MAY_IMPORT,
  ui: ['tenants/contract.ts', 'tenants/contract'],
  sandbox: [],
  /** The embedded Postgres is brought up to date as any other is. */
  'sandbox/warehouse-process.ts': ['migrations/fleet', 'sandbox'],
  migrations: [],
  tests: FOLDERS,
  bench: FOLDERS,
}
