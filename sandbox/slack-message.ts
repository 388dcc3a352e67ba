/** What Slack says when it will not, as the plain text of its answer, and the status it says it with. */
export const SLACK_ERRORS = {
  invalid_payload: 400,
  no_text: 400,
  invalid_blocks: 400,
  too_many_attachments: 400,
  invalid_token: 403,
  action_prohibited: 403,
  no_team: 404,
  no_service: 404,
  no_service_id: 404,
  channel_is_archived: 410,
  rate_limited: 429,
  rollup_error: 500,
} as const
export type SlackError = keyof typeof SLACK_ERRORS

export class SlackRefused extends Error {
  readonly code: SlackError
  constructor(code: SlackError) {
    super(code)
    this.code = code
  }
}

/** What stands in the channel. */
export type SlackMessage = { text: string; blocks: Record<string, unknown>[] }

/** Slack cuts longer texts off and takes them all the same. */
const TEXT_CHARS_MAX = 40_000
const BLOCKS_MAX = 50
const ATTACHMENTS_MAX = 100
const SECTION_CHARS_MAX = 3_000
const SECTION_FIELDS_MAX = 10
const FIELD_CHARS_MAX = 2_000
const HEADER_CHARS_MAX = 150
const CONTEXT_ELEMENTS_MAX = 10
const BLOCK_ID_CHARS_MAX = 255

type Fields = Record<string, unknown>

/** Reads a body in JSON, or a form whose `payload` is that. Throws SlackRefused. */
export function readSlackMessage(contentType: string, raw: string): SlackMessage {
  const isForm = contentType.startsWith('application/x-www-form-urlencoded')
  const payload = parse(isForm ? (new URLSearchParams(raw).get('payload') ?? '') : raw)
  if (!isForm && !contentType.startsWith('application/json')) throw new SlackRefused('invalid_payload')
  const { text = '', blocks = [], attachments = [] } = payload
  if (typeof text !== 'string' || !Array.isArray(attachments)) throw new SlackRefused('invalid_payload')
  if (attachments.length > ATTACHMENTS_MAX) throw new SlackRefused('too_many_attachments')
  if (!Array.isArray(blocks) || blocks.length > BLOCKS_MAX || !blocks.every(isBlock)) {
    throw new SlackRefused('invalid_blocks')
  }
  if (text.trim() === '' && blocks.length + attachments.length === 0) throw new SlackRefused('no_text')
  return { text: text.slice(0, TEXT_CHARS_MAX), blocks }
}

function parse(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text)
    if (isFields(value)) return value
  } catch {
    // Refused below, as what is no object is.
  }
  throw new SlackRefused('invalid_payload')
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Kinds of blocks that are taken without a look inside, because nobody here writes any. */
const OTHER_BLOCKS = ['divider', 'image', 'actions', 'rich_text', 'markdown', 'video', 'file', 'table']

function isBlock(block: unknown): block is Fields {
  if (!isFields(block)) return false
  const { type, block_id: id } = block
  if (id !== undefined && (typeof id !== 'string' || id.length > BLOCK_ID_CHARS_MAX)) return false
  switch (type) {
    case 'section':
      return isSection(block)
    case 'header':
      return isText(block['text'], ['plain_text'], HEADER_CHARS_MAX)
    case 'context':
      return isListOf(block['elements'], CONTEXT_ELEMENTS_MAX, isContextElement)
    default:
      return OTHER_BLOCKS.some((other) => other === type)
  }
}

/** Either may be missing, and not both. */
function isSection({ text, fields }: Fields): boolean {
  if (text === undefined && fields === undefined) return false
  if (text !== undefined && !isText(text, TEXT_TYPES, SECTION_CHARS_MAX)) return false
  const isField = (field: unknown) => isText(field, TEXT_TYPES, FIELD_CHARS_MAX)
  return fields === undefined || isListOf(fields, SECTION_FIELDS_MAX, isField)
}

const TEXT_TYPES = ['mrkdwn', 'plain_text']

function isText(value: unknown, types: readonly string[], charsMax: number): boolean {
  if (!isFields(value)) return false
  const { type, text } = value
  if (typeof type !== 'string' || !types.includes(type)) return false
  return typeof text === 'string' && text.length > 0 && text.length <= charsMax
}

function isContextElement(element: unknown): boolean {
  return isText(element, TEXT_TYPES, SECTION_CHARS_MAX) || (isFields(element) && element['type'] === 'image')
}

function isListOf(value: unknown, countMax: number, isWanted: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= countMax && value.every(isWanted)
}
