/**
 * Makes an element. What is shown goes in as text, never as markup, since it was written by customers and providers.
 * `fields` are properties; those named `data-…`, `aria-…`, `role` and `for` are attributes.
 */
export function make(tag, fields = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(fields)) {
    if (/^(data-|aria-|role$|for$)/.test(name)) element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children)
  return element
}

/**
 * Brings the children of `list` in line with `items`, by key. Elements stay the same as long as their item is there, so
 * that focus, open details and screen readers are left in peace. `create(item)` makes one, `update(element, item)`
 * fills it.
 */
export function syncList(list, items, { keyOf, create, update }) {
  const known = new Map([...list.children].map((element) => [element.dataset.key, element]))
  let place = list.firstElementChild
  for (const item of items) {
    const key = String(keyOf(item))
    const element = known.get(key) ?? create(item)
    element.dataset.key = key
    known.delete(key)
    update?.(element, item)
    if (element === place) place = place.nextElementSibling
    else list.insertBefore(element, place)
  }
  for (const element of known.values()) element.remove()
}

/** Sets the text only when it differs, because a write alone makes screen readers speak again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** The text with its web addresses as links. */
export function linkify(text) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
  return parts.map((part, place) => (place % 2 === 1 ? link(part, part) : part))
}

export function link(href, text) {
  return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text)
}

export function fillSelect(select, options) {
  const wanted = JSON.stringify(options)
  if (select.dataset.options === wanted) return
  const chosen = select.value
  select.dataset.options = wanted
  select.replaceChildren(...options.map(({ value, text }) => make('option', { value }, text)))
  if (options.some(({ value }) => value === chosen)) select.value = chosen
}

const FORMS = {
  clock: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  brief: { hour: 'numeric', minute: '2-digit' },
  day: { month: 'short', day: 'numeric' },
  long: { weekday: 'long', month: 'long', day: 'numeric' },
}
let forms = formsIn(undefined)

function formsIn(timeZone) {
  const make = ([name, form]) => [name, new Intl.DateTimeFormat(undefined, { ...form, timeZone })]
  return { timeZone, ...Object.fromEntries(Object.entries(FORMS).map(make)) }
}

/** From now on all times are those of this zone, where the phones are. */
export function setTimeZone(timeZone) {
  if (timeZone !== forms.timeZone) forms = formsIn(timeZone)
}

/** The time of day with seconds, the hour and minute, or the day in words: `clock`, `brief` and `long`. */
export function spellTime(form, at) {
  return forms[form].format(new Date(at))
}

/** A time element: the hour today, the day before that. */
export function moment(at) {
  const isToday = spellTime('day', at) === spellTime('day', Date.now())
  const text = isToday ? spellTime('clock', at) : `${spellTime('day', at)}, ${spellTime('clock', at)}`
  return make('time', { dateTime: new Date(at).toISOString(), title: `${spellTime('long', at)}, ${text}` }, text)
}

/** Hour and minute. */
export function shortTime(at) {
  return spellTime('brief', at)
}

/** US numbers as people there write them, on one line. */
export function spellPhone(phone) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone ?? '')
  return parts ? `(${parts[1]})\u00a0${parts[2]}\u2011${parts[3]}` : (phone ?? 'hidden')
}
