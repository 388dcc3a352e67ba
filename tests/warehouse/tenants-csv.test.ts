import { expect, test } from 'vitest'
import type { FleetTenantRow } from '../../tenants/contract/fleet-view.ts'
import { writeTenants } from '../../worker/fleet/tenants-csv.ts'

const ROW: FleetTenantRow = {
  tenantId: 'ten_000000000000000000000001',
  businessName: 'Bluebonnet Plumbing',
  standing: 'live',
  trade: 'plumbing',
  area: 'TX',
  joinedOn: '2026-01-05',
  toldAt: 0,
  currency: 'USD',
  ...{ missed: 40, texted: 39, replied: 20, leads: 40, booked: 9, completed: 7, lost: 2 },
  ...{ revenueMinor: 123_456, adSpendMinor: 50_000, sent: 80, failed: 4, timed: 39, late: 3 },
  troubles: ['late_texts', 'low_conversion'],
}

const cells = (row: Partial<FleetTenantRow>) => {
  const [title = '', line = ''] = writeTenants([{ ...ROW, ...row }]).split('\r\n')
  const names = title.replace('\uFEFF', '').split(',')
  return Object.fromEntries(names.map((name, place) => [name, line.split(',')[place]]))
}

test('a business is a line, with its money in whole units', () => {
  expect(cells({})).toEqual({
    ...{ business: 'Bluebonnet Plumbing', id: 'ten_000000000000000000000001', status: 'live', trade: 'plumbing' },
    ...{ troubles: 'late_texts low_conversion', area: 'TX', joined: '2026-01-05', missed: '40', texted: '39' },
    ...{ replied: '20', leads: '40', booked: '9', completed: '7', lost: '2', conversion: '0.2250', currency: 'USD' },
    ...{ revenue: '1234.56', ad_spend: '500', cost_per_lead: '12.5', messages_sent: '80', messages_failed: '4' },
    ...{ first_texts_timed: '39', first_texts_late: '3' },
  })
  expect(cells({ leads: 0, area: null })).toMatchObject({ conversion: '', cost_per_lead: '', area: '' })
  expect(cells({ currency: 'JPY', revenueMinor: -5_000 })['revenue']).toBe('-5000')
})

test('what has a comma, a quote or a line in it stays one cell', () => {
  const name = 'Smith, "Sons" &\nDaughters'
  expect(writeTenants([{ ...ROW, businessName: name }])).toContain('\r\n"Smith, ""Sons"" &\nDaughters",ten_')
})

test.each(['=1+2', '+1 512 555 0147', '-2+3', '@SUM(A1)', '\t=1', '  =1', '\r=1'])(
  'a name like %j is no formula',
  (businessName) => {
    const line = writeTenants([{ ...ROW, businessName }])
      .split('\r\n')
      .slice(1)
      .join('\r\n')
    expect(line).toMatch(/^"?'/)
  },
)
