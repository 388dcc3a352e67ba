const SIDES = ['customer', 'technician']

/** Where only one phone fits, the switch says which is shown, and a dot that the other one has news. */
export function createSides() {
  const stage = document.getElementById('stage')
  const buttons = new Map(SIDES.map((side) => [side, document.getElementById(`show-${side}`)]))
  const dot = document.querySelector('.switch .dot')

  function show(side) {
    stage.dataset.side = side
    for (const [name, button] of buttons) button.setAttribute('aria-pressed', String(name === side))
    if (side === 'technician') dot.hidden = true
  }

  for (const [side, button] of buttons) button.addEventListener('click', () => show(side))
  return {
    mark(side) {
      if (stage.dataset.side !== side) dot.hidden = false
    },
  }
}
