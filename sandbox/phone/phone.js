import { createBehindPanel } from './behind-panel.js'
import { createCallers } from './callers.js'
import { createCallStage } from './call-stage.js'
import { ask, read } from './control-api.js'
import { describeWait } from './countdown.js'
import { createCustomerPhone } from './customer-phone.js'
import { fillSelect, setText, setTimeZone, spellPhone, spellTime } from './dom.js'
import { createFaultsPanel } from './faults-panel.js'
import { showGoHighLevel } from './gohighlevel.js'
import { createPushReader } from './notices.js'
import { createSlackPanel, readSlack } from './slack-panel.js'
import { createStoryPanel, describeRun } from './story-panel.js'
import { createSides } from './sides.js'
import { createTechnicianPhone } from './technician-phone.js'
import { readWorld } from './world-reader.js'

const LOOK_EVERY_MS = 1000
const LOOK_OFTEN_MS = 400
const TICK_MS = 250
const IDLE = 'Nothing waits. Start a story, or make a call.'
const OVER = 'The story is over. Pick another, or make a call.'
const NO_BUSINESS =
  'No business is known here yet. “npm start” opens a demo; after --no-demo, join with one, or add it with POST /sandbox/businesses.'

const [businessSelect, via, trouble, spoken, nowWords, nowBar] = [
  'business',
  'via',
  'trouble',
  'spoken',
  'now-words',
  'now-bar',
].map((id) => document.getElementById(id))
let businesses = []
let appUrl = ''
let timings = { textAfterMs: 20_000 }
let seen
let faults = []
let playing
let hasEnded = false
let look = 0

const sides = createSides()
const customer = createCustomerPhone({
  onCall: (isHidden, agrees) => calls.ring(isHidden, agrees),
  onSent: lookSoon,
  speak,
})
const technician = createTechnicianPhone({
  onRingBack: (caller) => calls.ringBack(caller),
  onSent: lookSoon,
  onNews: () => sides.mark('technician'),
  speak,
})
const calls = createCallStage({
  customer,
  technician,
  readChoice,
  speak,
  onOver: lookSoon,
  onTrouble: showTrouble,
  onRing: () => sides.mark('technician'),
})
const faultsPanel = createFaultsPanel({ onChange: lookSoon })
const behind = createBehindPanel()
const slack = createSlackPanel({ onChange: lookSoon, onTrouble: showTrouble })
const pushes = createPushReader()
const callers = createCallers({ onChange: lookAnew })
const story = createStoryPanel({ readBusiness: currentBusiness, onStarted: follow, onTrouble: showTrouble })

businessSelect.addEventListener('change', () => {
  void readTimings()
  lookAnew()
})
document.getElementById('reset').addEventListener('click', () => {
  if (!confirm('Empty the sandbox? Texts, mails, contacts and opportunities are gone then.')) return
  ask('POST', '/sandbox/reset').then(lookAnew).catch(showTrouble)
})
setInterval(tick, TICK_MS)
void introduce()
void keepLooking()

function currentBusiness() {
  return businesses.find(({ id }) => id === businessSelect.value) ?? businesses[0]
}

function readChoice(caller = callers.current()) {
  const business = currentBusiness()
  return { caller, business, via: business?.ghlLocationId || via.value !== 'ghl' ? via.value : 'twilio' }
}

/** A story's caller takes the customer's phone. */
function follow(caller) {
  callers.choose({ number: caller.number, name: caller.name, email: caller.email ?? '' })
  const business = currentBusiness()
  if (business) customer.openThread(business)
}

function lookAnew() {
  customer.dial.say('', false)
  technician.recents.say('', false)
  seen = undefined
  lookSoon()
}

function lookSoon() {
  void lookOnce()
}

async function introduce() {
  const settings = await read('/sandbox/settings').catch(() => undefined)
  if (!settings) return void setTimeout(introduce, LOOK_EVERY_MS)
  faultsPanel.listProviders(settings.providers)
  pushes.isThere = settings.providers.some((name) => name.includes('push'))
  appUrl = settings.appUrl
  const app = document.getElementById('app-link')
  app.hidden = false
}

async function readTimings() {
  const business = currentBusiness()
  if (business) timings = await read('/sandbox/timings', { businessId: business.id }).catch(() => timings)
}

