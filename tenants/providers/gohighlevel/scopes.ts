/** What Shoulder asks for (providers' `security` entries). `core`: without one of these nothing works. */
const CORE = [
  'contacts.readonly',
  'contacts.write',
  'opportunities.readonly',
  'opportunities.write',
  'locations.readonly',
] as const
const REST = [
  'conversations.readonly',
  'conversations.write',
  'conversations/message.readonly',
  'conversations/message.write',
  'calendars.readonly',
  'calendars.write',
  'calendars/events.readonly',
  'calendars/events.write',
  'locations/customValues.readonly',
  'locations/customValues.write',
  'locations/customFields.readonly',
  'locations/customFields.write',
  'locations/tags.readonly',
  'locations/tags.write',
  'workflows.readonly',
] as const
/** Only an agency can grant these. */
const AGENCY = ['locations.write', 'oauth.readonly', 'oauth.write'] as const

export const ASKED_SCOPES: readonly string[] = [...CORE, ...REST, ...AGENCY]

/** What the location has not granted of what we use in it. */
export function missingScopes(granted: readonly string[]): string[] {
  const held = new Set(granted)
  return [...CORE, ...REST].filter((scope) => !held.has(scope))
}

export function isCoreScope(scope: string): boolean {
  return CORE.some((one) => one === scope)
}

export function readScopes(scope: string | null | undefined): string[] {
  return (scope ?? '').split(/\s+/).filter(Boolean)
}
