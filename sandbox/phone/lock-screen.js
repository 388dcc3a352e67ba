import { make, setText, shortTime, syncList } from './dom.js'
import { icon } from './icons.js'

const SHOWN_MAX = 3

/** What lies over a phone in a pocket: the time, and what came in since it was last looked at. */
export function createLockScreen({ onUnlock }) {
  const clock = make('p', { className: 'lock-time' })
  const day = make('p', { className: 'lock-day' })
  const list = make('ul', { className: 'notices' })
  const more = make('p', { className: 'lock-more' })
  const hint = make('p', { className: 'lock-hint' }, 'In a pocket, while both hands are busy. It buzzes when it must.')
  const unlock = make('button', { className: 'unlock', onclick: () => onUnlock() }, icon('lock'), 'Unlock')
  const root = make('div', { className: 'lock', role: 'group', 'aria-label': 'Lock screen' })
  root.append(make('div', { className: 'lock-head' }, clock, day), hint, list, more, unlock)
  return {
    root,
    setTime(time, date) {
      setText(clock, time)
      setText(day, date)
    },
    /** Newest first, `{id, at, title, text, app}`. */
    show(notices) {
      hint.hidden = notices.length > 0
      setText(more, notices.length > SHOWN_MAX ? `and ${notices.length - SHOWN_MAX} more` : '')
      syncList(list, notices.slice(0, SHOWN_MAX), {
        keyOf: ({ id }) => id,
        create: (notice) => createNotice(notice, onUnlock),
      })
    },
  }
}

function createNotice({ at, title, text, app }, onUnlock) {
  const head = make(
    'span',
    { className: 'notice-head' },
    icon(app === 'messages' ? 'message' : 'bell'),
    make('strong', {}, title),
  )
  head.append(make('span', { className: 'when' }, shortTime(at)))
  const words = make('span', { className: 'notice-text' }, text)
  return make('li', {}, make('button', { className: 'notice', onclick: () => onUnlock(app) }, head, words))
}
