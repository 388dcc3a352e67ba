import { initials } from './call-screen.js'
import { make, setText, shortTime, spellPhone, syncList } from './dom.js'
import { icon } from './icons.js'

/** The customer's phone app: one business to call. `onCall(isHidden, agrees)` places the call. */
export function createDialApp({ onCall }) {
  const face = make('div', { className: 'avatar big', 'aria-hidden': 'true' })
  const name = make('p', { className: 'call-name' })
  const number = make('p', { className: 'call-number' })
  const hidden = make('input', { type: 'checkbox' })
  const agrees = make('input', { type: 'checkbox', checked: true })
  const call = make('button', { className: 'call-action good', onclick: () => onCall(hidden.checked, agrees.checked) })
  call.append(make('span', { className: 'round' }, icon('phone')), make('span', {}, 'Call'))
  const note = make('p', { className: 'dial-note', role: 'status' })
  const toggle = make('label', { className: 'toggle' }, hidden, 'Hide my number')
  const answer = make('label', { className: 'toggle' }, agrees, 'Asked about a text, press 1 or say yes')
  const root = make('div', { className: 'app-view app-page dial' })
  root.append(make('div', { className: 'call-who' }, face, name, number), call, toggle, answer, note)
  return {
    root,
    show(business) {
      setText(face, initials(business?.businessName))
      setText(name, business?.businessName ?? 'No business yet')
      setText(number, business ? spellPhone(business.smsNumber) : '')
      call.disabled = !business
    },
    say(words, isBad) {
      setText(note, words)
      note.classList.toggle('bad', isBad)
    },
  }
}

/** The technician's phone app: who called, and ringing back. Calls are `{id, at, words, isMissed, caller}`. */
export function createRecentsApp({ onRingBack }) {
  const list = make('ul', { className: 'rows recents' })
  const blank = make('p', { className: 'blank' }, 'No calls yet. A customer’s call shows up here.')
  const note = make('p', { className: 'dial-note', role: 'status' })
  const root = make('div', { className: 'app-view app-page' })
  root.append(make('h3', { className: 'app-title' }, 'Recents'), note, blank, list)
  return {
    root,
    show(calls) {
      blank.hidden = calls.length > 0
      syncList(list, calls, {
        keyOf: ({ id }) => id,
        create: (call) => createRecent(call, onRingBack),
        update(element, call) {
          setText(element.querySelector('strong'), call.caller.name || spellPhone(call.caller.number))
          setText(element.querySelector('.row-line'), `${call.words}, ${shortTime(call.at)}`)
          element.classList.toggle('missed', call.isMissed)
        },
      })
    },
    say(words, isBad) {
      setText(note, words)
      note.classList.toggle('bad', isBad)
    },
  }
}

function createRecent({ caller }, onRingBack) {
  const words = make('span', {}, make('strong'), make('span', { className: 'row-line' }))
  if (!caller.number) return make('li', { className: 'row-split' }, words)
  const button = make('button', { className: 'icon-button good', onclick: () => onRingBack(caller) }, icon('phone'))
  button.setAttribute('aria-label', `Ring ${caller.name || spellPhone(caller.number)} back`)
  return make('li', { className: 'row-split' }, words, button)
}
