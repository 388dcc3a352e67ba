import { createCallPanel } from './call-panel.js'
import { createCallers } from './callers.js'
import { createChat } from './chat.js'
import { ask, read } from './control-api.js'
import { fillSelect, setText } from './dom.js'
import { createFaultsPanel } from './faults-panel.js'
import { showGoHighLevel } from './gohighlevel.js'
import { showMails } from './mailbox.js'

const LOOK_EVERY_MS = 1000
const REPLIES = ['How much to fix a water heater?', 'Can someone come tomorrow at 9am?', 'STOP']
const CALL_WORDS = {
  'no-answer': 'Missed call',
  busy: 'Line busy',
  voicemail: 'Voicemail left',
  completed: 'Call answered',
}
const NO_BUSINESS =
  'No business is known here yet. “npm start” opens a demo; after --no-demo, add yours with POST /sandbox/businesses.'

const [businessSelect, via, trouble] = ['business', 'via', 'trouble'].map((id) => document.getElementById(id))
let businesses = []
let look = 0

const customer = createChat(document.getElementById('customer-phone'), { title: 'Customer’s phone', replies: REPLIES })
const technician = createChat(document.getElementById('technician-phone'), { title: 'Technician’s phone' })
const faultsPanel = createFaultsPanel()
const callers = createCallers({ onChange: lookAnew })
const callPanel = createCallPanel({
  readCall: () => ({ caller: callers.current(), business: currentBusiness(), via: currentVia() }),
  onCalled: () => void lookOnce(),
})

businessSelect.addEventListener('change', lookAnew)
document.getElementById('reset').addEventListener('click', () => {
  if (!confirm('Empty the sandbox? Texts, mails, contacts and opportunities are gone then.')) return
  ask('POST', '/sandbox/reset').then(lookAnew).catch(showTrouble)
})
void introduce()
void keepLooking()

function currentBusiness() {
  return businesses.find(({ id }) => id === businessSelect.value) ?? businesses[0]
}

function currentVia() {
  return currentBusiness()?.ghlLocationId ? via.value : 'twilio'
}

function lookAnew() {
  callPanel.forget()
  void lookOnce()
}

async function introduce() {
  const settings = await read('/sandbox/settings').catch(() => undefined)
  if (!settings) return void setTimeout(introduce, LOOK_EVERY_MS)
  faultsPanel.listProviders(settings.providers)
  const app = document.getElementById('app-link')
  app.href = settings.appUrl
  app.hidden = false
}

async function keepLooking() {
  if (!document.hidden) await lookOnce()
  setTimeout(() => void keepLooking(), LOOK_EVERY_MS)
}

/** Reads everything once and draws it, unless a newer look has begun meanwhile. */
async function lookOnce() {
  look += 1
  const mine = look
  try {
    businesses = await read('/sandbox/businesses')
    listBusinesses()
    const business = currentBusiness()
    const caller = callers.current()
    const seen = business ? await readAll(business, caller) : undefined
    const faults = await read('/sandbox/faults')
    if (mine !== look) return
    faultsPanel.show(faults)
    if (seen) draw(seen, business, caller)
    showTrouble(business ? undefined : new Error(NO_BUSINESS))
  } catch (error) {
    if (mine === look) showTrouble(error)
  }
}

function listBusinesses() {
  fillSelect(
    businessSelect,
    businesses.map(({ id, businessName }) => ({ value: id, text: businessName })),
  )
  via.disabled = !currentBusiness()?.ghlLocationId
}

async function readAll(business, caller) {
  const location = { locationId: business.ghlLocationId ?? '' }
  const [texts, technicianTexts, mails, opportunities, contacts, notes, ghlCalls, twilioCalls] = await Promise.all([
    readTexts(caller.number, business.smsNumber),
    readTexts(business.primaryPhone, business.smsNumber),
    Promise.all(mailOwners(business, caller).map((to) => read('/sandbox/emails', { to }))),
    read('/sandbox/ghl/opportunities', location),
    read('/sandbox/ghl/contacts', location),
    read('/sandbox/ghl/notes', location),
    read('/sandbox/ghl/messages', { ...location, phone: caller.number }),
    read('/sandbox/calls', { from: caller.number, to: business.smsNumber }),
  ])
  const calls = [
    ...ghlCalls.filter(({ messageType }) => messageType === 'TYPE_CALL').map(readGhlCall),
    ...twilioCalls.map(readTwilioCall),
  ]
  return { texts, technicianTexts, mails: mails.flat(), opportunities, contacts, notes, calls }
}

async function readTexts(person, business) {
  const ways = [
    { to: person, from: business },
    { to: business, from: person },
  ]
  return (await Promise.all(ways.map((way) => read('/sandbox/messages', way)))).flat()
}

function mailOwners(business, caller) {
  return [...new Set([caller.email, business.email].filter(Boolean))]
}

function readGhlCall({ id, dateAdded, meta }) {
  return { call: { id, at: Date.parse(dateAdded), words: CALL_WORDS[meta?.callStatus] ?? 'Call' } }
}

function readTwilioCall({ sid, startedAt, status }) {
  return { call: { id: sid, at: startedAt, words: status === 'busy' ? CALL_WORDS.busy : CALL_WORDS['no-answer'] } }
}

function draw(seen, business, caller) {
  const shop = { name: business.businessName, number: business.smsNumber }
  const at = (entry) => entry.call?.at ?? entry.receivedAt
  const byTime = (entries) => entries.toSorted((left, right) => at(left) - at(right))
  customer.show({
    owner: caller,
    other: shop,
    entries: byTime([...seen.texts, ...seen.calls]),
    hint: 'Nothing yet. Call and hang up, and the text arrives here.',
  })
  technician.show({
    owner: { name: 'The technician', number: business.primaryPhone },
    other: shop,
    entries: byTime(seen.technicianTexts),
    hint: 'Nothing yet. Shoulder texts here when a customer wants to book or needs a person.',
  })
  showMails(
    document.getElementById('mails'),
    seen.mails.toSorted((left, right) => right.receivedAt - left.receivedAt),
    mailOwners(business, caller),
  )
  showGoHighLevel(seen, showTrouble)
  const arrivals = seen.texts.filter(({ to }) => to === caller.number).map(({ receivedAt }) => receivedAt)
  callPanel.watch(Math.max(0, ...arrivals))
}

function showTrouble(error) {
  setText(trouble, error?.message ?? '')
  trouble.hidden = !error
}
