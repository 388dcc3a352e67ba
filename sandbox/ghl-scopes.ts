/** Everything the app may ask for. What a person leaves out is withheld, see `Place`. */
export const ALL_SCOPES = [
  'contacts.readonly',
  'contacts.write',
  'opportunities.readonly',
  'opportunities.write',
  'conversations.readonly',
  'conversations.write',
  'conversations/message.readonly',
  'conversations/message.write',
  'calendars.readonly',
  'calendars.write',
  'calendars/events.readonly',
  'calendars/events.write',
  'locations.readonly',
  'locations/customValues.readonly',
  'locations/customValues.write',
  'locations/customFields.readonly',
  'locations/customFields.write',
  'locations/tags.readonly',
  'locations/tags.write',
  'workflows.readonly',
  'phonenumbers.read',
]

/** Only an agency's token holds these. */
export const AGENCY_SCOPES = [...ALL_SCOPES, 'locations.write', 'oauth.readonly', 'oauth.write']

/** The permission a call needs, by the first words of its path; null where any token will do. */
export function scopeNeeded(method: string, path: string): string | null {
  const [product = '', , noun = ''] = path.split('/').filter((part) => part !== '')
  const verb = method === 'GET' ? 'readonly' : 'write'
  if (product === 'locations') {
    const known = ['customValues', 'customFields', 'tags'].includes(noun)
    return known ? `locations/${noun}.${verb}` : verb === 'write' ? 'locations.write' : 'locations.readonly'
  }
  if (product === 'opportunities' && method === 'POST' && path.endsWith('/pipelines')) return null
  if (product === 'opportunities' && path.endsWith('/search')) return 'opportunities.readonly'
  if (product === 'contacts' && path.endsWith('/search')) return 'contacts.readonly'
  if (product === 'contacts' || product === 'opportunities' || product === 'workflows') return `${product}.${verb}`
  if (product === 'phone-system') return method === 'GET' ? 'phonenumbers.read' : 'phonenumbers.write'
  if (product === 'conversations' && noun === 'messages') return `conversations/message.${verb}`
  return null
}
