import type { ScriptPreview } from '../../tenants/contract/scripts.ts'

/** How full a text is, as carriers count it. */

const ROOM = { 'GSM-7': { alone: 160, joined: 153 }, 'UCS-2': { alone: 70, joined: 67 } } as const

export type Meter = {
  segments: number
  characters: number
  /** Characters that fit the segments begun. */
  room: number
  left: number
  /** Filled part of each segment, from 0 to 1. */
  filled: number[]
}

export function measure({ encoding, segments, characters }: ScriptPreview): Meter {
  const { alone, joined } = ROOM[encoding]
  const size = segments <= 1 ? alone : joined
  const begun = Math.max(1, segments)
  const room = size * begun
  const filled = Array.from({ length: begun }, (_, index) => {
    const part = (characters - index * size) / size
    return Math.min(1, Math.max(0, part))
  })
  return { segments, characters, room, left: Math.max(0, room - characters), filled }
}

/** Which characters of a text make it travel as UCS-2, where a text holds less than half; each once, a few of them. */
export function findCostly(text: string): string[] {
  const costly = Array.from(text).filter((character) => !PLAIN.test(character))
  return [...new Set(costly)].slice(0, 5)
}

/** GSM-7 with its extension table (3GPP TS 23.038), without form feed. */
const PLAIN = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]$/
