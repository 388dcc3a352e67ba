import * as v from 'valibot'
import type { Answer } from '../port.ts'

/** Small parts that the calls of every resource share. */

export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
export const Text = v.nullish(v.string())

export function mapAnswer<A, B>(answer: Answer<A>, change: (value: A) => B): Answer<B> {
  return answer.kind === 'answered' ? { kind: 'answered', value: change(answer.value) } : answer
}

export function query(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString()
}

/** Leaves out what is not known, which GoHighLevel takes for "not given". */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

/** That it is not there is an answer, where that is what is asked. */
export function nullIfGone<T>(answer: Answer<T>): Answer<T | null> {
  if (answer.kind === 'refused' && answer.code === 'http_404') return { kind: 'answered', value: null }
  return answer
}