async function keepLooking() {
  if (!document.hidden) await lookOnce()
  setTimeout(() => void keepLooking(), playing || calls.isLive() ? LOOK_OFTEN_MS : LOOK_EVERY_MS)
}

/** Reads everything once and draws it, unless a newer look has begun meanwhile. */
async function lookOnce() {
  look += 1
  const mine = look
  try {
    const isFirst = businesses.length === 0
    businesses = await read('/sandbox/businesses')
    listBusinesses()
    if (isFirst) void readTimings()
    const business = currentBusiness()
    const caller = callers.current()
    const [world, trace, scenarios, ills, pushed, moments, posted] = await Promise.all([
      business ? readWorld(business, caller) : undefined,
      read('/sandbox/trace'),
      read('/sandbox/scenarios'),
      read('/sandbox/faults'),
      pushes.read(),
      read('/sandbox/live-calls'),
      readSlack(read),
    ])
    if (mine !== look) return
    faults = ills
    seen = world && { ...world, pushes: pushed }
    faultsPanel.show(faults)
    behind.show(trace)
    slack.show(posted)
    drawStory(scenarios)
    calls.showMoments(moments)
    if (business) draw(business, caller)
    showTrouble(business ? undefined : new Error(NO_BUSINESS))
  } catch (error) {
    if (mine === look) showTrouble(error)
  }
}

function listBusinesses() {
  fillSelect(
    businessSelect,
    businesses.map(({ id, businessName, smsNumber }) => {
      const isAlone = businesses.every((other) => other.id === id || other.businessName !== businessName)
      return { value: id, text: isAlone ? businessName : `${businessName}, ${spellPhone(smsNumber)}` }
    }),
  )
  const business = currentBusiness()
  setTimeZone(business?.timeZone)
  via.querySelector('[value="ghl"]').disabled = !business?.ghlLocationId
  if (via.value === 'ghl' && business && !business.ghlLocationId) via.value = 'twilio'
  const board = `${appUrl}/app${business ? `/${encodeURIComponent(business.id)}` : ''}`
  document.getElementById('app-link').href = board
  technician.setBoard(board)
}

function drawStory(scenarios) {
  const followed = story.show(scenarios)
  const isPlaying = followed?.run.state === 'playing'
  hasEnded = followed !== undefined && !isPlaying
  const isShown = isPlaying && followed.run.caller.number === callers.current().number
  const live = isShown ? followed.run.live : null
  calls.playStory(live?.kind === 'ringing' || live?.kind === 'talking' ? live.kind : null, followed?.run.caller)
  customer.setDraft(live?.kind === 'typing' ? live.text : undefined)
  customer.playForm(live?.kind === 'filling' ? live : null, followed?.run.caller)
  if (followed && (isPlaying || playing)) speak(describeRun(followed))
  playing = isPlaying ? followed : undefined
}

function draw(business, caller) {
  const shown = { business, caller }
  customer.dial.show(business)
  customer.show(seen, shown)
  technician.show(seen, shown)
  showGoHighLevel(seen, showTrouble)
}

/** What moves between two looks: clocks and the countdown. */
function tick() {
  const now = Date.now()
  const time = spellTime('brief', now).replace(/\s?[AP]M/i, '')
  customer.handset.setTime(time)
  technician.handset.setTime(time)
  technician.lock.setTime(time, spellTime('long', now))
  calls.tick()
  const { words, share } = seen ? waitOf(callers.current()) : { words: '', share: null }
  setText(nowWords, words || (hasEnded ? OVER : IDLE))
  customer.setWait(share === null ? '' : words)
  nowBar.style.width = `${(share ?? 0) * 100}%`
  nowBar.parentElement.classList.toggle('is-counting', share !== null)
}

function waitOf({ number }) {
  return describeWait({
    calls: seen.calls.filter(({ caller }) => caller.number === number),
    texts: seen.texts
      .filter(({ from, to }) => seen.numbers.includes(from) || seen.numbers.includes(to))
      .map(({ from, receivedAt }) => ({ at: receivedAt, isOurs: seen.numbers.includes(from) })),
    textAfterMs: timings.textAfterMs,
    now: Date.now(),
    isBroken: faults.some(({ provider }) => provider === 'twilio'),
  })
}

function speak(words) {
  setText(spoken, words)
}

function showTrouble(error) {
  setText(trouble, error?.message ?? '')
  trouble.hidden = !error
}
