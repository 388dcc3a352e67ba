/** Our own set, drawn on a grid of 24 with one stroke width. */
const PATHS = {
  board: 'M4 5h7v6H4zM13 5h7v4h-7zM13 11h7v8h-7zM4 13h7v6H4z',
  leads: 'M4 5h4v14H4zM10 5h4v9h-4zM16 5h4v6h-4z',
  numbers: 'M4 19h16M7 15v-4M12 15V6M17 15V9',
  settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M15 5v4M9 10v4M15 15v4',
  phone: 'M7 4h3l1.5 4.5-2 1.5a11 11 0 0 0 4.5 4.5l1.5-2L20 14v3a3 3 0 0 1-3 3A13 13 0 0 1 4 7a3 3 0 0 1 3-3Z',
  missed: 'M3 15.5v-2c5-4.5 13-4.5 18 0v2l-4 1-1-2.5c-2.5-.8-5.5-.8-8 0L7 16.500zM12 9V3M9 6l3 3 3-3',
  text: 'M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4 4v-4H6a2 2 0 0 1-2-2z',
  email: 'M4 6h16v12H4zM4.5 7l7.5 6 7.5-6',
  calendar: 'M5 6h14v14H5zM5 10h14M9 4v3M15 4v3',
  alert: 'M12 4 3 19.500h18zM12 10v4.500M12 17.200v.1',
  check: 'm5 12.5 4.5 4.500L19 7.5',
  checks: 'm2.5 12.5 4 4 8-8.500M12.5 16l.5.5 8.5-8.5',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4.500l3 2',
  close: 'm6 6 12 12M18 6 6 18',
  back: 'm14 6-6 6 6 6',
  next: 'm10 6 6 6-6 6',
  down: 'm6 9.5 6 6 6-6',
  up: 'm6 14.5 6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  send: 'M12 20V5M5.5 11.5 12 5l6.5 6.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-4 4-5.5 7.5-5.500s6.5 1.5 7.5 5.5',
  hand: 'M8 12V6.500a1.5 1.5 0 0 1 3 0V11 5a1.5 1.5 0 0 1 3 0v6-4.500a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5.5 6.5-3 0-4-1.5-6.5-6-1-2 1-3 2-1.500z',
  robot: 'M6 9h12v9H6zM12 9V5M9.5 13v.500M14.5 13v.500M3.5 12v3M20.5 12v3',
  question:
    'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.5 9.500a2.5 2.5 0 1 1 3.7 2.200c-.8.4-1.2.9-1.2 1.800M12 16.500v.1',
  offline:
    'M4 4l16 16M8.5 8.800A11 11 0 0 0 3.5 11.500M12 8a11 11 0 0 1 8.5 3.500M9.5 14.500a5 5 0 0 1 4.5-.500M12 18.500v.1',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.500h-15zM10 21h4',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.500v13l10.5-6.500z',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13',
  edit: 'M5 19l1-4L16 5l3 3L9 18z',
  undo: 'M5 10h9a5 5 0 0 1 0 10h-3M5 10l4-4M5 10l4 4',
  retry: 'M19 12a7 7 0 1 1-2-5l2 2M19 5v4h-4',
  outside: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  drop: 'M12 3.500c3 4 5.500 6.800 5.500 10a5.500 5.500 0 0 1-11 0c0-3.200 2.500-6 5.500-10Z',
  bolt: 'M13 3 5.500 13.500H11L10 21l7.500-10.500H12z',
  flame:
    'M12 3c.500 3.500 5 5.500 5 10.500a5 5 0 0 1-10 0c0-2 1-3.500 2-4.500 0 1.500.500 2.500 1.500 3C10.500 9 10.500 6 12 3Z',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 19.500h14',
  copy: 'M9 9h10v11H9zM5 15V4h10v2',
  more: 'M6 12v.100M12 12v.100M18 12v.1',
} as const

export type IconName = keyof typeof PATHS

/** Decoration: whatever it means stands in words beside it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
