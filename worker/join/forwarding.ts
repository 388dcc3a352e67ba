import type { Phone } from '../../tenants/base/e164.ts'
import type { Carrier, Forwarding, ForwardingCode } from '../../tenants/contract/join.ts'
import { HINTS, type HintName } from './forwarding-hints.ts'

/**
 * How each carrier is told to send us the calls that are missed. `N` stands for our number in ten digits, `1N` for the
 * same with the leading one, as the carrier wants it. Codes that no carrier's own page confirms are marked as such.
 */
type Way = { codes: [ForwardingCode['condition'], string][]; isConfirmed: boolean; hints: HintName[] }

const VERIZON: Way = {
  codes: [
    ['all_missed', '*71N'],
    ['off', '*73'],
  ],
  isConfirmed: true,
  hints: ['no_gsm', 'not_in_settings'],
}

const ATT: Way = {
  codes: [
    ['all_missed', '*004*N#'],
    ['no_answer', '*61*N#'],
    ['busy', '*67*N#'],
    ['unreachable', '*62*N#'],
    ['off', '##004#'],
  ],
  isConfirmed: false,
  hints: ['att_other_codes', 'query_gsm'],
}

/** One by one: `**004*` may register only one of them while it shows success for all. */
const TMOBILE: Way = {
  codes: [
    ['no_answer', '**61*1N#'],
    ['busy', '**67*1N#'],
    ['unreachable', '**62*1N#'],
    ['off', '##004#'],
  ],
  isConfirmed: true,
  hints: ['one_by_one', 'query_gsm', 'tmobile_delay', 'tmobile_voicemail'],
}

const GSM_UNSURE: Way = { ...ATT, isConfirmed: false, hints: ['unconfirmed', 'query_gsm'] }
const GSM_OF_TMOBILE: Way = { ...TMOBILE, isConfirmed: false, hints: ['unconfirmed', 'one_by_one', 'query_gsm'] }
const VERIZON_UNSURE: Way = { ...VERIZON, isConfirmed: false, hints: ['unconfirmed', 'no_gsm'] }

const WAYS: Record<Carrier, Way> = {
  verizon: VERIZON,
  att: ATT,
  tmobile: TMOBILE,
  uscellular: {
    codes: [
      ['all_missed', '*71N'],
      ['no_answer', '*92N'],
      ['busy', '*90N'],
      ['off', '*73'],
    ],
    isConfirmed: false,
    hints: ['unconfirmed', 'uscellular_moves'],
  },
  google_fi: {
    codes: [
      ['all_missed', '*004*1N#'],
      ['off', '##004#'],
    ],
    isConfirmed: false,
    hints: ['fi_settings_first', 'unconfirmed', 'query_gsm'],
  },
  cricket: GSM_UNSURE,
  mint: GSM_OF_TMOBILE,
  boost: { ...GSM_UNSURE, hints: ['unconfirmed', 'boost_cores', 'query_gsm'] },
  xfinity_mobile: VERIZON_UNSURE,
  spectrum_mobile: VERIZON_UNSURE,
  landline: {
    codes: [
      ['no_answer', '*92N'],
      ['busy', '*90N'],
      ['off', '*93'],
    ],
    isConfirmed: true,
    hints: ['landline_tone', 'landline_rings', 'landline_off_busy'],
  },
  voip: { codes: [], isConfirmed: true, hints: ['voip_portal'] },
}

/** The codes for a carrier with our number filled in, and what else to know, in the person's language. */
export function forwardingFor(carrier: Carrier, ours: Phone, language: 'en' | 'es'): Forwarding {
  const { codes, isConfirmed, hints } = WAYS[carrier]
  const digits = ours.replace(/^\+1/, '')
  const general: HintName[] = carrier === 'voip' ? [] : ['how_to_dial', 'voicemail_gone']
  const fill = (name: HintName): string =>
    HINTS[name][language]
      .replaceAll('{number}', `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`)
      .replaceAll('{N}', digits)
  return {
    carrier,
    codes: codes.map(([condition, code]) => ({ condition, code: code.replace('N', digits) })),
    isConfirmed,
    hints: [...general, ...hints].map(fill),
  }
}
