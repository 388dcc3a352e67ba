import type {
  DltBinding,
  DltCategory,
  DltRegistration,
  DltTemplate,
  GateCase,
  GateRuling,
  MessageClass,
} from './facts.ts'

/**
 * Texts to India. Operators pass a text only if a template registered with them (DLT, under TCCCPR 2018) matches it to
 * the letter, and each class has categories of its own. Ours are never `transactional`, which is for banks.
 */
const CATEGORIES: Record<MessageClass, readonly DltCategory[]> = {
  response: ['service_implicit'],
  response_late: ['service_implicit'],
  service: ['service_implicit'],
  followup: ['service_explicit'],
  marketing: ['promotional', 'service_explicit'],
}

/** What the operators put behind the header, by the category of the template. */
const SUFFIXES: Record<DltCategory, DltBinding['headerSuffix']> = {
  promotional: 'P',
  service_explicit: 'S',
  service_implicit: 'S',
  transactional: 'T',
}

/** What one variable may hold and how long it may get. A tag that is not listed holds nothing. */
const VARIABLES: Partial<Record<string, { charsMax: number; filled: RegExp }>> = {
  var: { charsMax: 30, filled: /^[^\n]+$/ },
  numeric: { charsMax: 30, filled: /^[\d.,]+$/ },
  alphanumeric: { charsMax: 30, filled: /^[\p{L}\p{N} ]+$/u },
  url: { charsMax: 30, filled: /^[^\s]+$/ },
  cbn: { charsMax: 30, filled: /^[+\d][\d -]*$/ },
  email: { charsMax: 30, filled: /^[^\s@]+@[^\s@]+$/ },
}
const VARIABLE = /\{#([a-z]+)#\}/

export function isIndian(phone: string): boolean {
  return phone.startsWith('+91')
}

/** Whether this text may go to India, word for word. */
export function ruleOnDlt(item: GateCase): GateRuling {
  const { message, facts } = item
  if (message.channel === 'email' || !isIndian(message.to)) return null
  if (!isRegistered(facts.dlt)) return { kind: 'deny', code: 'dlt_missing', detail: 'no entity, header or template' }
  if (bindDlt(item) !== null) return null
  return { kind: 'deny', code: 'dlt_template_mismatch', detail: `no ${item.class} template has these words` }
}

/** Under which registration the text goes; null where none fits it. */
export function bindDlt({ message, facts, class: messageClass }: GateCase): DltBinding | null {
  if (!isRegistered(facts.dlt)) return null
  const { peId, headerId, templates } = facts.dlt
  const template = templates.find(
    (one) =>
      CATEGORIES[messageClass].includes(one.category) && bears(headerId, one) && matchesDlt(one.body, message.body),
  )
  if (!template) return null
  return { peId, headerId, headerSuffix: SUFFIXES[template.category], templateId: template.templateId }
}

function isRegistered(dlt: DltRegistration | null | undefined): dlt is DltRegistration {
  return Boolean(dlt && dlt.peId.trim() !== '' && dlt.headerId.trim() !== '' && dlt.templates.length > 0)
}

/** A header that was registered with its suffix can carry that kind only. */
function bears(headerId: string, template: DltTemplate): boolean {
  const suffix = /-([PSTG])$/.exec(headerId)?.[1]
  return suffix === undefined || suffix === SUFFIXES[template.category]
}

/**
 * Whether the body is the template with each variable filled, at least one character and at most so many as operators
 * take. Walks the places reachable after each part, so that many variables in a row cost no more than their number.
 */
export function matchesDlt(template: string, body: string): boolean {
  let reached = new Set([0])
  // Splitting by a pattern with a group gives words and names of variables in turn.
  for (const [index, part] of template.split(VARIABLE).entries()) {
    reached = index % 2 === 0 ? passWords(reached, part, body) : passVariable(reached, part, body)
    if (reached.size === 0) return false
  }
  return reached.has(body.length)
}

function passWords(reached: ReadonlySet<number>, words: string, body: string): Set<number> {
  return new Set([...reached].filter((at) => body.startsWith(words, at)).map((at) => at + words.length))
}

function passVariable(reached: ReadonlySet<number>, name: string, body: string): Set<number> {
  const variable = VARIABLES[name]
  const after = new Set<number>()
  if (!variable) return after
  for (const at of reached) {
    const longest = Math.min(variable.charsMax, body.length - at)
    for (let chars = 1; chars <= longest; chars += 1) {
      if (variable.filled.test(body.slice(at, at + chars))) after.add(at + chars)
    }
  }
  return after
}
