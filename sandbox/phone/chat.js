import { ask, describeTrouble } from './control-api.js'
import { linkify, make, moment, setText, spellPhone, syncList } from './dom.js'

const STATES = {
  accepted: ['✓', 'accepted'],
  scheduled: ['✓', 'scheduled'],
  queued: ['✓', 'on its way'],
  sent: ['✓', 'sent'],
  delivered: ['✓✓', 'delivered'],
  received: ['✓✓', 'delivered'],
  undelivered: ['!', 'not delivered'],
  failed: ['!', 'failed'],
  canceled: ['!', 'canceled'],
}

/**
 * A phone with one conversation. `show({owner, other, entries, hint})` draws it: `owner` and `other` are
 * `{name, number}`, an entry is a text as the control API gives it or `{call: {id, at, words}}`.
 */
export function createChat(root, { title, replies = [] }) {
  const { heading, peer, log, blank, form, field, send, note, chips } = buildPhone(root, title)
  let shown = { owner: {}, other: {} }

  chips.hidden = replies.length === 0
  chips.append(...replies.map((reply) => make('button', { type: 'button', onclick: () => submit(reply) }, reply)))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const body = field.value.trim()
    if (body) void submit(body).then((isSent) => isSent && (field.value = ''))
  })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })

  async function submit(body) {
    const { owner, other } = shown
    if (!owner.number || !other.number) return false
    send.disabled = true
    try {
      setText(note, describeTrouble(await ask('POST', '/sandbox/sms', { from: owner.number, to: other.number, body })))
      return true
    } catch (error) {
      setText(note, error.message)
      return false
    } finally {
      send.disabled = false
    }
  }

  return {
    show(next) {
      shown = next
      const { owner, other, entries, hint } = next
      setText(heading, owner.name ? `${owner.name}’s phone` : title)
      setText(peer, `${spellPhone(owner.number)}, texting with ${other.name ?? spellPhone(other.number)}`)
      setText(blank, hint)
      blank.hidden = entries.length > 0
      const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40
      const before = log.childElementCount
      syncList(log, entries, {
        keyOf,
        create: createEntry,
        update: (element, entry) => updateEntry(element, entry, owner),
      })
      if (wasAtEnd && log.childElementCount !== before) log.scrollTop = log.scrollHeight
    },
  }
}

function buildPhone(root, title) {
  const heading = make('h2', {}, title)
  const peer = make('p', { className: 'phone-peer' })
  const log = make('ol', { className: 'chat', role: 'log', 'aria-label': `${title}: conversation`, tabIndex: 0 })
  const blank = make('p', { className: 'blank' })
  const field = make('textarea', { rows: 1, maxLength: 1600, placeholder: 'Text message' })
  field.setAttribute('aria-label', `${title}: write a text`)
  const send = make('button', { type: 'submit', className: 'primary' }, 'Send')
  const form = make('form', { className: 'compose' }, field, send)
  const note = make('p', { className: 'status', role: 'status' })
  const chips = make('div', { className: 'chips', role: 'group', 'aria-label': 'Ready-made replies' })
  const head = make('div', { className: 'phone-head' }, heading, peer)
  root.replaceChildren(head, make('div', { className: 'chat-frame' }, blank, log), chips, form, note)
  return { heading, peer, log, blank, form, field, send, note, chips }
}

function keyOf(entry) {
  return entry.call ? entry.call.id : entry.sid
}

function createEntry(entry) {
  if (entry.call) return make('li', { className: 'event' }, `${entry.call.words}, `, moment(entry.call.at))
  const text = make('p', { className: 'bubble-text' }, ...linkify(entry.body))
  const state = make('span', { className: 'ticks' })
  const by = entry.by === 'twilio' ? ['Twilio’s own answer, '] : []
  const meta = make('p', { className: 'bubble-meta' }, ...by, moment(entry.receivedAt), ' ', state)
  return make('li', { className: 'bubble' }, text, meta)
}

function updateEntry(element, entry, owner) {
  if (entry.call) return
  element.classList.toggle('mine', entry.from === owner.number)
  const [tick, words] = STATES[entry.status] ?? ['', entry.status]
  const isBad = tick === '!'
  const state = element.querySelector('.ticks')
  const code = entry.errorCode ? ` (${entry.errorCode})` : ''
  setText(state, isBad ? `${words}${code}` : tick)
  state.classList.toggle('bad', isBad)
  state.title = words + code
  state.setAttribute('role', 'img')
  state.setAttribute('aria-label', words + code)
}
