import { MODEL_RESULT_CHARS_MAX } from '../base/model-limits.ts'
import { withinTime } from '../base/within-time.ts'
import type { ToolCall, ToolResult } from './model-driver.ts'
import type { Mask } from './model-mask.ts'
import type { ModelTool } from './model-port.ts'
import { readAnswer } from './model-schema.ts'

type Time = { leftMs: () => number; report: (error: unknown) => void }

/** What a model asked for, or why it cannot have it: that is an answer too, and lets it try something else. */
export async function runTool(
  call: ToolCall,
  tools: readonly ModelTool[],
  mask: Mask,
  time: Time,
): Promise<ToolResult> {
  const refused = (text: string): ToolResult => ({ id: call.id, text, isError: true })
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) return refused('There is no such tool.')
  const args = readArgs(tool, call.args, mask)
  if (!args.ok) return refused(`The arguments do not fit: ${args.where}.`)
  const work = Promise.resolve(args.value)
    .then((value) => tool.run(value))
    .then(
      (value) => ({ value }),
      (error: unknown) => {
        time.report(error)
        return 'The tool failed.'
      },
    )
  const outcome = await withinTime(work, time.leftMs(), 'The tool took too long.')
  if (typeof outcome === 'string') return refused(outcome)
  const text = JSON.stringify(mask.hideIn(outcome.value ?? null)) ?? 'null'
  return { id: call.id, text: text.slice(0, MODEL_RESULT_CHARS_MAX), isError: false }
}

function readArgs(tool: ModelTool, args: unknown, mask: Mask): ReturnType<typeof readAnswer<unknown>> {
  try {
    return readAnswer(tool.parameters, mask.showIn(args))
  } catch {
    return { ok: false, where: 'a placeholder that stands for nothing' }
  }
}
