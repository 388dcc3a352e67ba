/** Icons of one family: 24 units square, drawn with a line of 2. */
const PATHS = {
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2',
  hang: 'M3 15c4-4 14-4 18 0l-2 3-4-1.500V14a12 12 0 0 0-6 0v2.500L5 18z',
  message: 'M4 5h16v11H9l-4 4v-4H4z',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  board: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 21h4',
  voicemail: 'M7 9a3 3 0 1 0 .01 0M17 9a3 3 0 1 0 .01 0M7 15h10',
  clip: 'M9 12l6-6a3 3 0 0 1 4 4l-8.500 8.500a5 5 0 0 1-7-7L11 4',
  close: 'M6 6l12 12M18 6L6 18',
  one: 'M9 8l4-3v14M9 19h8',
  web: 'M12 3a9 9 0 1 0 .01 0M3 12h18M12 3c4 4 4 14 0 18M12 3c-4 4-4 14 0 18',
  send: 'M12 20V5M6 11l6-6 6 6',
}
const SPACE = 'http://www.w3.org/2000/svg'

export function icon(name) {
  const svg = document.createElementNS(SPACE, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('icon')
  const path = document.createElementNS(SPACE, 'path')
  path.setAttribute('d', PATHS[name])
  svg.append(path)
  return svg
}
