import type { Page } from 'playwright-core'

/** What reaches past the edges of the screen or is cut off, a line each. Scrolling frames may hold more. */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide on ${root.clientWidth}`)
    const isHidden = (element: Element) => {
      if (element.closest('.unseen, .skip, [hidden], [inert], svg') !== null) return true
      const { width, height } = element.getBoundingClientRect()
      return width <= 1 || height <= 1 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    }
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX)
    const isInFrame = (element: Element) => {
      for (let up = element.parentElement; up !== null && up !== root; up = up.parentElement) {
        if (scrolls(up) && up.scrollWidth > up.clientWidth) return true
      }
      return false
    }
    const nameOf = (element: Element) =>
      `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${element.textContent?.trim().slice(0, 40)}`
    for (const element of document.querySelectorAll('body *')) {
      if (isHidden(element)) continue
      const { left, right } = element.getBoundingClientRect()
      const isOut = left < -1 || right > root.clientWidth + 1
      if (isOut && !isInFrame(element))
        found.push(`${nameOf(element)} from ${Math.round(left)} to ${Math.round(right)}`)
      const style = getComputedStyle(element)
      const isClipped = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1
      const hasWords = (element.textContent ?? '').trim() !== ''
      // An ellipsis says that there is more.
      if (isClipped && hasWords && style.textOverflow !== 'ellipsis') found.push(`${nameOf(element)} is cut off`)
    }
    return found
  })
}
