/** The business a newcomer finds: opened through the public API, as any other. */

const DEMO = {
  businessName: 'Bluebonnet Plumbing',
  ownerName: 'Rosa Delgado',
  email: 'rosa@bluebonnet.example.com',
  primaryPhone: '+15125550100',
  timeZone: 'America/Chicago',
  serviceArea: 'Austin, TX',
  serviceTypes: ['plumbing'],
  postalAddress: '12 Example Street, Austin, TX 78701',
  smsNumber: '+15125550101',
  ghlLocationId: 'locBluebonnetDemo0001',
  priceBook: [
    {
      service: 'Water heater repair',
      from: 17_900,
      to: 46_300,
      unit: 'job',
      keywords: ['water heater', 'hot water', 'heater', 'calentador', 'agua caliente'],
    },
    {
      service: 'Drain clearing',
      from: 11_700,
      to: 29_100,
      unit: 'job',
      keywords: ['drain', 'clog', 'blocked', 'backed up', 'desague', 'tapado'],
    },
    {
      service: 'Leak repair',
      from: 14_500,
      to: 38_000,
      unit: 'job',
      keywords: ['leak', 'leaking', 'drip', 'burst', 'fuga', 'gotera'],
    },
    {
      service: 'Toilet repair',
      from: 12_900,
      to: 27_500,
      unit: 'job',
      keywords: ['toilet', 'running toilet', 'inodoro'],
    },
  ],
}

/** Opens the demo business unless it is there already; answers the line to print about it. */
export async function openDemo(options: { appUrl: string; sandboxUrl: string; admins: string }): Promise<string> {
  const admin = options.admins.split(/[\s,]+/).find((email) => email !== '') ?? 'admin@example.com'
  const token = await mintToken(options.sandboxUrl, admin)
  const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': token }
  const answer = await fetch(`${options.appUrl}/api/v1/tenants`, {
    method: 'POST',
    headers,
    body: JSON.stringify(DEMO),
  })
  if (answer.status === 401 || answer.status === 403) return 'not opened: sign-in is set up with another server'
  if (answer.status !== 201 && answer.status !== 409) {
    return `not opened: the API answered ${answer.status} ${(await answer.text()).slice(0, 200)}`
  }
  const id =
    answer.status === 201 ? ((await answer.json()) as { id: string }).id : await findDemo(options.appUrl, headers)
  // Told again at every start, because the sandbox may have been reset since.
  await fetch(`${options.sandboxUrl}/sandbox/businesses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...DEMO, id }),
  })
  return `${DEMO.businessName}, ${DEMO.smsNumber}; sign in as ${admin}`
}

async function findDemo(appUrl: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(`${appUrl}/api/v1/tenants`, { headers })
  const { items } = (await answer.json()) as { items: { id: string; businessName: string }[] }
  return items.find((item) => item.businessName === DEMO.businessName)?.id ?? 'demo'
}

async function mintToken(sandboxUrl: string, email: string): Promise<string> {
  const answer = await fetch(`${sandboxUrl}/sandbox/access/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  const { token } = (await answer.json()) as { token: string }
  return token
}
