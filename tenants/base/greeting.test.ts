import { expect, test } from 'vitest'
import { isHeardOut, spokenNotice } from './greeting.ts'
import { isReminderDue, REVOKE_ALL, revocationScope } from './revocation.ts'
import { readTenantMailbox, tenantMailbox } from './tenant-mailbox.ts'

test.each(['en', 'es-MX', 'fr'])(
  'the notice in %s names the business, tells of a text and how to stop it',
  (language) => {
    const { words, language: spoken } = spokenNotice('Larkspur Plumbing', language)
    expect(spoken).toBe(language.startsWith('es') ? 'es' : 'en')
    expect(words).toContain('Larkspur Plumbing')
    expect(words).toMatch(/text/i)
    expect(words).toContain('STOP')
    expect([0, 3, 6].map((seconds) => isHeardOut(words, seconds))).toEqual([false, false, false])
    expect([15, 60].map((seconds) => isHeardOut(words, seconds))).toEqual([true, true])
  },
)

test('what a business chose in how far an opt-out reaches counts until the rule binds', () => {
  const binds = Date.parse(`${REVOKE_ALL.bindsFrom}T00:00:00Z`)
  expect(revocationScope('topic', binds - 1)).toBe('topic')
  expect(revocationScope('topic', binds)).toBe('all')
  expect(revocationScope('all', 0)).toBe('all')
  const reminds = Date.parse(`${REVOKE_ALL.remindFrom}T00:00:00Z`)
  expect([isReminderDue(reminds - 1), isReminderDue(reminds)]).toEqual([false, true])
  expect(binds - reminds).toBe(16 * 86_400_000)
})

test('the mailbox of a business names it and no other', () => {
  const id = `ten_${'0123456789abcdefghjkmnpq'}`
  expect(tenantMailbox('hello@mail.example.com', id)).toBe('hello+0123456789abcdefghjkmnpq@mail.example.com')
  expect(readTenantMailbox(tenantMailbox('hello@mail.example.com', id))).toBe(id)
  expect(readTenantMailbox('hello@mail.example.com')).toBeNull()
})
