/**
 * The contract of each product, pinned; one header for all is refused. Source: highlevel-api-docs, `Version`. Only the
 * newer contract knows how to create a pipeline.
 */
export const GHL_VERSIONS = {
  oauth: '2021-07-28',
  contacts: '2021-07-28',
  opportunities: '2021-07-28',
  newPipelines: 'v3',
  locations: '2021-07-28',
  workflows: '2021-07-28',
  conversations: '2021-04-15',
  calendars: '2021-04-15',
  phoneSystem: '2021-07-28',
} as const

export type GhlProduct = keyof typeof GHL_VERSIONS
