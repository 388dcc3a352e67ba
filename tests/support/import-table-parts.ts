/** The part of the table that concerns what a tenant is made of: the door, and folders that stand for themselves. */

/** The door and the parts it is made of, all in `tenants/` itself. */
export const DOOR = ['apply-*', 'record-*', 'retry-entry', 'opt-outs', 'call-consent'].map(
  (name) => `tenants/${name}.ts`,
)

export const PARTS_MAY_IMPORT: Record<string, string[]> = {
  /** Slots and hours, pure; the ledger they are taken from is a table. */
  'tenants/booking': ['tenants/base', 'tenants/contract.ts', 'tenants/contract'],
  /** What is inside a picture or a recording, pure. */
  'tenants/media': ['tenants/base'],
  /** Advertising: what is read when, where leads came from, and what may be changed. */
  'tenants/ads': [
    'tenants/base',
    'tenants/timeline',
    'tenants/journey',
    'tenants/storage',
    'tenants/contract.ts',
    'tenants/contract',
    'tenants/providers/port.ts',
    'tenants/providers/ads-port.ts',
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
}
