import { once } from './once.ts'

/** Where a text leads on the web, in whatever way a phone or a reader makes a link of it. */

/** `host` is null where it cannot be told. */
export type WebLink = { link: string; host: string | null }

const WITH_SCHEME = /\b[a-z][a-z+.-]{1,14}:\/\/[^\s<>"'()]*/gi
const SCHEME_ALONE = /\b(?:mailto|javascript|data|sms|whatsapp):[^\s,.]+/i
const openBareHost = once(
  () =>
    /(?<![@\p{L}\p{N}_.-])(www\.)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,}))(?![\p{L}\p{N}_@-])(:\d+)?(\/\S*)?/giu,
)
const DOTTED_QUAD =
  /(?<![\d.])((?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\d.]*\d)(:\d+)?(\/\S*)?/g

/** Endings by which a bare name is a link, besides those of countries. */
const COMMON =
  'com|net|org|edu|gov|mil|info|biz|app|dev|link|page|site|website|shop|store|xyz|online|club|top|pro|live|click|space|' +
  'icu|vip|fun|win|bid|loan|cyou|buzz|work|today|life|world|tech|cloud|digital|agency|email|services|repair|plumbing|' +
  'name|mobi|tel|travel|jobs|blog|art|cash|deals|sale|promo|discount|money|services|zip|mov|rest|bar|рф'
/** Two letters are a country's; words among them begin a sentence when they have a capital. */
const COUNTRIES =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf ' +
  'cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg ' +
  'gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn ' +
  'kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na ' +
  'nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh ' +
  'si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve ' +
  'vg vi vn vu wf ws ye yt za zm zw'
const WORDS = /^(?:Al|Am|As|At|Be|By|De|Do|Es|Id|In|Is|It|La|Me|My|Ni|No|Re|Se|Si|So|Su|To|Us|Va|Ve|Yo)$/
const ENDINGS = new Set([...COMMON.split('|'), ...COUNTRIES.split(' ')])
/** What nobody but a link ends in: found where a line break or a space was put before it, too. */
const openSpelledOut = once(
  () =>
    /[\p{L}\p{N}-]{2,}\s*(?:[([]\s*(?:dot|punto|\.)\s*[)\]]|\s(?:dot|punto)\s|\s\.\s?|\.\s*\n\s*|\s*\n\s*\.\s*)\s*(?:com|net|org|info|biz|io|ly|co|xyz|shop)(?![\p{L}\p{N}_])/giu,
)

/** What every bare host has, and what every one that is spelled out: most texts have neither, and this is soon seen. */
const INNER_DOT = /\.[\p{L}\p{N}]/u
const ODD_DOT = /[([]\s*(?:dot|punto|\.)|\s(?:dot|punto)\s|\s\.|\.\s*\n|\n\s*\./i

/** Every link, in the order of how plainly it is one. */
export function findWebLinks(text: string): WebLink[] {
  const links: WebLink[] = []
  for (const [link] of text.matchAll(WITH_SCHEME)) {
    links.push({ link, host: URL.canParse(link) ? new URL(link).hostname : null })
  }
  const rest = text.replaceAll(WITH_SCHEME, ' ')
  const alone = SCHEME_ALONE.exec(rest)?.[0]
  if (alone !== undefined) links.push({ link: alone, host: null })
  if (INNER_DOT.test(rest)) links.push(...findHosts(rest))
  if (ODD_DOT.test(rest)) for (const [link] of rest.matchAll(openSpelledOut())) links.push({ link, host: null })
  return links
}

function findHosts(text: string): WebLink[] {
  const links: WebLink[] = []
  for (const [link, www, host = '', port, path] of text.matchAll(openBareHost())) {
    const leads = www !== undefined || port !== undefined || path !== undefined || isPlausible(host)
    if (leads) links.push({ link, host: host.toLowerCase() })
  }
  for (const [link, host = ''] of text.matchAll(DOTTED_QUAD)) links.push({ link, host })
  return links
}

/** "Thanks.We" is the end of a sentence and the beginning of the next, "5.pm" a time and "J.de la Cruz" a name. */
function isPlausible(host: string): boolean {
  const labels = host.split('.')
  const ending = labels.at(-1) ?? ''
  if (/^xn--/i.test(ending)) return true
  if (!ENDINGS.has(ending.toLowerCase())) return false
  if (ending.length > 2)
    return !/^(?:To|Pro|Work|Today|Life|Name|Top|Live|Page|Repair|Plumbing|Services|Sale|Win|Rest)/.test(ending)
  const before = labels.at(-2) ?? ''
  return !WORDS.test(ending) && before.length > 1 && /\p{L}/u.test(before)
}
