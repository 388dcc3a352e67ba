/** What people look for when they need a tradesman. The figures are the middle around which an account's own vary. */
export type Service = {
  head: string
  /** Other words for the same need. */
  others: string[]
  /** Searches a day for the head itself. */
  searches: number
  /** What the middle competitor pays to stand there, in dollars. */
  priceUsd: number
  /** What one booked job brings, in dollars. */
  jobUsd: number
  /** Of clicks, those that call or write; of these, those that book. */
  leadRate: number
  bookingRate: number
  /** By month, January first. */
  season: readonly number[]
  /** Searches that look alike and want something else. */
  strays: string[]
}

export const TRADES = ['plumbing', 'hvac', 'electrical'] as const
export type Trade = (typeof TRADES)[number]

const EVEN = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] as const
const COLD = [1.5, 1.4, 1.1, 0.9, 0.7, 0.7, 0.7, 0.7, 0.8, 1, 1.3, 1.5] as const
const HOT = [0.4, 0.4, 0.6, 0.9, 1.3, 1.7, 1.9, 1.8, 1.2, 0.7, 0.5, 0.4] as const
const WET = [0.9, 0.9, 1.1, 1.3, 1.3, 1.1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9] as const

type Row = [
  head: string,
  others: string[],
  figures: [searches: number, priceUsd: number, jobUsd: number, leadRate: number, bookingRate: number],
  season: readonly number[],
  strays: string[],
]

const PLUMBING: Row[] = [
  [
    'plumber',
    ['plumbing repair'],
    [16, 11, 420, 0.13, 0.45],
    EVEN,
    ['plumber apprenticeship', 'plumbing supply store'],
  ],
  [
    'drain cleaning',
    ['clogged drain'],
    [13, 9, 330, 0.14, 0.5],
    EVEN,
    ['drain snake rental', 'storm drain contractor'],
  ],
  ['water heater repair', ['water heater install'], [9, 12, 620, 0.12, 0.45], COLD, ['water heater reset button']],
  ['leak repair', ['pipe leak repair'], [8, 9, 410, 0.13, 0.5], COLD, ['roof leak repair', 'oil leak repair']],
  ['toilet repair', ['running toilet'], [8, 6, 270, 0.11, 0.45], EVEN, ['toilet repair kit', 'rv toilet repair']],
  ['sewer line repair', ['sewer backup'], [4, 16, 870, 0.1, 0.4], WET, ['city sewer department', 'sewer line map']],
  ['sump pump repair', ['sump pump install'], [3, 8, 520, 0.1, 0.45], WET, ['sump pump rental', 'pool pump repair']],
  ['garbage disposal repair', ['garbage disposal install'], [5, 6, 290, 0.1, 0.45], EVEN, ['garbage pickup schedule']],
]

const HVAC: Row[] = [
  ['hvac repair', ['hvac company'], [12, 12, 480, 0.11, 0.42], EVEN, ['hvac certification', 'auto ac recharge']],
  ['ac repair', ['air conditioning repair'], [15, 13, 460, 0.13, 0.46], HOT, ['car ac repair', 'ac adapter repair']],
  [
    'furnace repair',
    ['heating repair'],
    [11, 12, 480, 0.13, 0.46],
    COLD,
    ['furnace filter sizes', 'seat heating repair'],
  ],
  ['ac installation', ['new ac unit'], [5, 17, 890, 0.08, 0.34], HOT, ['window ac unit', 'portable ac unit']],
  ['heat pump repair', ['heat pump service'], [5, 11, 500, 0.11, 0.42], COLD, ['pool heat pump', 'heat pump dryer']],
  ['ac tune up', ['hvac maintenance'], [7, 5, 220, 0.12, 0.55], HOT, ['hvac maintenance checklist', 'car tune up']],
  ['duct cleaning', ['air duct cleaning'], [6, 6, 340, 0.09, 0.42], EVEN, ['duct tape', 'dryer duct hose']],
]

