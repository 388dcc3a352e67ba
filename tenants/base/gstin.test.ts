import { describe, expect, test } from 'vitest'
import { hasGstinChecksum, maskGstin, readGstin } from './gstin.ts'
import { gstCodesOf, INDIAN_STATES, type IndianState } from './indian-states.ts'
import { readPan, type Pan } from './pan.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

function panOf(text: string): Pan {
  const pan = readPan(text)
  if (!pan.ok) throw new Error(`${text} is no PAN`)
  return pan.value
}

function read(text: string, pan: string, state: IndianState): string {
  const gstin = readGstin(text, { pan: panOf(pan), state })
  return gstin.ok ? gstin.value : gstin.error
}

/** The same fourteen signs with the last one that fits. */
function complete(fourteen: string): string {
  const last = Array.from(ALPHABET).find((sign) => hasGstinChecksum(fourteen + sign))
  return fourteen + (last ?? '')
}

describe('the last sign of a GSTIN', () => {
  test.each(['27AAPFU0939F1ZV', '29AAGCB7383J1Z4', '24AAACC1206D1ZM', '29ABCDE1234F1ZW', '07AAAAA0000A1Z4'])(
    'fits %s',
    (gstin) => expect(hasGstinChecksum(gstin)).toBe(true),
  )

  test('shows each of the 525 ways to get one sign wrong', () => {
    const right = '29ABCDE1234F1ZW'
    const wrong = Array.from(right).flatMap((sign, at) =>
      Array.from(ALPHABET)
        .filter((other) => other !== sign)
        .map((other) => right.slice(0, at) + other + right.slice(at + 1)),
    )
    expect(new Set(wrong).size).toBe(525)
    expect(wrong.filter(hasGstinChecksum)).toEqual([])
  })

  test('fits nothing of another length or with other signs', () => {
    for (const text of ['', '29ABCDE1234F1Z', '29ABCDE1234F1ZWW', '29abcde1234f1zw', '29ABCDE1234F1-W']) {
      expect(hasGstinChecksum(text)).toBe(false)
    }
  })
})

describe('a GSTIN', () => {
  test('is read as people write it, beside the PAN and the address it belongs to', () => {
    expect(read(' 27aapfu0939f1zv ', 'AAPFU0939F', 'MH')).toBe('27AAPFU0939F1ZV')
    expect(read('29AAGCB7383J1Z4', 'AAGCB7383J', 'KA')).toBe('29AAGCB7383J1Z4')
    expect(read('24AAACC1206D1ZM', 'AAACC1206D', 'GJ')).toBe('24AAACC1206D1ZM')
    expect(read('07AAAAA0000A1Z4', 'AAAAA0000A', 'DL')).toBe('07AAAAA0000A1Z4')
  })

  test('holds the PAN that was given, and no other', () => {
    expect(read('27AAPFU0939F1ZV', 'AAGCB7383J', 'MH')).toBe('gstin_pan_differs')
    // The check fits, but no holder has a D in the fourth place.
    expect(read('29ABCDE1234F1ZW', 'ABCPE1234F', 'KA')).toBe('gstin_pan_differs')
  })

  test('begins with the number of the state in the address', () => {
    expect(read('27AAPFU0939F1ZV', 'AAPFU0939F', 'KA')).toBe('gstin_state_differs')
    const offshore = complete('97AAPFU0939F1Z')
    expect(read(offshore, 'AAPFU0939F', 'KA')).toBe(offshore)
    for (const code of ['00', '39', '96']) {
      expect(read(complete(`${code}AAPFU0939F1Z`), 'AAPFU0939F', 'MH')).toBe('gstin_state_unknown')
    }
  })

  test.each([
    '27AAPFU0939F1YV',
    '27AAPFU0939F0ZV',
    'A7AAPFU0939F1ZV',
    '27AAPFU0939F1Z',
    '27AAPFU0939F1ZV1',
    '२७AAPFU0939F1ZV',
  ])('%s has not its shape', (text) => expect(read(text, 'AAPFU0939F', 'MH')).toBe('gstin_malformed'))

  test('with one sign wrong is told apart from one of another shape', () => {
    expect(read('27AAPFU0938F1ZV', 'AAPFU0939F', 'MH')).toBe('gstin_checksum_wrong')
  })

  test('hides of its PAN what a PAN hides', () => {
    expect(maskGstin('27AAPFU0939F1ZV')).toBe('27AAPFU****F1ZV')
  })
})

test('every number from 01 to 38 is one state’s', () => {
  const codes = INDIAN_STATES.flatMap((state) => gstCodesOf(state)).sort()
  expect(codes).toEqual(Array.from({ length: 38 }, (_, index) => String(index + 1).padStart(2, '0')))
  expect(INDIAN_STATES).toHaveLength(36)
})
