import { createCallScreen } from './call-screen.js'
import { createDialApp } from './dial-app.js'
import { createHandset } from './handset.js'
import { createMailApp } from './mail-app.js'
import { createMessagesApp } from './messages-app.js'
import { createNotices } from './notices.js'
import { createWebApp } from './web-app.js'
import { threadsOf, usualNumber } from './world-reader.js'

const REPLIES = ['How much to fix a water heater?', 'Can someone come tomorrow at 9am?', 'STOP']
const APPS = { dial: 'Phone', messages: 'Messages', mail: 'Mail', web: 'Web' }

/** The phone of whoever calls. `speak` says something aloud. */
export function createCustomerPhone({ onCall, onSent, speak }) {
  const notices = createNotices()
  const dial = createDialApp({ onCall })
  const messages = createMessagesApp({
    title: 'Customer’s phone',
    replies: REPLIES,
    takesPictures: true,
    onSent,
    onOpen: () => undefined,
  })
  const web = createWebApp({ onSent })
  const mail = createMailApp({ hint: 'No mail yet. Shoulder writes when a text stays unanswered.' })
  const call = createCallScreen('Call on the customer’s phone')
  const handset = createHandset(document.getElementById('customer-phone'), {
    title: 'the customer’s phone',
    overlay: call.root,
    apps: [
      { id: 'dial', name: APPS.dial, icon: 'phone', view: dial.root },
      { id: 'messages', name: APPS.messages, icon: 'message', view: messages.root },
      { id: 'mail', name: APPS.mail, icon: 'mail', view: mail.root },
      { id: 'web', name: APPS.web, icon: 'web', view: web.root },
    ],
  })

  let usual
  let shop
  let filled = ''

  function openThread(business) {
    handset.open('messages')
    messages.open(usual ?? business.smsNumber)
  }

  return {
    handset,
    dial,
    openThread,
    setDraft: (text) => messages.setDraft(text),
    /** Once the form is sent the answer is awaited among the texts. */
    playForm(filling, caller) {
      const next = filling ? `${filling.place} ${filling.text}` : ''
      if (next === filled || !shop) return
      filled = next
      web.play(filling, caller)
      if (filling) handset.open('web')
      else openThread(shop)
    },
    setWait: (words) => messages.setWait(words),
    showCall(next) {
      call.show(next)
      handset.cover(next !== null)
    },
    show({ texts, mails, calls, numbers }, { business, caller }) {
      const before = usual
      shop = business
      usual = usualNumber(texts, numbers)
      // The business has begun to text from another number, and whoever looks at its words goes along.
      if (usual !== before && numbers.includes(messages.openNumber())) messages.open(usual)
      const names = new Map(numbers.map((number) => [number, business.businessName]))
      const own = calls.filter((one) => one.caller.number === caller.number)
      const threads = threadsOf(caller.number, texts, { names, calls: own, withCalls: business.smsNumber })
      messages.show({
        owner: caller,
        threads,
        hint: 'Nothing yet. Call and hang up, and the text arrives here.',
      })
      mail.show(mails, caller.email)
      web.show(business, caller)
      const received = texts.filter(({ to }) => to === caller.number)
      const asNews = received.map(({ sid, receivedAt, body }) => ({ id: sid, at: receivedAt, text: body }))
      const { fresh, unread } = notices.take(caller.number, asNews)
      const isSeen = handset.shows('messages') && numbers.includes(messages.openNumber())
      if (fresh[0]) {
        handset.buzz()
        speak(`Text on the customer’s phone: ${fresh[0].text}`)
        if (!isSeen) {
          const act = () => openThread(business)
          handset.announce({ title: business.businessName, text: fresh[0].text, act })
        }
      }
      if (isSeen) notices.markRead()
      handset.setBadge('messages', isSeen ? 0 : unread.length)
    },
  }
}
