import { describe, expect, test } from 'vitest'
import { isSealedUnderOldKey, openKeyring, seal, SealingKeyUnusable, unseal, Unsealable } from './sealing.ts'

const ONE = Buffer.alloc(32, 1).toString('base64')
const TWO = Buffer.alloc(32, 2).toString('base64')

describe('sealing', () => {
  test('opens what it sealed, and seals the same text differently each time', () => {
    const keyring = openKeyring(ONE)
    const sealed = seal(keyring, 'ten_a/token', 'a secret with ü')
    expect(sealed).not.toContain('secret')
    expect(unseal(keyring, 'ten_a/token', sealed)).toBe('a secret with ü')
    expect(seal(keyring, 'ten_a/token', 'a secret with ü')).not.toBe(sealed)
  })

  test('does not open elsewhere, or when a character of it was changed', () => {
    const keyring = openKeyring(ONE)
    const sealed = seal(keyring, 'ten_a/token', 'secret')
    expect(() => unseal(keyring, 'ten_b/token', sealed)).toThrow(Unsealable)
    for (let place = sealed.lastIndexOf('.') + 1; place < sealed.length - 1; place += 1) {
      const other = sealed[place] === 'A' ? 'B' : 'A'
      const changed = `${sealed.slice(0, place)}${other}${sealed.slice(place + 1)}`
      expect(() => unseal(keyring, 'ten_a/token', changed)).toThrow(Unsealable)
    }
    for (const garbage of ['', 'v1', 'v1.x.y.z', 'secret']) {
      expect(() => unseal(keyring, 'ten_a/token', garbage)).toThrow(Unsealable)
    }
  })

  test('rotates: the old key opens and does not seal, and without it nothing of it opens', () => {
    const sealed = seal(openKeyring(ONE), 'ten_a/token', 'secret')
    const rotated = openKeyring(`${TWO},${ONE}`)
    expect(unseal(rotated, 'ten_a/token', sealed)).toBe('secret')
    expect(isSealedUnderOldKey(rotated, sealed)).toBe(true)
    expect(isSealedUnderOldKey(rotated, seal(rotated, 'ten_a/token', 'secret'))).toBe(false)
    expect(() => unseal(openKeyring(TWO), 'ten_a/token', sealed)).toThrow(/does not hold/)
  })

  test('refuses settings that hold no key, without quoting them', () => {
    for (const setting of ['', ' , ', 'c2hvcnQ=', `${ONE},short`]) {
      expect(() => openKeyring(setting)).toThrow(SealingKeyUnusable)
      if (setting.trim().length > 3) expect(() => openKeyring(setting)).not.toThrow(new RegExp(setting.slice(0, 8)))
    }
  })
})
