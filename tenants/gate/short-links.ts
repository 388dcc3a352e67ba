import { foldLetters } from '../base/confusables.ts'
import { findWebLinks } from '../base/web-links.ts'

/** Public shorteners. Carriers refuse them (CTIA), since nobody sees where they lead. */
const SHORTENERS = new Set(
  (
    'bit.ly bitly.com j.mp tinyurl.com tiny.cc tiny.one t.co goo.gl ow.ly buff.ly is.gd v.gd rebrand.ly rb.gy cutt.ly ' +
    'shorturl.at shorturl.com t.ly bl.ink short.io shorte.st adf.ly s.id soo.gd lnkd.in trib.al qr.ae u.to x.co surl.li ' +
    'dub.sh n9.cl clck.ru urlz.fr shrtco.de snip.ly mcaf.ee db.tt dlvr.it fb.me wp.me kutt.it t2m.io po.st ' +
    'acortar.link cort.as gg.gg hyperurl.co lc.chat tny.im tr.im vzturl.com yourls.org zpr.io 1url.com 2no.co'
  ).split(' '),
)

/** The first link of a text that hides where it leads behind a public shortener, however its dot is spelled. */
export function findShortLink(text: string): string | null {
  const links = [text, foldLetters(text)].flatMap((reading) => findWebLinks(reading))
  for (const { link, host } of links) if (isShortener(host ?? hostOf(link))) return link
  return null
}

function isShortener(host: string): boolean {
  const name = host.replace(/\.$/, '').replace(/^www\./, '')
  return SHORTENERS.has(name)
}

/** Of a link that is spelled out, such as "bit dot ly". */
function hostOf(link: string): string {
  const dotted = link.toLowerCase().replaceAll(/\s*(?:[([]\s*(?:dot|punto|\.)\s*[)\]]|\b(?:dot|punto)\b|\.)\s*/g, '.')
  return /^(?:[a-z]+:\/\/)?([^/:?#]+)/.exec(dotted)?.[1] ?? ''
}
