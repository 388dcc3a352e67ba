import { clock } from '../../tenants/base/clock.ts'
import { wordsHeard } from '../../tenants/base/greeting.ts'
import type { TextingTerms } from '../../tenants/contract/registration.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import type { Context, Route } from '../context.ts'
import { findTenant, type FoundTenant } from '../directory/find-tenant.ts'
import { statusOf } from '../refusal-codes.ts'
import { respondHtml } from '../respond.ts'
import { escapeHtml, layOut, type Language } from './layout.ts'
import { chooseLanguage } from './reader-language.ts'
import { styleSource } from './style-source.ts'
import { TERMS_ORDER, TERMS_WORDS } from './terms-words.ts'

const TENANT_ID = /^ten_[0-9a-z]{24}$/

/**
 * `GET /t/:tenantId`: what carriers want to see in public before a business may text, and what a customer may want to
 * know. `?lang=en` or `?lang=es`, else the first of the browser's languages that we speak, else the business's own.
 */
export const showTerms: Route = async (request, context) => {
  const tenantId = request.params['id'] ?? ''
  const wanted = chooseLanguage(request)
  const found = await find(tenantId, context)
  if (!found) return apologise(wanted ?? 'en', 404)
  const language = wanted ?? found.language
  const terms = await askOutcome(context, () => context.env.TENANT.getByName(tenantId).readTerms())
  if (!terms.ok) return apologise(language, statusOf(terms.error.code))
  return show(layOutTerms(terms.value, language))
}

/** Asks the directory first: an object comes into being by being asked, and anybody can make up an address. */
async function find(tenantId: string, { env }: Context): Promise<FoundTenant | null> {
  return TENANT_ID.test(tenantId) ? findTenant(env.DIRECTORY, { kind: 'tenant', tenantId }, clock.now()) : null
}

function layOutTerms(terms: TextingTerms, language: Language): string {
  const words = TERMS_WORDS[language]
  const paragraphs = words.paragraphs(terms, wordsHeard(terms.businessName, language, terms.consentMode))
  const sections = TERMS_ORDER.map((section) => {
    const lines = paragraphs[section].map((line) => `<p>${escapeHtml(line)}</p>`).join('')
    return `<section id="${section}"><h2>${escapeHtml(words.headings[section])}</h2>${lines}</section>`
  })
  return layOut({
    language,
    title: words.title(terms),
    sentence: paragraphs.program.join(' '),
    below: sections.join(''),
  })
}

function apologise(language: Language, status: number): Promise<Response> {
  const { gone, later } = TERMS_WORDS[language]
  const sentence = status === 404 ? gone.sentence : later
  return show(layOut({ language, title: gone.title, sentence, below: '' }), status)
}

/** The one style on the page is ours, and known by its hash. */
async function show(html: string, status = 200): Promise<Response> {
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? ''
  const policy =
    `default-src 'none'; style-src ${await styleSource(style)}; base-uri 'none'; form-action 'none'; ` +
    `frame-ancestors 'none'`
  return respondHtml(html, status, { 'content-security-policy': policy, vary: 'accept-language' })
}
