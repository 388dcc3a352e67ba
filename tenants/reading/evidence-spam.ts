import type { EvidenceTable } from './evidence-table.ts'

/** Signs of a pitch or a scam. Each alone may be chance; a real one carries several. */
export const SPAM_EVIDENCE: EvidenceTable = {
  5: `
    <url> ~4 claim|verify|prize|won|win|locked|refund|tolls|package|gift|offer|free
    won|win|winner|congratulations|prize|gift|felicidades ~4 card|cruise|iphone|selected|claim|<money>|ganado|won|big|now
    congratulations|felicidades
    seo
    buy|purchase|acquire ~1 your|ur ~1 business|company|house|home|property
    prize|prizes|winner|winnings
    resumes|apprentices|recruiting|staffing
    collateral|prequalified|preapproval|prequalify
    moq|wholesale|bulk|factory|manufacturer|catalog
    payroll|invoicing|bookkeeping|receptionist|receptionists|crm|software|outsourcing|offshore
    save|cut|lower|reduce|slash|overpaying ~4 <percent>|insurance|bills|bill|processing|fees|taxes|payments|rates
    credito|prestamos ~2 aprobado|rapido|rapidos|facil|facilidades
    you|your ~2 qualify|qualifies|eligible|selected|chosen|prequalified
    who ~1 handles|manages|runs your|the|marketing
    person|one ~3 handles|responsible|charge ~1 of|for|the ~1 marketing|payroll|hiring|advertising
    room|capacity for ~1 <number> ~1 more
    booth|expo|tradeshow
    timeshare|negative items|marks
    listing ~2 needs|attention|verified|unverified|suspended
    cards|card ~2 processing
    signals|trader|fortune|win rate
    ballot|senate|congress|council|mayor|governor|prop|proposition|campaign|donate|donation|chip in
    aprenda|gane|ganese
    responda si|alto
    (paid for/approved by) ~1 by? friends|citizens|committee
    google ~2 page|ranking|maps|ads|listing|business|rank|reviews|search|first|higher
    rank*|page ~3 google|<number>
    leads
    lead generation
    crypto|bitcoin|forex|investment|invest|telegram|whatsapp|trading|nft
    loan|loans|funding|funded|prestamos|prestamo
    working capital
    line of credit
    pre approved
    preapproved
    credit line|check|repair|card debt
    grow|boost|scale|scaling|skyrocket ~1 your|ur ~1 business|revenue|sales|reviews|google|company
    your ~1 business|company|website ~3 grow|ranking|leads|traffic|website|marketing|owner
    marketing|advertising|publicidad
    we|i help|work|specialize|partner ~2 plumbers|businesses|contractors|companies|business|in|with|owners|hvac|roofers|electricians
    web|website|app|logo|graphic design|development|developer|designer|redesign
    we|i build|design|create|make websites|logos|apps|sites
    paginas web
    extended warranty
    car|auto warranty|insurance
    unpaid|outstanding toll|tolls
    parcel|package|paquete|delivery ~3 hold|held|retenido|failed|undelivered|delivered|update|address
    usps|fedex|irs|medicare|netflix|paypal|walmart|amazon|verizon
    your|su ~2 account|cuenta ~2 locked|suspended|bloqueada|limited|charged|been|has
    verify|verification|verifique ~2 your|code|here|aqui|identity
    click|tap|haga|haz here|clic|below|link|the|aqui
    claim ~1 your|now|it
    limited time
    act now
    flash sale
    <percent> ~1 off|return|returns|discount|guaranteed
    earn|make|gane|gana|ganar ~1 <money>|money|dinero|up|income
    work|trabaj*|job ~1 from|desde|at home|casa
    part time job
    recruiter|remote job
    no experience|sin experiencia
    cash offer|buyers
    we buy|compramos ~1 houses|homes|casas
    sell|selling your|the|su ~1 house|home|property|business|casa
    solar
    merchant services
    virtual assistant|assistants
    free ~2 trial|audit|demo|spins|cruise|consultation|webinar|sample|bonus|gift
    book a demo
    ai receptionist|agent|chatbot|assistant|voice
    exclusive ~1 leads|offer|deal|webinar|territory
    taking on more|new jobs|clients|customers
    more|new customers|leads|clients|clientes|calls|jobs
    jobs|calls|leads|appointments a month|per|week
    handle ~2 more
    vote|election|campaign|donate|senator|congress
    tax|credit|student debt|relief|forgiveness|loan
    viagra|casino|singles|pics|sexy|adult|hookup
    dear customer|sir|beneficiary|friend|user
    business owner
    owner of the? business|company
    domain ~3 expire|renew|expiring
    employee retention
    entitled to compensation
    following up ~4 message|email|marketing|business|growing|services
    did you see my email
    quick question
    15 minutes
    call now
    llame ya|ahora
    oferta especial
    prestamo
    reviews ~3 cheap|autopilot|service|boost|stars
    guaranteed|garantizados
    bulk|mass sms|email
    subscribers|followers
    webinar|podcast
    on sale
    sale <url>
    upfront cost
    website for
    nice to meet
    hello|hi dear
    nice|met ~2 conference
    added the wrong
    oferta
    trade|trading crypto
    extra|booked jobs
    your website
    account ~3 closed|suspended|locked|deactivated|restricted
    log in
    your|a free report|audit|analysis
    mca|financing offer|application
    vinyl|wraps|branded|uniforms
    qualified buyers
    paid for by
    try free
    accepting new
    no upfront
    <url> <url>
    gift card
    no credit check
    rates ~1 from|starting|as
  `,
  2: `
    <url>
    reply yes
    <percent>
    interested ]
    free
    services
    we offer|provide|are|have
  `,
}
