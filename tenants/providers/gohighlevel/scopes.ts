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
  'phonenumbers.read',
] as const
/** Only an agency can grant these. */
const AGENCY = ['locations.write', 'oauth.readonly', 'oauth.write'] as const

export const ASKED_SCOPES: readonly string[] = [...CORE, ...REST, ...AGENCY]

/** The permission that a call needs, by the first words of its path. */
export function scopeOf({ method, path }: { method: string; path: string }): string | null {
  const [product = '', ...rest] = (path.split('?')[0] ?? '').split('/').filter(Boolean)
  const isSearch = rest.at(-1) === 'search'
  const verb = method === 'GET' || isSearch ? 'readonly' : 'write'
  const nouns: Record<string, string> = { conversations: 'message', calendars: 'events', locations: rest[1] ?? '' }
  const noun = nouns[product]
  const named = noun && rest.some((part) => part === noun || part === `${noun}s`) ? `${product}/${noun}` : product
  const scope = `${named}.${verb}`
  return ASKED_SCOPES.includes(scope) ? scope : null
}

/** What the location has not granted of what we use in it. */
export function missingScopes(granted: readonly string[]): string[] {
  const held = new Set(granted)
  return [...CORE, ...REST].filter((scope) => !held.has(scope))
}

/** What sending texts by a number of the location takes beyond that. */
const TEXTING = ['conversations/message.readonly', 'conversations/message.write', 'phonenumbers.read'] as const

export function missingForTexts(granted: readonly string[]): string[] {
  return TEXTING.filter((scope) => !granted.includes(scope))
}

export function readScopes(scope: string | null | undefined): string[] {
  return (scope ?? '').split(/\s+/).filter(Boolean)
}
