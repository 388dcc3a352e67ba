import {
  CANADIAN_AREA_CODES,
  CARIBBEAN_AREA_CODES,
  PREMIUM_CODES,
  TOLL_FREE_CODES,
  US_AREA_CODES,
  type AreaCodeRow,
} from './area-codes-data.ts'

/** What the first digits of a number say about where its owner may be. Numbers move with people, so it is a hint. */
export type AreaCode =
  | { kind: 'us'; state: string; zones: readonly string[] }
  | { kind: 'canada' | 'caribbean'; zones: readonly string[] }
  | { kind: 'toll_free' | 'premium' }
  /** `+1` and a code that no table names: new, personal or made up. */
  | { kind: 'unlisted' }
  | { kind: 'foreign' }
  /** Not a number that a message can be sent to. */
  | { kind: 'invalid' }

/** The exchange is not judged: the carrier knows which of them exist. */
const NORTH_AMERICAN = /^\+1([2-9]\d\d)\d{7}$/
const SERVICE_CODE = /^[2-9]11$/
const E164 = /^\+[1-9]\d{6,14}$/

const CODES = new Map<string, AreaCode>()
for (const [code, state, zones] of spread(US_AREA_CODES)) CODES.set(code, { kind: 'us', state, zones })
for (const [code, , zones] of spread(CANADIAN_AREA_CODES)) CODES.set(code, { kind: 'canada', zones })
for (const [code, , zones] of spread(CARIBBEAN_AREA_CODES)) CODES.set(code, { kind: 'caribbean', zones })
for (const code of TOLL_FREE_CODES.split(' ')) CODES.set(code, { kind: 'toll_free' })
for (const code of PREMIUM_CODES.split(' ')) CODES.set(code, { kind: 'premium' })

const STATE_ZONES = new Map<string, readonly string[]>()
for (const [state, zones] of US_AREA_CODES) {
  STATE_ZONES.set(state, [...new Set([...(STATE_ZONES.get(state) ?? []), ...zones])])
}

/** Reads a number in E.164. */
export function readAreaCode(phone: string): AreaCode {
  if (!E164.test(phone)) return { kind: 'invalid' }
  if (!phone.startsWith('+1')) return { kind: 'foreign' }
  const code = NORTH_AMERICAN.exec(phone)?.[1]
  if (code === undefined || SERVICE_CODE.test(code)) return { kind: 'invalid' }
  return CODES.get(code) ?? { kind: 'unlisted' }
}

const TERRITORIES = new Set(['AS', 'GU', 'MP', 'PR', 'VI'])
/**
 * Exchanges that bill the caller or reach a service in place of a subscriber: 976, N11, and 555 but for the numbers
 * kept for fiction, which no call reaches. Source: NANPA, "Central Office Code Assignment Guidelines" (ATIS-0300051).
 */
const SUBSCRIBER = /^\+1\d{3}(?!976|.11|555(?!01))[2-9]\d{6}$/

/**
 * Whether somebody's own phone in one of the fifty states or the capital may have this number. Whom we ring at a
 * stranger's word has one: toll-free, premium, territories' and other countries' numbers of the plan cost what the
 * stranger may share in.
 */
export function isStatePhone(phone: string): boolean {
  const areaCode = readAreaCode(phone)
  return areaCode.kind === 'us' && !TERRITORIES.has(areaCode.state) && SUBSCRIBER.test(phone)
}

/** Every zone some part of the state lies in; null for what is no state or territory. */
export function zonesOfState(state: string): readonly string[] | null {
  return STATE_ZONES.get(state) ?? null
}

function* spread(rows: readonly AreaCodeRow[]): Generator<[code: string, state: string, zones: readonly string[]]> {
  for (const [state, zones, codes] of rows) for (const code of codes.split(' ')) yield [code, state, zones]
}
