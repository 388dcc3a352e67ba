import { anthropic } from '../anthropic.ts'
import type { Emulator } from '../emulator.ts'
import { openai } from '../openai.ts'
import { createManners } from './control.ts'

/** Both stand-ins for models, steered together by `/sandbox/models`. */
export function standInModels(): Emulator[] {
  const manners = createManners()
  return [openai(manners), anthropic(manners)]
}
