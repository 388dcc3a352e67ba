import { ask } from './control-api.js'
import { make, moment, setText, spellPhone, syncList } from './dom.js'

const STAGES = ['New', 'Contacted', 'Quoted', 'Booked', 'Completed', 'Lost']
const ROWS_MAX = 20
const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Draws what stands in the business's GoHighLevel location; a stage can be changed as a person there would. */
export function showGoHighLevel({ contacts, opportunities, notes }, onTrouble) {
  drawRows('opportunities', opportunities, 'None yet. A booking makes one.', {
    create: (opportunity) => createOpportunity(opportunity, onTrouble),
    update: updateOpportunity,
  })
  drawRows('contacts', contacts, 'None yet. A caller becomes one.', { create: createContact, update: updateContact })
  drawRows('notes', notes, 'None yet.', { create: createNote })
}

function drawRows(id, rows, hint, { create, update }) {
  const root = document.getElementById(id)
  let list = root.querySelector('ul')
  if (!list) {
    list = make('ul', { className: 'rows' })
    root.replaceChildren(make('p', { className: 'blank' }, hint), list)
  }
  root.querySelector('.blank').hidden = rows.length > 0
  syncList(list, rows.toReversed().slice(0, ROWS_MAX), { keyOf: (row) => row.id, create, update })
}

function createOpportunity({ id, name }, onTrouble) {
  const stage = make('select', {}, ...STAGES.map((text) => make('option', {}, text)))
  stage.setAttribute('aria-label', `Stage of ${name}`)
  stage.addEventListener('change', () => {
    void ask('POST', `/sandbox/ghl/opportunities/${encodeURIComponent(id)}/stage`, { stage: stage.value }).catch(
      onTrouble,
    )
  })
  const words = make('div', {}, make('p', { className: 'row-title' }), make('p', { className: 'row-line' }))
  return make('li', { className: 'row-split' }, words, stage)
}

function updateOpportunity(element, { name, status, monetaryValue, contact, stage }) {
  setText(element.querySelector('.row-title'), name)
  const value = monetaryValue ? [DOLLARS.format(monetaryValue)] : []
  setText(element.querySelector('.row-line'), [status, ...value, spellPhone(contact?.phone)].join(', '))
  const select = element.querySelector('select')
  if (document.activeElement !== select) select.value = stage
}

function createContact() {
  return make('li', {}, make('p', { className: 'row-title' }), make('p', { className: 'row-line' }))
}

function updateContact(element, contact) {
  setText(element.querySelector('.row-title'), contact.name ?? 'Hidden caller')
  const off = Object.entries(contact.dndSettings ?? {}).flatMap(([channel, { status }]) =>
    status === 'inactive' ? [] : channel,
  )
  const dnd = contact.dnd ? ['do not disturb'] : off.length > 0 ? [`do not disturb by ${off.join(', ')}`] : []
  const facts = [contact.phone && spellPhone(contact.phone), contact.email, ...contact.tags, ...dnd]
  setText(element.querySelector('.row-line'), facts.filter(Boolean).join(', ') || 'no number, no e-mail')
}

function createNote({ body, dateAdded }) {
  return make('li', {}, make('p', { className: 'note' }, body), make('p', { className: 'row-line' }, moment(dateAdded)))
}
