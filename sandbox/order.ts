import { BadOrder, type EmulatorRequest } from './emulator.ts'

/** The fields of a control request, each read with what it must be. A wrong one throws BadOrder naming it. */
export type Order = {
  phone(name: string): string
  optionalPhone(name: string): string | undefined
  text(name: string): string
  optionalText(name: string): string | undefined
  optionalTexts(name: string): string[] | undefined
  choice<T extends string>(name: string, choices: readonly T[], preset?: T): T
  number(name: string, bounds: { min: number; max: number; preset?: number }): number
  optionalNumber(name: string): number | undefined
  optionalFlag(name: string): boolean | undefined
}

const PHONE = /^\+[1-9]\d{6,14}$/

/** Reads a JSON object from the body; an empty body counts as an empty object. */
export function readOrder(request: EmulatorRequest): Order {
  const body = request.rawBody.length === 0 ? {} : request.json()
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadOrder('send a JSON object')
  const field = (name: string): unknown => (body as Record<string, unknown>)[name] ?? undefined
  const given = <T>(name: string, read: (name: string) => T) => (field(name) === undefined ? undefined : read(name))
  const phone = (name: string) => {
    const value = field(name)
    if (typeof value === 'string' && PHONE.test(value)) return value
    throw new BadOrder(`${name} must be a phone number such as +12145550147`)
  }
  const text = (name: string) => {
    const value = field(name)
    if (typeof value === 'string' && value !== '') return value
    throw new BadOrder(`${name} must be a text that is not empty`)
  }
  return {
    phone,
    optionalPhone: (name) => given(name, phone),
    text,
    optionalText: (name) => given(name, text),
    optionalTexts(name) {
      const value = field(name)
      if (value === undefined) return undefined
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
      throw new BadOrder(`${name} must be a list of texts`)
    },
    choice(name, choices, preset) {
      const value = field(name) ?? preset
      const chosen = choices.find((choice) => choice === value)
      if (chosen !== undefined) return chosen
      throw new BadOrder(`${name} must be one of ${choices.join(', ')}`)
    },
    number(name, { min, max, preset }) {
      const value = field(name) ?? preset
      if (typeof value === 'number' && value >= min && value <= max) return value
      throw new BadOrder(`${name} must be a number from ${min} to ${max}`)
    },
    optionalNumber(name) {
      const value = field(name)
      if (value === undefined || typeof value === 'number') return value
      throw new BadOrder(`${name} must be a number`)
    },
    optionalFlag(name) {
      const value = field(name)
      if (value === undefined || typeof value === 'boolean') return value
      throw new BadOrder(`${name} must be true or false`)
    },
  }
}
