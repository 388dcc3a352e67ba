import { make, setText, spellTime, syncList } from './dom.js'
import { nameProvider } from './names.js'

const ROWS_MAX = 60

/** The log of webhooks and API calls, newest first; equal ones in a row share a line. */
export function createBehindPanel() {
  const root = document.getElementById('trace')
  const blank = make('p', { className: 'blank' }, 'Nothing yet. A call starts it.')
  const list = make('ol', { className: 'trace scroll', tabIndex: 0 })
  list.setAttribute('aria-label', 'Webhooks and calls, newest first')
  root.replaceChildren(blank, list)
  return {
    show(entries) {
      blank.hidden = entries.length > 0
      syncList(list, fold(entries).slice(-ROWS_MAX).toReversed(), { keyOf: ({ id }) => id, create, update })
    },
  }
}

/** A run of the same thing becomes its first entry with a count, so that the story stays in sight. */
export function fold(entries) {
  const rows = []
  for (const entry of entries) {
    const last = rows.at(-1)
    const isSame =
      last && ['direction', 'provider', 'words', 'status', 'isOpen', 'fault'].every((key) => last[key] === entry[key])
    if (isSame) last.count += 1
    else rows.push({ ...entry, count: 1 })
  }
  return rows
}

function create({ at, direction, provider, words, wire }) {
  const name = nameProvider(provider)
  const way = direction === 'to_shoulder' ? `${name} → Shoulder` : `Shoulder → ${name}`
  const said = make('span', { className: 'trace-words' }, make('strong', {}, way), ` ${words} `)
  said.append(make('span', { className: 'trace-count' }))
  const line = make('span', { className: 'trace-wire' }, wire)
  const status = make('span', { className: 'chip' })
  const row = make('li', { 'data-direction': direction })
  row.append(
    make('time', { dateTime: new Date(at).toISOString() }, spellTime('clock', at)),
    make('div', {}, said, line),
    status,
  )
  return row
}

function update(element, entry) {
  const { status, isOpen, fault, count, attempts } = entry
  const chip = element.querySelector('.chip')
  const isGood = status !== null && status < 300
  setText(chip, isOpen ? 'waits' : String(status ?? 'no answer'))
  chip.className = `chip ${isOpen ? '' : isGood && !fault ? 'good' : 'bad'}`
  const notes = [
    count > 1 ? `× ${count}` : '',
    attempts > 1 ? `${attempts} tries` : '',
    fault ? 'struck by a fault' : '',
  ]
  setText(element.querySelector('.trace-count'), notes.filter(Boolean).join(', '))
}