const ELECTRICAL: Row[] = [
  [
    'electrician',
    ['electrical repair'],
    [16, 10, 380, 0.13, 0.46],
    EVEN,
    ['electrician apprenticeship', 'auto electrician'],
  ],
  [
    'panel upgrade',
    ['breaker box replacement'],
    [6, 14, 890, 0.09, 0.38],
    EVEN,
    ['solar panel upgrade', 'control panel pc'],
  ],
  ['outlet repair', ['outlet install'], [8, 6, 230, 0.12, 0.5], EVEN, ['factory outlet', 'outlet cover plates']],
  [
    'ceiling fan install',
    ['ceiling fan repair'],
    [7, 5, 240, 0.1, 0.48],
    HOT,
    ['ceiling fan remote', 'bathroom fan filter'],
  ],
  ['ev charger install', ['home ev charger'], [5, 12, 860, 0.1, 0.4], EVEN, ['ev charger map', 'phone charger repair']],
  ['lighting install', ['recessed lighting'], [6, 7, 420, 0.09, 0.42], EVEN, ['christmas lighting', 'lighting store']],
  ['generator install', ['generator repair'], [4, 13, 880, 0.08, 0.36], WET, ['generator rental', 'name generator']],
  ['breaker repair', ['circuit breaker trips'], [6, 8, 300, 0.13, 0.5], EVEN, ['breaker box diagram', 'wave breaker']],
]

const ROWS: Record<Trade, Row[]> = { plumbing: PLUMBING, hvac: HVAC, electrical: ELECTRICAL }

export function servicesOf(trade: Trade): Service[] {
  return ROWS[trade].map(([head, others, figures, season, strays]) => {
    const [searches, priceUsd, jobUsd, leadRate, bookingRate] = figures
    return { head, others, searches, priceUsd, jobUsd, leadRate, bookingRate, season, strays }
  })
}

/** Words around a need. `share` is of the head's searches; the rates multiply the service's own. */
export type Twist = { form: string; share: number; leads: number; bookings: number; isWanted: boolean }

const wanted = (form: string, share: number, leads: number, bookings: number): Twist => ({
  ...{ form, share, leads, bookings },
  isWanted: true,
})
/** Who looks for this hires nobody. */
const unwanted = (form: string, share: number): Twist => ({ form, share, leads: 0, bookings: 0.3, isWanted: false })

export const TWISTS: Twist[] = [
  wanted('*', 1, 1, 1),
  wanted('* near me', 1, 1.2, 1.05),
  wanted('* @', 0.35, 1.1, 1),
  wanted('emergency *', 0.35, 1.45, 1.1),
  wanted('24 hour *', 0.2, 1.3, 1.05),
  wanted('same day *', 0.12, 1.35, 1.1),
  wanted('best *', 0.2, 1, 0.95),
  wanted('local *', 0.2, 1.1, 1),
  wanted('* cost', 0.35, 0.45, 0.75),
  wanted('cheap *', 0.25, 0.4, 0.6),
  // Whoever shuts out "free" shuts these out as well.
  wanted('* free estimate', 0.12, 1.15, 0.9),
  unwanted('free *', 0.16),
  unwanted('diy *', 0.28),
  unwanted('how to *', 0.3),
  unwanted('* salary', 0.22),
  unwanted('* jobs', 0.26),
  unwanted('* parts', 0.24),
  unwanted('* tools', 0.16),
  unwanted('* training', 0.14),
  unwanted('* youtube', 0.14),
]
/** Words that only stand in searches of people who hire nobody. */
export const UNWANTED_WORDS = new Set(
  TWISTS.filter(({ isWanted, form }) => !isWanted && form !== 'free *').flatMap(({ form }) => form.split(' ')),
)
UNWANTED_WORDS.delete('*')
/** What is looked for in other words as well. */
export const TWISTS_OF_OTHERS = ['*', '* near me', 'emergency *', '* cost', 'diy *', '* parts']
/** Of the head's searches, those of each stray. */
export const STRAY_SHARE = 0.3

export const CITIES = ['austin', 'dallas', 'denver', 'tampa', 'phoenix', 'columbus', 'raleigh', 'boise'] as const
