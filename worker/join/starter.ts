import type { PriceBookEntry } from '../../tenants/contract.ts'
import type { Trade } from '../../tenants/contract/join.ts'

/**
 * A price book to begin with, so that nobody faces an empty page. Plausible prices of small US businesses; whoever
 * joins looks at each before it is quoted to anybody. Keywords are what customers write, in English and Spanish.
 */

type Line = [service: string, from: number, to: number, unit: string, keywords: string]

const PLUMBING: Line[] = [
  ['Service call', 79, 129, 'visit', 'service call, come out, look at it, estimate, visita, revisar, presupuesto'],
  ['Drain clearing', 125, 310, 'job', 'drain, clog, clogged, backed up, slow drain, desagüe, tapado, tubería tapada'],
  ['Main sewer line clearing', 250, 650, 'job', 'sewer, main line, sewage, roots, drenaje, alcantarilla, aguas negras'],
  ['Leak repair', 150, 420, 'job', 'leak, leaking, drip, wet ceiling, fuga, gotera, goteando'],
  [
    'Burst pipe repair',
    250,
    900,
    'job',
    'burst, broken pipe, frozen pipe, flooding, tubo roto, tubería rota, inundación',
  ],
  ['Toilet repair', 120, 280, 'job', 'toilet, running toilet, toilet leak, inodoro, baño, taza, excusado'],
  ['Toilet replacement', 350, 750, 'job', 'new toilet, replace toilet, install toilet, cambiar inodoro, inodoro nuevo'],
  ['Faucet repair or replacement', 130, 350, 'job', 'faucet, tap, spigot, hose bib, grifo, llave, canilla'],
  ['Garbage disposal replacement', 220, 450, 'job', 'disposal, garbage disposal, insinkerator, triturador'],
  [
    'Water heater repair',
    160,
    480,
    'job',
    'water heater, no hot water, pilot light, hot water, calentador, boiler, agua caliente',
  ],
  ['Water heater replacement', 1_300, 2_800, 'job', 'new water heater, replace water heater, calentador nuevo'],
  ['Sump pump replacement', 450, 1_200, 'job', 'sump, sump pump, basement pump, bomba de sumidero'],
]

const ELECTRICAL: Line[] = [
  ['Service call', 89, 149, 'visit', 'service call, come out, look at it, estimate, visita, revisar, presupuesto'],
  [
    'Outlet repair or replacement',
    110,
    260,
    'outlet',
    'outlet, plug, socket, receptacle, enchufe, tomacorriente, contacto',
  ],
  ['GFCI outlet', 140, 290, 'outlet', 'gfci, gfi, bathroom outlet, kitchen outlet, enchufe del baño'],
  ['Switch or dimmer', 100, 240, 'switch', 'switch, light switch, dimmer, interruptor, apagador'],
  ['Light fixture installation', 120, 380, 'fixture', 'light, fixture, chandelier, recessed, lámpara, luz, foco'],
  ['Ceiling fan installation', 160, 420, 'fan', 'fan, ceiling fan, ventilador, abanico'],
  ['Breaker replacement', 150, 350, 'breaker', 'breaker, tripping, trips, fuse, pastilla, se baja, fusible'],
  [
    'Electrical panel replacement',
    1_600,
    3_800,
    'job',
    'panel, fuse box, 200 amp, service upgrade, tablero, caja de fusibles',
  ],
  [
    'Finding an electrical fault',
    150,
    450,
    'job',
    'no power, half the house, flickering, short, sin luz, parpadea, cortocircuito',
  ],
  ['EV charger installation', 650, 1_900, 'job', 'ev, charger, tesla, car charger, level 2, cargador, carro eléctrico'],
  ['Smoke detector', 90, 220, 'detector', 'smoke detector, smoke alarm, beeping, detector de humo, alarma'],
  ['Generator hookup', 700, 1_800, 'job', 'generator, transfer switch, interlock, generador, planta de luz'],
]

const HVAC: Line[] = [
  ['Diagnostic visit', 89, 159, 'visit', 'service call, diagnostic, come out, estimate, visita, revisar, presupuesto'],
  [
    'Air conditioner repair',
    180,
    650,
    'job',
    'ac, a/c, air conditioner, not cooling, warm air, aire, aire acondicionado, no enfría',
  ],
  ['Refrigerant recharge', 250, 700, 'job', 'freon, refrigerant, recharge, low on gas, gas del aire, refrigerante'],
  ['AC tune-up', 89, 189, 'visit', 'tune up, maintenance, check up, spring service, mantenimiento, afinación'],
  ['Furnace repair', 170, 600, 'job', 'furnace, heater, no heat, heating, calefacción, calentón, no calienta'],
  [
    'Furnace tune-up',
    89,
    189,
    'visit',
    'furnace tune up, furnace service, furnace check, mantenimiento de calefacción',
  ],
  ['Heat pump repair', 200, 700, 'job', 'heat pump, bomba de calor'],
  ['Thermostat installation', 130, 350, 'job', 'thermostat, nest, ecobee, smart thermostat, termostato'],
  ['Capacitor or contactor', 180, 400, 'job', 'capacitor, contactor, outside unit, humming, capacitor del aire'],
  ['Blower motor replacement', 450, 1_100, 'job', 'blower, fan motor, no air, motor del ventilador'],
  ['Duct cleaning', 300, 650, 'job', 'duct, ducts, vents, dust, ductos, conductos, rejillas'],
  [
    'Air conditioner replacement',
    4_500,
    9_500,
    'job',
    'new ac, replace ac, new unit, new system, aire nuevo, cambiar el aire',
  ],
]

const BOOKS: Record<Trade, Line[]> = { plumbing: PLUMBING, electrical: ELECTRICAL, hvac: HVAC }

/** In US cents. */
export function starterPriceBook(trade: Trade): PriceBookEntry[] {
  return BOOKS[trade].map(([service, from, to, unit, keywords]) => ({
    service,
    from: from * 100,
    to: to * 100,
    unit,
    keywords: keywords.split(', '),
  }))
}
