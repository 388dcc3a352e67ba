import type { Scenario } from './scenario.ts'
import { emergency } from './scenarios/emergency.ts'
import { everythingDown } from './scenarios/everything-down.ts'
import { happyPath } from './scenarios/happy-path.ts'
import { landline } from './scenarios/landline.ts'
import { optOut } from './scenarios/opt-out.ts'
import { priceOnly } from './scenarios/price-only.ts'
import { spanish } from './scenarios/spanish.ts'
import { threeRedials } from './scenarios/three-redials.ts'

/** In the order the page offers them. */
export const SCENARIOS: readonly Scenario[] = [
  happyPath,
  priceOnly,
  optOut,
  emergency,
  landline,
  threeRedials,
  spanish,
  everythingDown,
]
