import { ask, describeTrouble } from './control-api.js'
import { initials } from './call-screen.js'
import { createComposer } from './composer.js'
import { linkify, make, moment, setText, shortTime, spellPhone, syncList } from './dom.js'
import { icon } from './icons.js'

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
 * The messages of one phone: its threads, and the one that is open. `show({owner, threads, hint})` draws them, where a
 * thread is `{number, name, entries}` and an entry a text as the control API gives it or `{call: {id, at, words}}`.
 */
export function createMessagesApp({ title, replies = [], takesPictures = false, onSent, onOpen }) {
  const list = make('ul', { className: 'threads' })
  const blank = make('p', { className: 'blank' })
  const bubbles = make('ol', { className: 'bubbles' })
  const log = make(
    'div',
    { className: 'chat', role: 'log', 'aria-label': `${title}: conversation`, tabIndex: 0 },
    bubbles,
  )
  const back = make('button', { className: 'icon-button', onclick: () => open(undefined) }, icon('back'))
  back.setAttribute('aria-label', 'All conversations')
  const peer = make('h3', { className: 'thread-name' })
  const number = make('p', { className: 'thread-number' })
  const wait = make('p', { className: 'wait', hidden: true, 'aria-hidden': 'true' })
  const composer = createComposer({ title, replies, takesPictures, submit })
  const head = make('div', { className: 'thread-head' }, back, make('div', {}, peer, number))
  const threadView = make(
    'div',
    { className: 'thread' },
    head,
    make('div', { className: 'chat-frame' }, log, wait),
    composer.root,
  )
  const listView = make(
    'div',
    { className: 'app-page' },
    make('h3', { className: 'app-title' }, 'Messages'),
    blank,
    list,
  )
  const root = make('div', { className: 'app-view' }, listView, threadView)
  let shown = { owner: {}, threads: [], hint: '' }
  let openNumber

  async function submit(body, media = []) {
    const { owner } = shown
    if (!owner.number || !openNumber) return 'There is nobody to text yet.'
    try {
      const text = { from: owner.number, to: openNumber, ...(body !== '' && { body }), media }
      const trouble = describeTrouble(await ask('POST', '/sandbox/sms', text))
      onSent()
      return trouble
    } catch (error) {
      return error.message
    }
  }

  function open(wanted) {
    openNumber = wanted
    draw()
    log.scrollTop = log.scrollHeight
    if (wanted) onOpen()
  }

  function draw() {
    const { owner, threads, hint } = shown
    const thread = threads.find((one) => one.number === openNumber)
    listView.hidden = openNumber !== undefined
    threadView.hidden = openNumber === undefined
    setText(blank, hint)
    blank.hidden = threads.length > 0
    syncList(list, threads, { keyOf: (one) => one.number, create: (one) => createRow(one, open), update: updateRow })
    setText(peer, thread?.name ?? spellPhone(openNumber))
    setText(number, thread?.name ? spellPhone(openNumber) : '')
    const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40
    const before = bubbles.childElementCount
    syncList(bubbles, thread?.entries ?? [], {
      keyOf,
      create: createEntry,
      update: (element, entry) => updateEntry(element, entry, owner),
    })
    if (wasAtEnd && bubbles.childElementCount !== before) log.scrollTop = log.scrollHeight
  }

  return {
    root,
    open,
    openNumber: () => openNumber,
    setDraft: (text) => composer.setDraft(text),
    /** What the thread waits for, over its lower end; the page says it elsewhere too. */
    setWait(words) {
      setText(wait, words)
      wait.hidden = words === ''
    },
    show(next) {
      shown = next
      draw()
    },
  }
}

function createRow({ number }, open) {
  const face = make('span', { className: 'avatar', 'aria-hidden': 'true' })
  const line = make('span', { className: 'row-line clamp' })
  const top = make('span', { className: 'thread-top' }, make('strong'), make('span', { className: 'row-line when' }))
  return make(
    'li',
    {},
    make('button', { className: 'thread-row', onclick: () => open(number) }, face, make('span', {}, top, line)),
  )
}

function updateRow(element, { number, name, entries }) {
  const last = entries.at(-1)
  setText(element.querySelector('.avatar'), initials(name))
  setText(element.querySelector('strong'), name ?? spellPhone(number))
  setText(element.querySelector('.when'), last ? shortTime(last.call?.at ?? last.receivedAt) : '')
  setText(element.querySelector('.clamp'), last?.call?.words ?? wordsOf(last) ?? 'No messages yet')
}

function wordsOf(text) {
  return text?.body || (text?.mediaUrls?.length > 0 ? 'Picture' : text?.body)
}

function keyOf(entry) {
  return entry.call ? entry.call.id : entry.sid
}

function createEntry(entry) {
  if (entry.call) return make('li', { className: 'event' }, `${entry.call.words}, `, moment(entry.call.at))
  const pictures = (entry.mediaUrls ?? []).map(createPicture)
  const text = make('p', { className: 'bubble-text', hidden: entry.body === '' }, ...linkify(entry.body))
  const state = make('span', { className: 'ticks' })
  const by = entry.by === 'twilio' ? ['Twilio’s own answer, '] : []
  const meta = make('p', { className: 'bubble-meta' }, ...by, moment(entry.receivedAt), ' ', state)
  return make('li', { className: 'bubble' }, ...pictures, text, meta)
}

/** As the phone that sent it has it; Shoulder deletes it at Twilio as soon as it has its own. */
function createPicture(address) {
  const sid = /\/Media\/(ME\w+)$/.exec(address)?.[1]
  const lost = () => make('p', { className: 'bubble-lost' }, 'Picture, not kept on this phone')
  if (!sid) return lost()
  const picture = make('img', { className: 'bubble-picture', src: `/sandbox/media/${sid}`, alt: 'Picture' })
  picture.addEventListener('error', () => picture.replaceWith(lost()))
  return picture
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
