import { expect, test } from 'vitest'
import { listZones, nameZone } from './zones.ts'

test('a zone is named as people call it', () => {
  expect(nameZone('America/Chicago', 'en-US')).toBe('Central Time (Chicago)')
  expect(nameZone('America/Chicago', 'es-US')).toMatch(/central.*\(Chicago\)/i)
  expect(nameZone('Nowhere/At_All', 'en-US')).toBe('At All')
})

test('the usual zones come first, the own one among them, none twice', () => {
  const { usual, others } = listZones('America/Boise', 'America/Chicago', '')
  expect(usual).toContain('America/Boise')
  expect(usual.filter((zone) => zone === 'America/Chicago')).toHaveLength(1)
  expect(others.some((zone) => usual.includes(zone))).toBe(false)
})
