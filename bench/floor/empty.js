/** A Worker that does nothing, to know what workerd itself costs. */
export default { fetch: () => new Response('ok') }
