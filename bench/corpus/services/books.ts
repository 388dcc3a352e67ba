import type { PricedService } from '../../../tenants/reading/price-question.ts'

/** Price books as tradesmen write them who think of customers in English alone. */
export const BOOKS: Record<string, readonly PricedService[]> = {
  plumbing: book(`
    Drain clearing: drain, clog, clogged
    Leak repair: leak, leaking, drip
    Burst pipe repair: burst pipe, broken pipe
    Toilet repair: toilet
    Toilet replacement: new toilet, replace toilet
    Faucet replacement: faucet
    Water heater repair: water heater, no hot water
    Water heater replacement: new water heater, replace water heater
    Garbage disposal replacement: disposal
    Sewer line clearing: sewer, main line
  `),
  electrical: book(`
    Outlet repair: outlet, plug
    Light switch replacement: switch
    Light fixture installation: light, fixture
    Ceiling fan installation: ceiling fan
    Breaker replacement: breaker, fuse
    Panel upgrade: electrical panel, fuse box
    Finding a short circuit: short circuit, no power
    EV charger installation: ev charger, car charger
    Smoke detector: smoke detector, smoke alarm
    Generator hookup: generator
  `),
  hvac: book(`
    AC repair: ac, air conditioner, not cooling
    AC tune-up: tune up, maintenance
    Refrigerant recharge: freon, refrigerant
    Furnace repair: furnace, no heat, heating
    Thermostat installation: thermostat
    Duct cleaning: ducts, air ducts
    Heat pump repair: heat pump
    AC replacement: new ac, replace ac
  `),
  roofing: book(`
    Roof leak repair: roof leak
    Roof replacement: new roof, replace roof
    Shingle repair: shingles, missing shingles
    Gutter cleaning: gutter, gutters
  `),
  garage: book(`
    Spring replacement: spring, broken spring
    Opener repair: opener, remote
    Cable repair: cable
    Off-track door repair: off track, came off the track
    New garage door: new garage door
  `),
  locks: book(`
    House lockout: locked out, lockout
    Rekey locks: rekey
    Lock replacement: new lock, deadbolt, lock
    Car key replacement: car key
    Key copy: copy of a key, duplicate key
  `),
  appliance: book(`
    Refrigerator repair: fridge, refrigerator
    Washing machine repair: washer, washing machine
    Dryer repair: dryer
    Dishwasher repair: dishwasher
    Stove and oven repair: stove, oven
    Microwave repair: microwave
  `),
  /** One of a business that speaks Spanish, for customers who write English or other Spanish words. */
  plomeria: book(`
    Destape de drenaje: drenaje, tapado
    Reparación de fugas: fuga, goteo
    Reparación de inodoro: inodoro
    Calentador de agua: calentador, sin agua caliente
    Cambio de llave: llave, grifo
    Línea principal: línea principal
  `),
  electricidad: book(`
    Reparación de enchufe: enchufe
    Cambio de apagador: apagador
    Instalación de lámpara: lámpara
    Abanico de techo: abanico
    Tablero eléctrico: tablero
    Cortocircuito: cortocircuito, sin luz
    Reparación de aire acondicionado: aire acondicionado, no enfría
    Calefacción: calefacción
  `),
}

function book(lines: string): PricedService[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(': '))
    .map(([service = '', keywords = '']) => ({ service, keywords: keywords.split(', ') }))
}
