import { createCallScreen } from './call-screen.js'
import { createRecentsApp } from './dial-app.js'
import { createHandset } from './handset.js'
import { createLockScreen } from './lock-screen.js'
import { createMailApp } from './mail-app.js'
import { createMessagesApp } from './messages-app.js'
import { createNotices } from './notices.js'
import { threadsOf, usualNumber } from './world-reader.js'

const SENDER = 'Shoulder'

/** The technician's phone: locked in a pocket until somebody looks. `onNews` is told of each buzz. */
export function createTechnicianPhone({ onRingBack, onSent, onNews, speak }) {
  const notices = createNotices()
  let business
  let usual
  const recents = createRecentsApp({ onRingBack })
  const messages = createMessagesApp({ title: 'Technician’s phone', onSent, onOpen: () => notices.markRead() })
  const mail = createMailApp({ hint: 'No mail yet.' })
  const call = createCallScreen('Call on the technician’s phone')
  const lock = createLockScreen({ onUnlock: (app) => unlock(app) })
  const handset = createHandset(document.getElementById('technician-phone'), {
    title: 'the technician’s phone',
    overlay: call.root,
    lock: lock.root,
    apps: [
      { id: 'messages', name: 'Messages', icon: 'message', view: messages.root },
      { id: 'recents', name: 'Phone', icon: 'phone', view: recents.root },
      { id: 'mail', name: 'Mail', icon: 'mail', view: mail.root },
      { id: 'board', name: 'Board', icon: 'board', href: '#' },
      { id: 'lock', name: 'Lock', icon: 'lock', act: () => setLocked(true) },
    ],
  })
  const board = document.querySelector('#technician-phone .dock a')

  function setLocked(isLocked) {
    handset.setLocked(isLocked)
    const root = document.getElementById('technician-phone')
    root.querySelector(isLocked ? '.unlock' : '.dock [aria-current]')?.focus()
  }

  function unlock(app) {
    setLocked(false)
    if (app === 'push') board.click()
    if (app === 'messages') openThread()
    notices.markRead()
  }

  function openThread() {
    handset.open('messages')
    if (business) messages.open(usual ?? business.smsNumber)
    notices.markRead()
  }

  return {
    handset,
    recents,
    lock,
    setBoard: (href) => (board.href = href),
    showCall(next) {
      call.show(next)
      handset.cover(next !== null)
    },
    show({ technicianTexts, technicianMails, calls, pushes, numbers }, shown) {
      business = shown.business
      const { primaryPhone, email } = business
      const before = usual
      usual = usualNumber(technicianTexts, numbers)
      if (usual !== before && numbers.includes(messages.openNumber())) messages.open(usual)
      const names = new Map(numbers.map((number) => [number, SENDER]))
      messages.show({
        owner: { number: primaryPhone },
        threads: threadsOf(primaryPhone, technicianTexts, { names }),
        hint: 'Nothing yet. Shoulder texts here when a customer needs a person.',
      })
      mail.show(technicianMails, email)
      recents.show(calls.slice(0, 30))
      const received = technicianTexts.filter(({ to }) => to === primaryPhone)
      const texts = received.map(({ sid, receivedAt, body }) => ({
        id: sid,
        at: receivedAt,
        title: SENDER,
        text: body,
        app: 'messages',
      }))
      const { fresh, unread } = notices.take(primaryPhone, [...texts, ...pushes])
      const isSeen = handset.shows('messages') && numbers.includes(messages.openNumber())
      if (fresh[0]) announce(fresh[0], isSeen)
      if (isSeen) notices.markRead()
      lock.show(unread)
      handset.setBadge('messages', isSeen ? 0 : unread.filter(({ app }) => app === 'messages').length)
    },
  }

  function announce(notice, isSeen) {
    handset.buzz()
    onNews()
    speak(`The technician’s phone buzzes: ${notice.text}`)
    if (handset.isLocked() || isSeen) return
    handset.announce({ ...notice, act: notice.app === 'push' ? () => board.click() : openThread })
  }
}
