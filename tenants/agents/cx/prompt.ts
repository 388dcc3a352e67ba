import * as v from 'valibot'
import type { ModelPort, ModelRequest } from '../../providers/model-port.ts'
import type { ScriptSeen } from './seen.ts'

const SYSTEM = `You write one text message that a US plumber, electrician or HVAC business sends by itself.
You are given the message as it stands and wordings that were tried before. Write one other wording of the same message
that more customers will answer. Change one thing: length, order, the question, or the tone. Keep what it promises.

Rules:
- Keep every placeholder in braces that stands in the message, spelled the same way, and invent none.
- A message that says it is automated and how to opt out still says both, in the same language.
- A price stays an estimate that is confirmed on site. Promise no time, no discount and no result. No links, no emoji.
- Never write as if a person were typing. Never speak as the owner.
- At most 230 characters, plain words, the same language.`

const Written = v.object({
  text: v.pipe(v.string(), v.minLength(20), v.maxLength(300)),
  /** In one sentence: what was changed. It is kept with the run and shown to nobody. */
  change: v.pipe(v.string(), v.maxLength(200)),
})

const NAMES: Record<ScriptSeen['subject'], string> = {
  missed_call_text: 'the first text after a missed call',
  price_answer: 'the answer to a question about a price',
}

/** Null where no model answers as it should; the playbook's words are tried then. */
export async function askForWords(model: ModelPort, seen: ScriptSeen, at: number): Promise<string | null> {
  const { subject, language, text, tried } = seen
  const request: ModelRequest<v.InferOutput<typeof Written>> = {
    purpose: 'cx_words',
    system: SYSTEM,
    turns: [
      {
        role: 'user',
        text: `This is ${NAMES[subject]}, in ${language === 'es' ? 'Spanish' : 'English'}. Write one other wording.`,
        data: [
          { name: 'message', text },
          { name: 'tried', text: tried.join('\n') || '-' },
        ],
      },
    ],
    schema: Written,
    schemaName: 'other_words',
    maxOutputTokens: 400,
    deadlineAt: at + 60_000,
  }
  const answer = await model.ask(request)
  return answer.ok ? answer.value.text.trim() : null
}
