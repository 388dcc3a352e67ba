/**
 * What providers ask for a million tokens, in dollars (providers.md 7.1 and Anthropic's page of models, November 2026),
 * and whether a model may be told how hard to think. A name stands for its dated editions as well.
 */
const MODELS: Record<string, { input: number; output: number; thinks?: boolean }> = {
  'gpt-6-astra': { input: 10, output: 50, thinks: true },
  'gpt-6.1-sol': { input: 2, output: 10, thinks: true },
  'gpt-6-sol': { input: 2, output: 10, thinks: true },
  'gpt-6.1-terra': { input: 1, output: 5, thinks: true },
  'gpt-6-luna': { input: 0.1, output: 0.5, thinks: true },
  'claude-fable-5': { input: 10, output: 50, thinks: true },
  'claude-opus-5-5': { input: 4, output: 20, thinks: true },
  'claude-opus-5': { input: 5, output: 25, thinks: true },
  'claude-sonnet-5-5': { input: 2, output: 10, thinks: true },
  'claude-sonnet-5': { input: 2, output: 10, thinks: true },
  // Up to 100,000 tokens in one request, which is more than we send.
  'claude-haiku-5-5': { input: 0.1, output: 0.5, thinks: true },
  'claude-haiku-4-5': { input: 1, output: 5 },
}

/** The dearest of all, so that a model nobody has priced cannot spend more than the day's money. */
const UNKNOWN = {
  input: Math.max(...Object.values(MODELS).map(({ input }) => input)),
  output: Math.max(...Object.values(MODELS).map(({ output }) => output)),
}

function find(model: string): { input: number; output: number; thinks?: boolean } {
  const names = Object.keys(MODELS).filter((name) => model === name || model.startsWith(`${name}-`))
  const [closest] = names.sort((one, other) => other.length - one.length)
  return (closest === undefined ? undefined : MODELS[closest]) ?? UNKNOWN
}

/** In millionths of a dollar, rounded up: a dollar a million is one millionth each. */
export function priceOf(model: string, inputTokens: number, outputTokens: number): number {
  const { input, output } = find(model)
  // Counted in thousandths first: prices have at most three places, and sums of fractions do not come out even.
  const thousandths = inputTokens * Math.round(input * 1_000) + outputTokens * Math.round(output * 1_000)
  return Math.ceil(thousandths / 1_000)
}

/** A model that does not know the setting refuses the whole request. */
export function thinks(model: string): boolean {
  return find(model).thinks ?? false
}
