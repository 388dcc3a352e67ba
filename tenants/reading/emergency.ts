import { once } from '../base/once.ts'
import type { Normalised } from './normalise.ts'
import { PhraseBook } from './phrase.ts'

/** Dangers that need a fixed safety text and a person at once. */
export type Emergency = 'gas' | 'carbon_monoxide' | 'sparks' | 'flooding'

const SIGNS: [Emergency, string][] = [
  [
    'carbon_monoxide',
    `
      carbon monoxide
      carbon monoxid*|dioxide
      co|c0 detector|alarm|monitor|leak|poisoning|sensor|levels
      monoxido
    `,
  ],
  [
    'gas',
    `
      smell|smells|smelling|smelled|smelt|odor|stinks|reeks|scent|whiff ~3 gas|propane
      gas|propane ~1 smell|smells|odor|leak|leaking|leaks|escaping|hissing
      smell|smells|smelling|odor ~2 like ~1 rotten|gas|sulfur
      rotten egg|eggs
      leak|leaking ~2 gas|propane
      hiss|hissing ~3 gas
      huele|oliendo|olor|apesta ~3 gas
      fuga|escape ~2 gas
      gas ~1 fuga|escapando|tirando|saliendo
    `,
  ],
  [
    'sparks',
    `
      spark|sparks|sparking|sparked|arcing|chispas|chispazo|chispeando|corto
      outlet|breaker|panel|wire|wires|wiring|switch|socket|plug|box ~3 smoke|smoking|burning|burnt|burned|melting|melted|fire|buzzing|hot|zapped|shocked|shocking
      burning|burnt|electrical|smoke ~2 smell|fire|outlet|wires|panel|from
      smell|smells ~2 burning|burnt|electrical|smoke
      electrical fire
      on fire
      caught|catches|catching|catch|took on? fire
      there ~2 fire|flames
      fire|flames ~1 in|inside|from ~2 house|kitchen|attic|basement|garage|wall|panel|box|room|unit|furnace|heater|dryer
      in|see flames
      incendio
      en llamas
      (se esta/se estan) ~1 quemando|incendiando
      prendio|agarro ~1 fuego
      smoke ~2 coming|outlet|panel|wall|breaker
      shocked|zapped ~3 outlet|switch|touch*|when
      enchufe|contacto|cable|cables|panel ~3 humo|quemado|quemando|fuego|caliente
      huele ~2 quemado
    `,
  ],
  [
    'flooding',
    `
      flooding|flooded|floods|flood|flod*|floodin
      water ~2 everywhere|pouring|gushing|spraying|shooting|rushing
      water ~3 through|from|thru|out|down ~2 ceiling|roof|wall|walls|lights|light
      ceiling ~3 caving|collapsing|collapsed|water|pouring|falling
      burst|busted|bursted ~2 pipe|pipes|main|line|hose
      pipe|pipes|main|hose|line ~2 burst|busted|bursted|exploded
      inches|foot|feet ~2 water
      sewage ~4 tub|floor|up|shower|basement|coming|everywhere|house
      can not ~2 shut|turn ~3 water
      inund*
      revento|exploto|reventada|reventado
      agua ~2 por todos|todas|todo
      agua ~2 del techo
    `,
  ],
]

/** The same words where nothing is happening now. */
const GUARDS = `
  no|not|never|without|nothing ~2 smell|leak|flooding|flood|sparks|gas|smoke|flooded|fire|flames
  flood light|lights|lighting|insurance|zone|lamp
  spark plug|plugs
  gas station|grill|pump|card
  fire place|pit|alarm|alarms|extinguisher|sprinkler|sprinklers|department|station|damage|wood|inspection|marshal|code
  you|u|yall|guys|team|prices ~2 on fire
  was a fire
  last|years|months|year ~2 flood|flooded|flooding
  flooded last|years|before
  was|got flooded|flooding last|before|years
  corto plazo
  do|does|can|could you|yall|u ~1 do|fix|repair|detect|check|install|handle ~3 leak|gas|detector|alarm|detectors
  install|installing|replace|replacing|new|buy|need|want ~2 co|gas|carbon ~1 detector|alarm|monitor|detectors|monoxide
  no ~2 huele|fuga
`

const openBook = once(
  () =>
    new PhraseBook<Emergency | 'guard'>([
      ...SIGNS.flatMap(([kind, lines]) => linesOf(lines).map((line) => [line, kind] as const)),
      ...linesOf(GUARDS).map((line) => [line, 'guard'] as const),
    ]),
)

/** The danger a text tells of, the deadliest first; null when it tells of none. */
export function readEmergency(text: Normalised): Emergency | null {
  const found = openBook().find(text)
  const guards = found.filter((sign) => sign.value === 'guard')
  for (const [kind] of SIGNS) {
    const told = found.some(
      (sign) => sign.value === kind && !guards.some((guard) => guard.start < sign.end && sign.start < guard.end),
    )
    if (told) return kind
  }
  return null
}

function linesOf(table: string): string[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim())
}
