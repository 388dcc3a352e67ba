import { randomBytes } from 'node:crypto'

/** What a Shoulder needs to reach models, under the names of the environment. */
export const MODEL_SETTINGS = [
  'OPENAI_API_URL',
  'OPENAI_API_KEY',
  'OPENAI_MODEL',
  'ANTHROPIC_API_URL',
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_MODEL',
] as const
export type ModelSettings = Record<(typeof MODEL_SETTINGS)[number], string> & {
  /** `1` has Shoulder use the stand-ins; without it, it has no model unless a real one's key is given. */
  SANDBOX_MODELS: '0' | '1'
}

type Given = Record<string, string | undefined>

/** Given addresses and keys are those of real models, and are the stand-ins' own only where these are switched on. */
export function makeModelSettings(
  sandboxUrl: string,
  given: Given,
  keep: (name: string, make: () => string) => string,
): ModelSettings {
  const isOn = given['SANDBOX_MODELS'] === '1'
  const pick = (name: string, make: () => string) => (isOn && given[name] ? given[name] : make())
  const key = (name: string, prefix: string) =>
    pick(name, () => keep(name, () => `${prefix}${randomBytes(24).toString('hex')}`))
  return {
    OPENAI_API_URL: pick('OPENAI_API_URL', () => `${sandboxUrl}/openai/v1`),
    OPENAI_API_KEY: key('OPENAI_API_KEY', 'sk-proj-'),
    OPENAI_MODEL: pick('OPENAI_MODEL', () => 'gpt-6-luna'),
    ANTHROPIC_API_URL: pick('ANTHROPIC_API_URL', () => `${sandboxUrl}/anthropic`),
    ANTHROPIC_API_KEY: key('ANTHROPIC_API_KEY', 'sk-ant-api03-'),
    ANTHROPIC_MODEL: pick('ANTHROPIC_MODEL', () => 'claude-haiku-5-5'),
    SANDBOX_MODELS: isOn ? '1' : '0',
  }
}

/** What of it Shoulder is told. */
export function shareModelSettings<T extends ModelSettings>(settings: T): Omit<T, keyof ModelSettings> | T {
  if (settings.SANDBOX_MODELS === '1') return settings
  const own: readonly string[] = [...MODEL_SETTINGS, 'SANDBOX_MODELS']
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !own.includes(name))) as Omit<
    T,
    keyof ModelSettings
  >
}
