import type { CLAIMS_BY_CODE } from './guard-phrases.ts'

/** Why a draft does not leave. */
export type GuardCode =
  | 'empty'
  | 'too_long'
  | 'characters'
  | 'language'
  | 'link'
  | 'phone'
  | 'leak'
  | 'echo'
  | 'amount'
  | 'amount_of_other'
  | 'range_cut'
  | 'unit'
  | 'estimate_missing'
  | 'time'
  | 'number'
  | 'name'
  | 'area'
  | 'service'
  | keyof typeof CLAIMS_BY_CODE

/** The first thing that is wrong with a draft; null where nothing is. */
export type Fault = [code: GuardCode, detail: string] | null
