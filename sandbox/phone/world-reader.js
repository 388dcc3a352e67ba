import { read } from './control-api.js'

const ROWS_MAX = '80'
const CALL_WORDS = {
  'no-answer': 'Missed call',
  busy: 'Line busy',
  voicemail: 'Voicemail left',
  completed: 'Call answered',
}

/** Everything the page shows of one business and one caller. */
export async function readWorld(business, caller) {
  const location = { locationId: business.ghlLocationId ?? '', limit: ROWS_MAX }
  const [
    texts,
    technicianTexts,
    mails,
    technicianMails,
    opportunities,
    contacts,
    notes,
    ghlMessages,
    twilioCalls,
    place,
  ] = await Promise.all([
    readTexts(caller.number),
    readTexts(business.primaryPhone),
    readMails(caller.email),
    readMails(business.email),
    read('/sandbox/ghl/opportunities', location),
    read('/sandbox/ghl/contacts', location),
    read('/sandbox/ghl/notes', location),
    read('/sandbox/ghl/messages', location),
    read('/sandbox/calls', { to: business.smsNumber }),
    business.ghlLocationId ? read(`/sandbox/ghl/places/${business.ghlLocationId}`) : { numbers: [] },
  ])
  const people = new Map(contacts.map((contact) => [contact.id, contact]))
  const calls = [
    ...ghlMessages.filter(({ messageType }) => messageType === 'TYPE_CALL').map((call) => readGhlCall(call, people)),
    ...twilioCalls.filter(({ endedAt }) => endedAt !== null).map(readTwilioCall),
  ]
  calls.sort((left, right) => right.at - left.at)
  const numbers = [business.smsNumber, ...place.numbers]
  return { texts, technicianTexts, mails, technicianMails, opportunities, contacts, notes, calls, numbers }
}

/** All texts to or from a number, by Twilio and by GoHighLevel, oldest first. */
async function readTexts(number) {
  const places = ['/sandbox/messages', '/sandbox/ghl/texts']
  const ways = await Promise.all(
    places.flatMap((place) => [read(place, { to: number }), read(place, { from: number })]),
  )
  return ways.flat().toSorted((left, right) => left.receivedAt - right.receivedAt)
}

async function readMails(to) {
  const mails = to ? await read('/sandbox/emails', { to }) : []
  return mails.toSorted((left, right) => right.receivedAt - left.receivedAt)
}

function readGhlCall({ id, dateAdded, meta, contactId }, people) {
  const status = meta?.callStatus
  const { phone, name } = people.get(contactId) ?? {}
  const words = CALL_WORDS[status] ?? 'Call'
  const caller = { number: phone, name: name ?? (phone ? '' : 'Hidden caller') }
  return { id, at: Date.parse(dateAdded), words, isMissed: status !== 'completed', caller }
}

/** One that still rings is no missed call yet; one that was taken is none at all. */
function readTwilioCall({ sid, startedAt, endedAt, status, from, callerName, heard, recordings }) {
  const isTaken = heard.length > 0 && heard.every((words) => words.startsWith('[rings '))
  const outcome = status === 'busy' ? 'busy' : recordings.length > 0 ? 'voicemail' : 'no-answer'
  const words = CALL_WORDS[isTaken && status === 'completed' ? 'completed' : outcome]
  const isMissed = words !== CALL_WORDS.completed
  return { id: sid, at: endedAt ?? startedAt, words, isMissed, caller: { number: from, name: callerName ?? '' } }
}

/** The number of the business that this phone last had a text with; the one for calls where there is none. */
export function usualNumber(texts, numbers) {
  const last = texts.findLast(({ from, to }) => numbers.includes(from) || numbers.includes(to))
  return last === undefined ? numbers[0] : numbers.find((number) => number === last.from || number === last.to)
}

/** Texts by the other side of each, the newest thread first. `calls` stand among the texts of `withCalls`. */
export function threadsOf(owner, texts, { names, calls = [], withCalls }) {
  const threads = new Map()
  const add = (number, entry) => threads.set(number, [...(threads.get(number) ?? []), entry])
  for (const text of texts) add(text.from === owner ? text.to : text.from, text)
  for (const { id, at, words } of calls) add(withCalls, { call: { id, at, words } })
  const at = (entry) => entry.call?.at ?? entry.receivedAt
  return [...threads]
    .map(([number, entries]) => ({
      number,
      name: names.get(number),
      entries: entries.toSorted((left, right) => at(left) - at(right)),
    }))
    .toSorted((left, right) => at(right.entries.at(-1)) - at(left.entries.at(-1)))
}
