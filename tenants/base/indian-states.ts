/** The states and union territories of India by their codes of ISO 3166-2, with the numbers their tax offices use. */
const STATES = {
  AN: ['Andaman and Nicobar Islands', '35'],
  // Kept its old number where a registration is older than Telangana.
  AP: ['Andhra Pradesh', '37', '28'],
  AR: ['Arunachal Pradesh', '12'],
  AS: ['Assam', '18'],
  BR: ['Bihar', '10'],
  CG: ['Chhattisgarh', '22'],
  CH: ['Chandigarh', '04'],
  // Daman and Diu had a number of its own until 2020.
  DH: ['Dadra and Nagar Haveli and Daman and Diu', '26', '25'],
  DL: ['Delhi', '07'],
  GA: ['Goa', '30'],
  GJ: ['Gujarat', '24'],
  HP: ['Himachal Pradesh', '02'],
  HR: ['Haryana', '06'],
  JH: ['Jharkhand', '20'],
  JK: ['Jammu and Kashmir', '01'],
  KA: ['Karnataka', '29'],
  KL: ['Kerala', '32'],
  LA: ['Ladakh', '38'],
  LD: ['Lakshadweep', '31'],
  MH: ['Maharashtra', '27'],
  ML: ['Meghalaya', '17'],
  MN: ['Manipur', '14'],
  MP: ['Madhya Pradesh', '23'],
  MZ: ['Mizoram', '15'],
  NL: ['Nagaland', '13'],
  OD: ['Odisha', '21'],
  PB: ['Punjab', '03'],
  PY: ['Puducherry', '34'],
  RJ: ['Rajasthan', '08'],
  SK: ['Sikkim', '11'],
  TN: ['Tamil Nadu', '33'],
  TR: ['Tripura', '16'],
  TS: ['Telangana', '36'],
  UK: ['Uttarakhand', '05'],
  UP: ['Uttar Pradesh', '09'],
  WB: ['West Bengal', '19'],
} as const satisfies Record<string, readonly [name: string, ...gstCodes: string[]]>

export type IndianState = keyof typeof STATES

export const INDIAN_STATES = Object.keys(STATES) as IndianState[]

/** The two digits with which a GSTIN of this state may begin. */
export function gstCodesOf(state: IndianState): readonly string[] {
  return STATES[state].slice(1)
}
