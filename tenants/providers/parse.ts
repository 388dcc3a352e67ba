import * as v from 'valibot'
import type { WebhookRefusal } from '../base/errors.ts'
import type { Phone } from '../base/e164.ts'
import { parsePhone } from '../base/phone.ts'
import { fail, succeed, type Result } from '../base/result.ts'

const ISSUES_MAX = 10

/** The text of a body, or null where its bytes are not UTF-8. A byte-order mark stays: signatures cover it. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Reads a signed JSON body into the shape of `schema`. The refusal names paths and expectations, never values. */
export function parseJsonBody<S extends v.GenericSchema>(
  schema: S,
  rawBody: Uint8Array,
): Result<v.InferOutput<S>, WebhookRefusal> {
  const text = decodeUtf8(rawBody)
  if (text === null) return fail({ code: 'payload_invalid', issues: ['body: expected UTF-8'] })
  const json = parseJson(text)
  if (json === undefined) return fail({ code: 'payload_invalid', issues: ['body: expected JSON'] })
  return parseWith(schema, json)
}

export function parseWith<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
): Result<v.InferOutput<S>, WebhookRefusal> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true })
  if (parsed.success) return succeed(parsed.output)
  return fail({ code: 'payload_invalid', issues: parsed.issues.slice(0, ISSUES_MAX).map(describeIssue) })
}

/** Reads a provider's JSON answer, or null where it is cut off, HTML, or of another shape. */
export function parseAnswer<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | null {
  const parsed = v.safeParse(schema, parseJson(text))
  return parsed.success ? parsed.output : null
}

export function phoneOrNull(text: string | null | undefined): Phone | null {
  const parsed = parsePhone(text)
  return parsed.ok ? parsed.value : null
}

/** `undefined` where the text is not JSON, which JSON itself cannot say. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'body'
  return issue.received === 'undefined' ? `${path}: missing` : `${path}: expected ${issue.expected ?? issue.type}`
}
