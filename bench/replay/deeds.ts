import type { Copy } from './copy.ts'
import { readCrmEdits } from './crm-edits.ts'
import type { Deed, Span } from './deed.ts'
import { readDone } from './done.ts'
import { readNamings } from './known-since.ts'
import { readTold } from './told.ts'

export type Deeds = { deeds: Deed[]; /** What stands in the file without the words it would take. */ wordless: number }

/** All that came from outside in a span of time, in the order in which it came. */
export function readDeeds(copy: Copy, span: Span): Deeds {
  const told = readTold(copy, span)
  const deeds = [...readNamings(copy, span), ...told.deeds, ...readDone(copy, span), ...readCrmEdits(copy, span)]
  // Of one instant: what was heard comes before what was done about it, and the rest as the timeline has it.
  return { deeds: deeds.toSorted((one, other) => one.at - other.at), wordless: told.wordless }
}
