import { beforeAll, describe, expect, test } from 'vitest'
import { openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

const openPage = async (over: object = {}, headers: Record<string, string> = {}, query = '') => {
  const shop = await router.openShop(over)
  return { shop, page: await router.send(`/t/${shop.id}${query}`, { headers }) }
}

/** As a reader sees it. */
const readable = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')

const EIGHT: Record<'en' | 'es', Record<string, RegExp>> = {
  en: {
    'the business': /Heron Plumbing texts people who have called it/,
    'the opt-in script of a call': /If nobody can answer, you hear: “You have reached Heron Plumbing\..+STOP/,
    help: /Reply HELP to any text/,
    stop: /Reply STOP to any text to get no more/,
    frequency: /Message frequency varies/,
    rates: /Message and data rates may apply/,
    'no sharing of mobile data': /not sold, and are not shared with third parties or affiliates for marketing/,
    contact: /Contact\s+Heron Plumbing\s+1 Example Way, Austin, TX 78701/,
  },
  es: {
    'the business': /Heron Plumbing escribe a quien llamó/,
    'the opt-in script of a call': /Si nadie puede contestar, oye: «Ha llamado a Heron Plumbing\..+STOP/,
    help: /Responda HELP a cualquier mensaje/,
    stop: /Responda STOP a cualquier mensaje para no recibir más/,
    frequency: /La frecuencia de los mensajes varía/,
    rates: /Pueden aplicarse tarifas de mensajes y datos/,
    'no sharing of mobile data': /no se venden ni se comparten con terceros ni con afiliados para publicidad/,
    contact: /Contacto\s+Heron Plumbing\s+1 Example Way, Austin, TX 78701/,
  },
}

describe.each(['en', 'es'] as const)('the public page about texts, in %s', (language) => {
  const items = Object.entries(EIGHT[language])

  test('holds the eight things that carriers look for', async () => {
    const { page } = await openPage({ businessName: 'Heron Plumbing' }, {}, `?lang=${language}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain(`lang="${language}"`)
    expect(items).toHaveLength(8)
    for (const [, words] of items) expect(readable(page.text)).toMatch(words)
  })

  test.each(['implied_single', 'spoken_notice', 'press_1', 'spoken_yes'])(
    'says how callers agree by %s, unlike the other ways',
    async (consentMode) => {
      const { page } = await openPage({ consentMode }, {}, `?lang=${language}`)
      const other = consentMode === 'press_1' ? 'spoken_yes' : 'press_1'
      const { page: another } = await openPage({ consentMode: other }, {}, `?lang=${language}`)
      const optIn = (html: string) => readable(/<section id="optIn">.*?<\/section>/s.exec(html)?.[0] ?? '')
      expect(optIn(page.text)).toContain('STOP')
      const ending = (text: string) => text.split(/”|»/).at(-1)
      expect(ending(optIn(page.text))).not.toBe(ending(optIn(another.text)))
    },
  )
})

describe('a business that texts only who agrees', () => {
  test.each([
    ['press_1', 'en', /To get that text, press 1 now\.”\s+Pressing 1 is how you agree; whoever does not is not texted/],
    ['press_1', 'es', /marque 1 ahora\.»\s+Al marcar 1 da su permiso; a quien no lo marca no se le escribe/],
    ['spoken_yes', 'en', /Please say yes or no\.”\s+Saying yes is how you agree; whoever does not is not texted/],
    ['spoken_yes', 'es', /diga sí o no\.»\s+Al decir que sí da su permiso; a quien no lo dice no se le escribe/],
  ])(
    'by %s shows in %s what its callers are asked, and does not say that it texts without',
    async (mode, lang, words) => {
      const { page } = await openPage({ consentMode: mode }, {}, `?lang=${lang}`)
      expect(readable(page.text)).toMatch(words)
      expect(page.text).not.toMatch(/so we may text you|así que podemos enviarle/)
    },
  )
})

describe('the page', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['en;q=0.3, es;q=0.7', 'es'],
    ['fr, en;q=0.5', 'en'],
    ['fr', 'es'],
  ])('is read by a browser that wants %s in %s', async (accepted, language) => {
    const { page } = await openPage({ language: 'es' }, { 'accept-language': accepted })
    expect(page.text).toContain(`lang="${language}"`)
    expect(page.headers.get('vary')).toBe('accept-language')
  })

  test('lets nothing run and nothing load, and no style but its own', async () => {
    const { page } = await openPage()
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const style = /<style>([^<]*)<\/style>/.exec(page.text)?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    expect(policy).toContain(`'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`)
    expect(page.text).not.toMatch(/<script|<link|style=/)
  })

  test('shows a name as a name', async () => {
    const { page } = await openPage({ businessName: 'Lark & <Sons>' })
    expect(page.text).toContain('Lark &amp; &lt;Sons&gt;')
    expect(page.text).not.toContain('<Sons>')
  })

  test.each(['ten_000000000000000000000000', 'nonsense', '%00', `ten_${'Z'.repeat(24)}`])(
    'of %s is not there, and no object comes into being',
    async (id) => {
      const count = router.tenants.size
      const page = await router.send(`/t/${id}`)
      expect(page.status).toBe(404)
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(router.tenants.size).toBe(count)
    },
  )

  test('of a business that does not answer says so', async () => {
    const shop = await router.openShop()
    shop.tenant.mood = 'throws'
    expect((await router.send(`/t/${shop.id}`)).status).toBe(503)
  })
})
