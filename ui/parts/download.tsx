import { Icon } from './icon.tsx'

type DownloadProps = { href: string; words: string; kind?: 'primary' | 'plain' | 'quiet'; label?: string }

/**
 * A file that the browser takes itself: it may be larger than a page could hold, and the browser shows how far it is.
 * Where the server refuses, the browser says that the download failed and the page stays.
 */
export function Download({ href, words, kind = 'plain', label }: DownloadProps) {
  return (
    <a class={`button ${kind} wide`} href={href} download="" aria-label={label}>
      <Icon name="download" />
      <span>{words}</span>
    </a>
  )
}
