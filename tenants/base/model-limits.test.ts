import { expect, test } from 'vitest'
import { priceOf } from '../providers/model-prices.ts'
import {
  MODEL_CALLS_MAX,
  MODEL_DAY_MICROS_MAX,
  MODEL_FIRST_SHARE,
  MODEL_OUTPUT_TOKENS_MAX,
  MODEL_REQUEST_BYTES_MAX,
  MODEL_RETRY_MS,
  MODEL_ROUNDS_MAX,
  MODEL_THINKING_TOKENS,
  MODEL_TIME_MIN_MS,
  MODEL_UNSEEN_TOKENS,
} from './model-limits.ts'

test('the longest request of the usual model fits the day’s money many times, the dearest model’s not once', () => {
  const input = MODEL_REQUEST_BYTES_MAX + MODEL_UNSEEN_TOKENS
  const output = MODEL_OUTPUT_TOKENS_MAX + MODEL_THINKING_TOKENS
  expect(priceOf('gpt-6-luna', input, output) * 40).toBeLessThan(MODEL_DAY_MICROS_MAX)
  expect(priceOf('nobody-knows', input, output)).toBeGreaterThan(MODEL_DAY_MICROS_MAX)
})

test('no request costs more for being long, a second has time left, and each round may call', () => {
  expect(MODEL_REQUEST_BYTES_MAX + MODEL_UNSEEN_TOKENS).toBeLessThan(100_000)
  expect(MODEL_RETRY_MS).toBeLessThan(MODEL_TIME_MIN_MS)
  expect(45_000 * (1 - MODEL_FIRST_SHARE)).toBeGreaterThan(10 * MODEL_TIME_MIN_MS)
  expect(MODEL_CALLS_MAX).toBeGreaterThanOrEqual(MODEL_ROUNDS_MAX)
})
