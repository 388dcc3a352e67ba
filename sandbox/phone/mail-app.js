import { link, make, moment, setText, syncList } from './dom.js'

const BREAKING = new Set(['DIV', 'BR', 'TR', 'LI', 'TABLE', 'HR'])
const PARTING = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'UL', 'OL', 'BLOCKQUOTE'])
const SILENT = new Set(['STYLE', 'SCRIPT', 'TITLE', 'HEAD', 'TEMPLATE'])

/** The mail of one phone. `show(mails, owner)` draws mails as the control API gives them, newest first. */
export function createMailApp({ hint }) {
  const list = make('ul', { className: 'rows mails' })
  const blank = make('p', { className: 'blank' })
  const address = make('p', { className: 'row-line' })
  const head = make('div', {}, make('h3', { className: 'app-title' }, 'Mail'), address)
  return {
    root: make('div', { className: 'app-view app-page' }, head, blank, list),
    show(mails, owner) {
      setText(address, owner || 'This caller has no e-mail address')
      setText(blank, owner ? hint : '')
      blank.hidden = mails.length > 0
      syncList(list, mails, { keyOf: ({ id }) => id, create: createMail, update: updateMail })
    },
  }
}

function createMail(mail) {
  const subject = make('span', { className: 'row-title' }, mail.subject)
  const line = make('span', { className: 'row-line' }, moment(mail.receivedAt), ' ')
  line.append(make('span', { className: 'badge' }))
  const body = make('div', { className: 'mail-body' })
  const details = make('details', {}, make('summary', {}, subject, line), body)
  details.addEventListener('toggle', () => {
    if (details.open && !body.hasChildNodes()) body.append(...renderMail(mail))
  })
  return make('li', {}, details)
}

function updateMail(element, mail) {
  const badge = element.querySelector('.badge')
  setText(badge, mail.lastEvent)
  badge.classList.toggle('bad', ['bounced', 'failed', 'complained', 'suppressed'].includes(mail.lastEvent))
}

function renderMail(mail) {
  const pieces = mail.html ? textOf(parse(mail.html).body) : [mail.text ?? '']
  const from = make('p', { className: 'row-line' }, `from ${mail.from}`)
  const unsubscribe = /<(https?:[^>]+)>/.exec(mail.headers?.['List-Unsubscribe'] ?? '')?.[1]
  const foot = unsubscribe
    ? [make('p', { className: 'row-line' }, link(unsubscribe, 'Unsubscribe link of the mail’s header'))]
    : []
  return [from, make('div', { className: 'mail-text' }, ...tidy(pieces)), ...foot]
}

/** Styles go first: the page's policy would refuse each of them aloud in the console. */
function parse(html) {
  const plain = html.replaceAll(/<style[\s\S]*?<\/style>/gi, '').replaceAll(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, '')
  return new DOMParser().parseFromString(plain, 'text/html')
}

/** The words of a mail and its links. The document it was parsed into runs nothing and loads nothing. */
function textOf(node) {
  const pieces = []
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) pieces.push(child.data.replaceAll(/\s+/g, ' '))
    if (child.nodeType !== Node.ELEMENT_NODE || SILENT.has(child.tagName)) continue
    const href = child.tagName === 'A' ? (child.getAttribute('href') ?? '') : ''
    if (/^https?:/.test(href)) pieces.push(link(href, child.textContent.trim() || href))
    else pieces.push(...textOf(child))
    if (BREAKING.has(child.tagName)) pieces.push('\n')
    if (PARTING.has(child.tagName)) pieces.push('\n', '\n')
  }
  return pieces
}

/** Drops blank lines at the beginning and more than one in a row. */
function tidy(pieces) {
  const kept = []
  let breaks = 2
  for (const piece of pieces) {
    if (piece === '\n') {
      breaks += 1
      if (breaks <= 2) kept.push(piece)
    } else if (typeof piece !== 'string' || piece.trim() !== '') {
      breaks = 0
      kept.push(piece)
    }
  }
  return kept
}
