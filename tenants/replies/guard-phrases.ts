/**
 * What no model may say for a business, in English and Spanish, held against readings without accents. Many of these
 * would be true of somebody; of whom, no profile says.
 */

const patterns = (...sources: string[]) => sources.map((source) => new RegExp(source, 'i'))

/** In the order in which they are looked for. */
export const CLAIMS_BY_CODE = {
  leak_words: patterns(
    String.raw`\b(?:system|developer) (?:prompt|message|instructions?)|\bmy (?:instructions|prompt|rules|guidelines)|\bprompts?\b`,
    String.raw`\b(?:ignor\w+|disregard\w*|forget\w*|override) (?:all |any |my |the |your |previous |prior |earlier )*(?:instructions?|rules)`,
    String.raw`\blanguage model|\b(?:as an|i am an|i'm an) ai\b|\b(?:open ?ai|chat ?gpt|gpt|claude|anthropic|llm|api|json|schema|token|python|base64)\b`,
    String.raw`\b(?:information to work with|private details|price book|data block|customer message|knowledge base|database)\b|\bdeveloper mode|\bjailbreak|\bdan mode|\bpirat|\binstrucciones\b`,
    String.raw`\b(?:undefined|null|nan|lorem|placeholder|insert|todo)\b(?! (?:el|la|lo|los|esto|eso|su|tipo|bien|listo|el dia))`,
  ),
  human_claim: patterns(
    String.raw`\b(?:i am|i'm|im|this is|we are|we're) (?:a |an |all )?(?:real |actual |live )?(?:human|person|people|man|woman|guy|technician|plumber|electrician|owner)\b`,
    String.raw`\bnot (?:a |an )?(?:ro)?(?:bot|machine|ai|computer|automated)\b|\b(?:my name is|call me|me llamo|mi nombre es)\b|\breal (?:person|human|people)\b|\bhumans?\b|\bhumano\b`,
    String.raw`\bi(?:'m| am|'ll| will| can|'d| could|'ve| have) (?:\w+ )?(?:come|coming|stop(?:ping)? by|swing(?:ing)? by|drop(?:ping)? by|drive|driving|head(?:ing)? (?:out|over)|on my way|there|personally|fix|look at it|take a look|been (?:a|in|doing)|worked|seen)\b`,
    String.raw`\bmy (?:truck|van|wife|husband|kids?|family|crew|guys|tools?|hands?|boss|lunch|cell|number|years)\b|\bin person\b`,
    String.raw`\b(?:soy|somos) (?:un|una|el|la) (?:persona|humano|plomero|electricista|tecnico|dueno)|\bno (?:soy|es) un (?:ro)?bot|\byo (?:mismo|personalmente)\b|\bvoy (?:en camino|para alla)|\bmi (?:camioneta|esposa|equipo)\b`,
  ),
  promise: patterns(
    String.raw`\b(?:you're|you are|you've been|youre|it's|its|that's|we've got you|i've got you|have you) (?:now |all |officially )*(?:booked|scheduled|confirmed|set|in|down for|good to go)\b|\ball set\b`,
    String.raw`\b(?:i|we)(?:'ve| have|'ll| will| just|'m| am|'re| are| can)? ?(?:now |just )?(?:booked|book|scheduled|schedule|reserved|reserve|confirmed|penciled|lock(?:ed|ing)?|hold(?:ing)?|held|saved|save) (?:you|it|that|this|your|the|a)\b`,
    String.raw`\b(?:booking|appointment|visit|slot|time|spot) (?:is|has been|was) (?:now )?(?:booked|confirmed|scheduled|reserved|set|held|saved)\b`,
    String.raw`\b(?:see you|we'll be there|we will be there|they'll be there|expect us|on (?:the|our|his|her|their) way|en route|heading (?:over|out|to you)|dispatch\w*|sending (?:some|a|our|the|over)|send (?:someone|somebody|a tech|a plumber|a technician))`,
    String.raw`\b(?:someone|somebody|he|she|they|we|technician|plumber|tech|crew|dana) (?:will|can|would|could|is going to|'ll) (?:\w+ )?(?:be there|come (?:by|out|over|today|tomorrow|now|right)|arrive|stop by|show up|fix|repair|solve|finish|do it|take care of it|handle it|get it done)\b`,
    String.raw`\bwe(?:'ll| will) (?:\w+ )?(?:come|fix|repair|solve|finish|take care|get it done|beat|match|make it right|replace|do (?:it|that|this))\b`,
    String.raw`\b(?:right away|immediately|right now|asap|as soon as possible|shortly|in no time|in a (?:minute|moment|few|bit)|within (?:the|an?|one|two|minutes|hours|\d)|same[- ]day|next[- ]day|promptly|in minutes|soon)\b`,
    String.raw`\b(?:i|we) (?:promise|swear|assure|ensure)|\bpromis(?:e|ed)\b|\bfor sure\b|\b(?:always|never) (?:late|on time|fail)|\bon time\b|\bcommit`,
    String.raw`\b(?:agendad[oa]|reservad[oa]|confirmad[oa]|apartad[oa]|programad[oa])\b|\b(?:ya )?(?:le|te) (?:agende|reserve|confirme|aparte)\b|\bnos vemos\b|\bestaremos (?:ahi|alli|alla)|\b(?:va|vamos|van) en camino|\b(?:llegaremos|llegara|llegamos|iremos|ira|mandamos|enviamos|mandare|enviare|enviaremos)\b|\b(?:de inmediato|inmediatamente|enseguida|ahora mismo|ahorita|cuanto antes|lo antes posible|en seguida|mismo dia|pronto)\b|\b(?:prometo|prometemos|aseguro|aseguramos)\b`,
  ),
  warranty: patterns(
    String.raw`\b(?:guarant\w+|warrant\w+|money back|refund\w*|insur\w+|bonded|liab\w+|cover(?:ed|s|age)?\b(?= (?:by|under|for|damage))|certifi\w+|accredit\w+|licen[cs]\w*|permit\w*|up to code|code compliant|compl(?:y|ies|iant))`,
    String.raw`\b(?:garanti\w+|reembols\w+|asegurad\w+|seguro de|aseguranza|certificad\w+|licenciad\w+|permisos?)\b`,
    String.raw`\b(?:lawsuit|sue|lawyer|attorney|legal(?:ly)?|court|compensat\w+|damages|fault|our mistake|we(?:'re| are) (?:responsible|sorry for (?:the )?damage)|abogad\w+|demanda\w*|legalmente|responsab\w+)\b`,
  ),
  advice: patterns(
    String.raw`\b(?:it's|its|it is|that's|that is|should be|is|are|perfectly|totally|completely) (?:\w+ )?(?:safe|harmless|not dangerous|no danger|nothing serious|normal|fine to|ok to|okay to)\b|\bsafe to\b|\bno (?:danger|risk|need to (?:worry|call))\b|\bdon't worry|\bdo not worry|\bnothing to worry\b`,
    String.raw`\b(?:turn|shut|switch|close|open|flip|reset|relight|light|unplug|disconnect|remove|pour|mix|add|try|use|drain|tighten|loosen|press|pull|touch|reach|climb|cut|heat|plunge|snake) (?:off|on|up|down|the|your|it|out|a|some|into|using|tightening|turning|resetting|pouring)\b`,
    String.raw`\b(?:911|9-1-1|evacuat\w+|leave the (?:house|home|building)|go outside|gas company|fire department|carbon monoxide|gas leak|smell gas|drano|bleach|ammonia|acid|breaker|pilot light|gas valve|main valve)\b`,
    String.raw`\b(?:es seguro|no es peligroso|no hay peligro|no se preocupe|no te preocupes|apague|apaga|cierre la|abra la|desconecte|encienda|vierta|use (?:un|una|el|la|los)|intente|llave de paso|fuga de gas|huele a gas|salga de)\b`,
    String.raw`\b(?:you (?:probably|likely|may|might|must|should|need to)|sounds like|it(?:'s| is) (?:probably|likely|just)|most likely|the (?:problem|issue|cause) is|caused by|probablemente|seguramente|suena a|debe ser|usted debe|necesita (?:cambiar|reemplazar))\b`,
  ),
  discount: patterns(
    String.raw`\b(?:discount\w*|coupons?|promo\w*|deals?|specials?|on sale|sale|savings?|rebates?|cash ?back|bargain|cheap\w*|lowest|best price|price match|beat (?:any|their|that|his)|match (?:any|their|that)|half (?:off|price)|percent|per cent|off your|knock|waiv\w+|complimentary|no (?:extra )?(?:charge|cost|fee|obligation)|on the house|on us|negotia\w+|lower (?:the )?price|reduce\w*)\b`,
    String.raw`(?<!feel )(?<!\b(?:times|slots) (?:are|that are) )\bfree\b(?! (?:on|at|then|times?|slots?|appointments?)\b)|\bat cost\b|\bgift\b`,
    String.raw`\b(?:descuento\w*|rebaja\w*|ofertas?|promocion\w*|cupon\w*|gratis|gratuit\w+|sin (?:costo|coste|cargo|compromiso)|mas barat\w+|mitad de precio|le (?:bajo|bajamos|rebajo)|regal\w+)\b`,
  ),
  firm_price: patterns(
    String.raw`\b(?:firm|final|fixed|exact|flat|locked|total|all[- ]in|guaranteed|maximum|max|capped) (?:price|cost|quote|rate|total|amount)\b|\bno more than\b|\bat most\b|\bwon't (?:exceed|cost more)|\bnot (?:exceed|a penny)|\bthat's it\b|\ball[- ]inclusive|\b(?:tax|parts|labor|everything|materials)(?: is| are)? includ\w+|\bincludes?\b|\bincluding\b|\bno hidden|\bin writing\b|\bbinding\b|\blegally\b`,
    String.raw`\bprecio (?:final|fijo|exacto|total|cerrado)\b|\bno (?:pasa|pasara) de\b|\bcomo maximo\b|\btodo incluido\b|\bincluye\w*\b|\bincluid\w+\b`,
    String.raw`\b(?:fee|fees|surcharge|trip charge|service charge|service call fee|diagnostic fee|call-?out|deposit|down payment|prepay\w*|pay (?:now|up ?front|first|me|us|by|with)|wire|zelle|venmo|cash ?app|paypal|gift card|bitcoin|crypto|invoice|financ\w+|credit|debit|payment plan|installments|cash|tip|deposito|anticipo|efectivo|financia\w+|pague|transferencia|a plazos|propina)\b`,
  ),
  boast: patterns(
    String.raw`\b(?:24[/ -]7|24 hours|around the clock|any ?time|day or night|holidays|years?|decades?|since|experience\w*|family[- ](?:owned|run|business)|veteran[- ]owned|locally owned|local business|award\w*|top[- ]rated|five[- ]star|5[- ]star|stars?|rated|ratings?|reviews?|best|number one|no\. ?1|leading|most trusted|trusted|experts?|professionals?|highly|skilled|qualified|trained|background|vetted|thousands|hundreds|dozens|everyone|every (?:customer|job|time)|bbb|angi|yelp|google|fastest|quickest|reliable|honest|satisf\w+|happy customers|other customers?|another customer|neighbou?rs?|all (?:brands|makes|models|kinds|types|areas|of (?:austin|texas)))\b`,
    String.raw`\b(?:anos de|experiencia|negocio familiar|los mejores|el mejor|la mejor|mejor calidad|calificad\w+|expertos?|profesionales|resen\w+|estrellas|opiniones|confiabl\w+|cualquier hora|dia y noche|las 24|siempre|nunca|otro cliente|otros clientes|vecin\w+|todas las marcas)\b`,
    String.raw`\b(?:competitors?|other (?:companies|plumbers|businesses)|unlike|scam\w*|rip[- ]?off|overcharg\w+|estafa\w*|competencia)\b`,
  ),
  opt_out_word: [
    /(?<![\w-])(?:STOP|STOPALL|START|UNSTOP|HELP|INFO|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPT-?OUT|REMOVE|ALTO|BAJA|PARAR|YES)(?![\w-])/,
    /\b(?:reply|text|send|respond|answer|type|write|message|say|responda|responde|envie|envia|mande|escriba|conteste|diga)\b[^.!?]{0,24}\b(?:stop|stopall|start|unstop|help|info|cancel|end|quit|revoke|unsubscribe|remove|baja|alto|parar|yes|[1-9])\b/i,
    /\bunsubscri\w+|\bopt(?:ed|ing|s)?[- ]?(?:out|in)\b|\bsubscri\w+|\bno more (?:texts|messages)\b|\bwon't (?:text|message)|\bdarse de baja\b|\bsuscri\w+|\bblock (?:this|our|the) number\b|\b(?:you|to) (?:consent|agree)\b/i,
  ],
  secret_asked: patterns(
    String.raw`\b(?:card|account|routing|social security|ssn|cvv|cvc|pin|password|passcode|gate code|door code|alarm code|access code|lockbox|key under|date of birth|dob|birthday|driver'?s|passport|login|verification code|tarjeta|cuenta|contrasena|clave|seguro social|fecha de nacimiento|codigo)\b`,
    String.raw`\b(?:home alone|are you alone|your (?:wife|husband|age|race|religion|income|immigration)|citizen|immigrant|papers|papeles|migra|inmigra\w+)\b`,
  ),
  personal: patterns(
    String.raw`\b(?:lives? (?:at|on|in|next)|address is|phone (?:number )?is|number is|e-?mail is|his number|her number|their (?:number|address|phone)|home address|owes?|paid us|last customer|customer list|vive en|su (?:numero|direccion|correo) es)\b`,
  ),
  profanity: patterns(
    String.raw`\b(?:fuck\w*|shit\w*|bitch\w*|ass(?:hole|es)?|bastard|damn|dammit|crap|hell|piss\w*|dick|cunt|whore|slut|nigg\w+|fag\w*|retard\w*|idiots?|stupid|dumb|moron|liar|loser|shut up|screw you|hate|kill|die|ugly|fat|crazy|sexy|babe|honey|sweetheart|darling|love you)\b`,
    String.raw`\b(?:mierda|puta|puto|pendej\w+|cabron\w*|chinga\w*|joder|culero|idiota|estupid\w+|tont[oa]s?|imbecil|callate|verga|maldit\w+|mi amor|carino)\b`,
  ),
  off_topic: patterns(
    String.raw`\b(?:trump|biden|election|democrat|republican|vote|politic\w*|religio\w*|god|jesus|allah|war|abortion|vaccin\w*|stocks?|invest\w*|poem|poems|joke|recipe|homework|essay|code|roses are|once upon|sing|song|weather|doctor|medic\w+|diagnos\w+|suicid\w*|weapon|drugs?|politica|poema|chiste|receta)\b`,
    String.raw`\b(?:call|text|write|visit|contact|go to|check|see|click|download|install the app|follow|email) (?:us |me )?(?:at|on|our (?:website|site|page|app)|the (?:link|website|app)|facebook|instagram|whatsapp|telegram|this number|another|my)\b(?! \()`,
    String.raw`\b(?:whats ?app|facebook|instagram|telegram|tiktok|website|web site|online|app store|link|url|sitio web|pagina web|en linea|enlace)\b`,
  ),
  spelled_number: patterns(
    String.raw`\b(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred\w*|thousand\w*|grand|bucks?|dollars?|usd|euros?|pesos?|cents?|half an hour|quarter)\b`,
    String.raw`\b(?:one|two|three|four|five|six|seven|eight|nine|a couple(?: of)?|a few|several)[- ](?:\w+ )?(?:min\w*|hours?|days?|weeks?|months?|years?|times|visits?|techs?|technicians|plumbers|o'?clock|[ap]\.?m)\b`,
    String.raw`\b(?:at|by|before|after|around|until) (?:one|two|three|four|five|six|seven|eight|nine)\b|\b(?:half past|quarter (?:to|past))\b`,
    String.raw`\b(?:(?:one|two|three|four|five|six|seven|eight|nine|zero|oh)[ -]){2,}`,
    String.raw`\b(?:diez|once (?:dolares|horas|dias|anos|minutos)|a las once|doce|quince|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento\w*|doscientos|trescientos|quinientos|mil|dolares|media hora|a las? (?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))\b`,
    String.raw`\b(?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|un par de|unas|unos) (?:min\w*|horas?|dias?|semanas?|meses|anos?|veces)\b`,
  ),
} as const satisfies Record<string, readonly RegExp[]>

/** What stands in French, Portuguese, German or Italian and in neither of our languages. */
export const FOREIGN_WORDS: ReadonlySet<string> = new Set(
  (
    'bonjour merci vous nous votre notre avec pour dans est-ce oui pouvons sommes plombier rendez quel quelle combien ' +
    'voce você nao não obrigado obrigada olá ola nossa nosso preço sim posso podemos trabalho amanhã encanador orçamento ' +
    'hallo danke bitte wir ihnen ihre und nicht ich sie haben können termin guten klempner preis kostet ' +
    'ciao grazie siamo il della nostro vostra possiamo idraulico prezzo quanto buongiorno lavoro'
  )
    .split(' ')
    .filter((word) => !['podemos', 'quanto', 'ola'].includes(word)),
)

export function findPhrase(patterns: readonly RegExp[], readings: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    for (const reading of readings) {
      const found = pattern.exec(reading)?.[0]
      if (found !== undefined) return found
    }
  }
  return undefined
}
