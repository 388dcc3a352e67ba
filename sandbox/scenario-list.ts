import type { Scenario } from './scenario.ts'
import { emergency } from './scenarios/emergency.ts'
import { everythingDown } from './scenarios/everything-down.ts'
import { googleLead } from './scenarios/google-lead.ts'
import { happyPath } from './scenarios/happy-path.ts'
import { landline } from './scenarios/landline.ts'
import { optOut } from './scenarios/opt-out.ts'
import { pictureOfLeak } from './scenarios/picture.ts'
import { pressOne } from './scenarios/press-one.ts'
import { priceOnly } from './scenarios/price-only.ts'
import { spanish } from './scenarios/spanish.ts'
import { threeRedials } from './scenarios/three-redials.ts'
import { webForm } from './scenarios/web-form.ts'

/** In the order the page offers them. */
export const SCENARIOS: readonly Scenario[] = [
  happyPath,
  priceOnly,
  webForm,
  googleLead,
  pictureOfLeak,
  pressOne,
  optOut,
  emergency,
  landline,
  threeRedials,
  spanish,
  everythingDown,
]
