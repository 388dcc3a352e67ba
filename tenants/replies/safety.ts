import type { Danger } from './words.ts'

/**
 * What to do first in danger, in full, in brief and in a few words. Fixed: neither a model nor the business rewords it,
 * and it says nothing of when anybody comes.
 */
export const ADVICE_ENGLISH: Record<Danger, [string, string, string]> = {
  gas: [
    'Leave the building now. Do not switch anything on or off. Once outside, call 911 and your gas company.',
    'Leave the building now. From outside, call 911 and your gas company.',
    'Get out now, then call 911.',
  ],
  carbon_monoxide: [
    'Get everyone outside into fresh air now and call 911. Do not go back in.',
    'Get everyone outside into fresh air now and call 911.',
    'Get out now, then call 911.',
  ],
  electrical: [
    'Do not touch it and keep away. Switch off the main breaker only if you can do it safely. ' +
      'If you see fire or smoke, get out and call 911.',
    'Do not touch it. If you see fire or smoke, get out and call 911.',
    "Don't touch. Fire? Call 911.",
  ],
  fire: [
    'Get everyone out now and call 911 from outside. Do not go back in.',
    'Get everyone out now and call 911 from outside.',
    'Get out now, then call 911.',
  ],
  flooding: [
    'Shut off the main water valve if you can reach it safely. ' +
      'Keep out of water near outlets or wires, and switch the power off only from a dry place.',
    'Shut off the main water valve. Stay away from anything electric.',
    'Shut off the main water valve.',
  ],
  other: [
    'If anyone is in danger, get out and call 911 now.',
    'If anyone is in danger, get out and call 911 now.',
    'In danger? Get out, call 911.',
  ],
}

/** Spanish within GSM-7, as in spanish.ts. */
export const ADVICE_SPANISH: Record<Danger, [string, string, string]> = {
  gas: [
    'Salga del edificio ya. No prenda ni apague nada. Desde afuera, llame al 911 y a la empresa de gas.',
    'Salga del edificio ya. Desde afuera, llame al 911 y a la empresa de gas.',
    'Salga ya y llame al 911.',
  ],
  carbon_monoxide: [
    'Salgan todos ya al aire libre y llamen al 911. No vuelvan a entrar.',
    'Salgan todos ya al aire libre y llamen al 911.',
    'Salga ya y llame al 911.',
  ],
  electrical: [
    'No lo toque y aléjese. Baje el interruptor principal solo si puede hacerlo sin peligro. ' +
      'Si ve fuego o humo, salga y llame al 911.',
    'No lo toque y aléjese. Si ve fuego o humo, salga y llame al 911.',
    'No toque. ¿Fuego? Llame al 911.',
  ],
  fire: [
    'Salgan todos ya y llamen al 911 desde afuera. No vuelvan a entrar.',
    'Salgan todos ya y llamen al 911 desde afuera.',
    'Salga ya y llame al 911.',
  ],
  flooding: [
    'Cierre la llave principal del agua si puede llegar sin peligro. ' +
      'No pise agua cerca de enchufes o cables, y corte la luz solo desde un lugar seco.',
    'Cierre la llave principal del agua. Aléjese de enchufes y aparatos.',
    'Cierre la llave del agua.',
  ],
  other: [
    'Si alguien corre peligro, salga y llame al 911 ya.',
    'Si alguien corre peligro, salga y llame al 911 ya.',
    '¿Peligro? Salga, llame al 911.',
  ],
}
