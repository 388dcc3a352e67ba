import { defineConfig, type Plugin } from 'vite'

/** Tells the service worker which files make up the shell: what the page loads at once, and what it may load later. */
function listShell(): Plugin {
  return {
    name: 'list-shell',
    apply: 'build',
    // Scripts that only bring styles are dropped at the end, and must not be waited for.
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle['sw.js']
      if (worker?.type !== 'chunk') return
      const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css)$/.test(name))
      const list = JSON.stringify(files.sort().map((name) => `/${name}`))
      worker.code = `const SHELL_FILES=${list};${worker.code}`
    },
  }
}

export default defineConfig({
  root: 'ui',
  plugins: [listShell()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy lets in neither inline scripts nor data: styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: 'ui/index.html', sw: 'ui/sw.ts' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': process.env['APP_URL'] ?? 'http://127.0.0.1:8787',
      '/live': { target: process.env['APP_URL'] ?? 'http://127.0.0.1:8787', ws: true },
    },
  },
})
