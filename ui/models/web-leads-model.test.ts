import { expect, test } from 'vitest'
import { openForm } from './form.ts'
import { embedCode, LEAD_RULES, linesOf, siteAtFault } from './web-leads-model.ts'

test('sites are read one a line, with commas and blanks forgiven', () => {
  expect(linesOf(' https://a.example.com\n\nhttps://b.example.com, https://c.example.com ')).toHaveLength(3)
  expect(linesOf('  \n ')).toEqual([])
})

test('a site with a page, or without https, is at fault by its place', () => {
  const form = openForm(
    { isOn: true, sites: 'https://a.example.com\nhttps://a.example.com/contact\nhttp://b.example.com' },
    LEAD_RULES,
  )
  expect(form.check()).toBeNull()
  expect(siteAtFault(form.faultAt, form.fields.value.sites)).toBe('https://a.example.com/contact')
  form.set({ sites: 'https://a.example.com\nhttp://b.example.com' }, 'origins')
  expect(siteAtFault(form.faultAt, form.fields.value.sites)).toBe('http://b.example.com')
  form.set({ sites: 'https://A.example.com/' }, 'origins')
  expect(form.check()).toEqual({ isOn: true, origins: ['https://a.example.com'] })
})

test('what is pasted into a page holds no markup but its own', () => {
  const code = embedCode('https://app.example.com/f/ten_1', 'Ask "Pipe" & <b>Sons</b>')
  expect(code).toContain('title="Ask &quot;Pipe&quot; &amp; &lt;b>Sons&lt;/b>"')
  expect(code).toMatch(/^<iframe src="https:\/\/app\.example\.com\/f\/ten_1" [^<]*><\/iframe>$/)
})
