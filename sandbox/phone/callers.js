import { fillSelect, spellPhone } from './dom.js'

const PRESETS = [
  { number: '+12145550147', name: 'Pat Rivers', email: 'pat.rivers@example.com' },
  { number: '+12145550162', name: 'Sam Ortiz', email: 'sam.ortiz@example.com' },
  { number: '+15125550183', name: 'Kim Nguyen', email: '' },
]
const STORE = 'shoulder.caller'
const OWN = 'own'

/** The caller as chosen: `{number, name, email}`. Survives a reload. */
export function createCallers({ onChange }) {
  const select = document.getElementById('caller')
  const inputs = {
    number: document.getElementById('caller-number'),
    name: document.getElementById('caller-name'),
    email: document.getElementById('caller-email'),
  }
  const known = readStored() ?? PRESETS[0]
  show(known)

  select.addEventListener('change', () => {
    if (select.value === OWN) {
      document.getElementById('details').open = true
      inputs.number.focus()
      inputs.number.select()
      return
    }
    show(PRESETS[Number(select.value)])
    changed()
  })
  for (const input of Object.values(inputs)) {
    input.addEventListener('change', () => {
      list(current())
      changed()
    })
  }

  function show(caller) {
    for (const [field, input] of Object.entries(inputs)) input.value = caller[field]
    list(caller)
  }

  function list(caller) {
    const place = PRESETS.findIndex((preset) => JSON.stringify(preset) === JSON.stringify(caller))
    const presets = PRESETS.map(({ name }, value) => ({ value: `${value}`, text: name }))
    const own = place < 0 ? caller.name || spellPhone(caller.number) : 'Somebody else…'
    fillSelect(select, [...presets, { value: OWN, text: own }])
    select.value = place < 0 ? OWN : `${place}`
  }

  function current() {
    const number = inputs.number.value.replaceAll(/[^\d+]/g, '')
    const e164 = /^\d{10}$/.test(number) ? `+1${number}` : number
    return { number: e164, name: inputs.name.value.trim(), email: inputs.email.value.trim() }
  }

  function changed() {
    const caller = current()
    localStorage.setItem(STORE, JSON.stringify(caller))
    onChange(caller)
  }

  return {
    current,
    /** Somebody else takes the phone. */
    choose(caller) {
      show(caller)
      changed()
    },
  }
}

function readStored() {
  try {
    const { number, name, email } = JSON.parse(localStorage.getItem(STORE) ?? '')
    return { number: String(number), name: String(name), email: String(email) }
  } catch {
    return undefined
  }
}
