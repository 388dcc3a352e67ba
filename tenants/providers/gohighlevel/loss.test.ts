import { expect, test } from 'vitest'
import { isTokenRefused, lossOf, readLoss, type Loss } from './loss.ts'
import { scopeOf } from './scopes.ts'

const said = (message: string | string[]) => JSON.stringify({ statusCode: 0, message })

test.each<[number, string, Loss | null]>([
  [401, said('Invalid token: access token is invalid'), 'token_refused'],
  [401, said('Invalid client credentials!'), 'token_refused'],
  [401, said('The token is not authorized for this scope.'), 'scope_missing'],
  [403, said('The token is not authorized for this scope.'), 'scope_missing'],
  [403, said('The token does not have access to this location.'), 'location_gone'],
  [404, said('Location not found'), 'location_gone'],
  [400, said(['Sub-account was deleted']), 'location_gone'],
  [400, said('App is not installed for this location'), 'uninstalled'],
  // One record, one plan, one wrong field: the connection stands.
  [404, said('Contact not found'), null],
  [403, said('Forbidden resource'), null],
  [400, said('phone must be a valid phone number'), null],
  [422, said('Location not found'), null],
  [503, said('Location not found'), null],
  // Not GoHighLevel's words: something between us.
  [401, '<html>Sign in</html>', null],
  [404, 'Location not found', null],
])('%i %s says of the connection: %s', (status, text, loss) => {
  expect(readLoss(status, text)).toBe(loss)
})

test('a code names a loss or does not', () => {
  expect([lossOf('token_refused'), lossOf('http_401')]).toEqual(['token_refused', null])
})

test.each([
  [401, said('Invalid token'), true],
  [401, '<html>', true],
  [401, said('The token is not authorized for this scope.'), false],
  [403, said('The token does not have access to this location.'), true],
  [403, said('Forbidden resource'), false],
  [404, said('Location not found'), false],
])('%i %s is worth another token: %s', (status, text, isRefused) => {
  expect(isTokenRefused(status, text)).toBe(isRefused)
})

test.each([
  ['GET', '/contacts/con_1', 'contacts.readonly'],
  ['POST', '/contacts/upsert', 'contacts.write'],
  ['POST', '/contacts/search', 'contacts.readonly'],
  ['PUT', '/opportunities/opp_1', 'opportunities.write'],
  ['GET', '/opportunities/search?location_id=loc_A', 'opportunities.readonly'],
  ['GET', '/conversations/messages/export?locationId=loc_A', 'conversations/message.readonly'],
  ['POST', '/calendars/events/appointments', 'calendars/events.write'],
  ['GET', '/calendars/?locationId=loc_A', 'calendars.readonly'],
  ['POST', '/locations/loc_A/customValues', 'locations/customValues.write'],
  ['GET', '/locations/loc_A', 'locations.readonly'],
  ['GET', '/workflows/?locationId=loc_A', 'workflows.readonly'],
  ['POST', '/elsewhere', null],
])('%s %s needs %s', (method, path, scope) => {
  expect(scopeOf({ method, path })).toBe(scope)
})
