import { icon } from './icons.js'
import { make, setText } from './dom.js'

const BANNER_MS = 6000
const BUZZ_MS = 700

/**
 * A phone: status bar, one app at a time, a dock to change it, and a banner that slides over it. `apps` are
 * `{id, name, icon, view}`, or `{id, name, icon, act}` for a button that opens nothing; `lock` is shown instead of all
 * when the phone is locked.
 */
export function createHandset(root, { title, apps, lock, overlay }) {
  const clock = make('span', { className: 'bar-time' })
  const screen = make('div', { className: 'screen' })
  const banner = make('button', { className: 'banner', hidden: true })
  const dock = make('nav', { className: 'dock', 'aria-label': `Apps on ${title}` })
  const glass = make('div', { className: 'glass' }, screen, dock)
  const frame = make('div', { className: 'handset' }, buildBar(clock), glass, banner)
  const buttons = new Map(apps.map((app) => [app.id, buildAppButton(app, () => (app.act ? app.act() : open(app.id)))]))
  let hideTimer
  let isLocked = lock !== undefined

  screen.append(...apps.flatMap(({ view }) => (view ? [view] : [])))
  dock.append(...buttons.values())
  if (lock) glass.append(lock)
  glass.append(overlay)
  root.replaceChildren(frame)
  setLocked(isLocked)
  open(apps[0].id)

  function open(id) {
    for (const app of apps) {
      if (app.view) app.view.hidden = app.id !== id
      const isOpen = app.id === id
      if (isOpen) buttons.get(app.id).setAttribute('aria-current', 'page')
      else buttons.get(app.id).removeAttribute('aria-current')
    }
    frame.dataset.app = id
    banner.hidden = true
  }

  function setLocked(next) {
    isLocked = next
    if (!lock) return
    lock.hidden = !next
    screen.inert = next
    dock.inert = next
  }

  return {
    open,
    setLocked,
    isLocked: () => isLocked,
    /** Whether a person looking at the phone sees this app now. */
    shows: (id) => !isLocked && frame.dataset.app === id && overlay.hidden,
    /** Covers all with a call, or uncovers. */
    cover(isCovered) {
      overlay.hidden = !isCovered
      const isInert = isCovered || isLocked
      screen.inert = isInert
      dock.inert = isInert
      if (lock) lock.inert = isCovered
    },
    /** After something that covered the phone is gone, or once it is covered by a call. */
    focus: () => frame.querySelector(overlay.hidden ? '.dock [aria-current]' : '.call-action:last-child')?.focus(),
    setTime: (text) => setText(clock, text),
    setBadge(id, count) {
      const badge = buttons.get(id).querySelector('.badge-count')
      badge.hidden = count === 0
      setText(badge, count === 0 ? '' : String(count))
      setText(buttons.get(id).querySelector('.unseen'), count === 0 ? '' : `, ${count} new`)
    },
    buzz() {
      frame.classList.remove('buzzing')
      // Reading a measure makes the browser begin the movement anew.
      void frame.offsetWidth
      frame.classList.add('buzzing')
      setTimeout(() => frame.classList.remove('buzzing'), BUZZ_MS)
    },
    /** Shows a banner over an open phone; a tap on it does `act`. */
    announce({ title, text, act }) {
      clearTimeout(hideTimer)
      banner.replaceChildren(icon('bell'), make('span', {}, make('strong', {}, title), make('span', {}, text)))
      banner.onclick = () => {
        banner.hidden = true
        act()
      }
      banner.hidden = false
      hideTimer = setTimeout(() => (banner.hidden = true), BANNER_MS)
    },
  }
}

function buildBar(clock) {
  const signal = make('span', { className: 'bar-signal' }, ...[1, 2, 3, 4].map(() => make('i')))
  const battery = make('span', { className: 'bar-battery' }, make('i'))
  const signs = make('span', { className: 'bar-signs' }, signal, '5G', battery)
  const island = make('span', { className: 'island' })
  return make('div', { className: 'statusbar', 'aria-hidden': 'true' }, clock, island, signs)
}

function buildAppButton({ name, icon: sign, href }, onclick) {
  const badge = make('span', { className: 'badge-count', hidden: true, 'aria-hidden': 'true' })
  const parts = [icon(sign), make('span', {}, name), make('span', { className: 'unseen' }), badge]
  if (href !== undefined) return make('a', { className: 'app', href, target: '_blank', rel: 'noopener' }, ...parts)
  return make('button', { className: 'app', onclick }, ...parts)
}
