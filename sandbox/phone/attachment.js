import { make } from './dom.js'
import { icon } from './icons.js'
import { describeSize } from './names.js'

/** What Twilio takes with one text. */
const BYTES_MAX = 5 * 1024 * 1024
const TYPES = 'image/jpeg,image/png,image/gif,image/webp,image/heic'
const THUMB = 56

/** A picture that goes along with the next text. `onChange` is told when there is one, or none any more. */
export function createAttachment({ title, onTrouble, onChange }) {
  const input = make('input', { type: 'file', accept: TYPES, className: 'unseen', tabIndex: -1 })
  input.setAttribute('aria-label', `${title}: choose a picture`)
  const button = make(
    'button',
    { type: 'button', className: 'icon-button', onclick: () => input.click() },
    icon('clip'),
  )
  button.setAttribute('aria-label', 'Attach a picture')
  const thumb = make('canvas', { width: THUMB, height: THUMB, className: 'attached-thumb' })
  thumb.setAttribute('aria-hidden', 'true')
  const name = make('span', { className: 'attached-name' })
  const drop = make('button', { type: 'button', className: 'icon-button', onclick: () => clear() }, icon('close'))
  drop.setAttribute('aria-label', 'Send no picture')
  const shown = make('div', { className: 'attached', hidden: true, role: 'status' }, thumb, name, drop)
  let dataUrl

  input.addEventListener('change', () => {
    const [file] = input.files
    input.value = ''
    if (file) void take(file)
  })

  async function take(file) {
    if (!file.type.startsWith('image/')) return onTrouble('This is no picture.')
    if (file.size > BYTES_MAX) return onTrouble(`Pictures end at ${describeSize(BYTES_MAX)} here, as with a carrier.`)
    onTrouble('')
    dataUrl = await readAsDataUrl(file)
    name.textContent = `${file.name}, ${describeSize(file.size)}`
    await draw(thumb, file)
    shown.hidden = false
    onChange()
  }

  function clear() {
    dataUrl = undefined
    shown.hidden = true
    onChange()
  }

  return {
    button,
    input,
    shown,
    take,
    clear,
    /** As texts carry them: none, or one. */
    media: () => (dataUrl === undefined ? [] : [dataUrl]),
  }
}

function readAsDataUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

/** What this browser cannot read, such as HEIC, is sent all the same, and shown by its name. */
async function draw(canvas, file) {
  const brush = canvas.getContext('2d')
  brush.clearRect(0, 0, THUMB, THUMB)
  const picture = await createImageBitmap(file).catch(() => undefined)
  canvas.hidden = !picture
  if (!picture) return
  const side = Math.min(picture.width, picture.height)
  brush.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, ...[side, side, 0, 0, THUMB, THUMB])
}
