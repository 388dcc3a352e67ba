/** Wrangler and vitest bundle `.sql` files as text (the `Text` rule in wrangler.jsonc). */
declare module '*.sql' {
  const text: string
  export default text
}
