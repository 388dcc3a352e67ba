import type { EvidenceTable } from './evidence-table.ts'

/** Signs that the job is declined, settled or given to someone else. */
export const NOT_INTERESTED_EVIDENCE: EvidenceTable = {
  6.5: `
    no|nah|nope|naw|not thanks|thank|gracias|ty
    [ no thank
    ^ no|nope|nah|naw|nel|na|nopes|<thumbsdown> $
    ^ no|nope|nah|naw ~1 @thank|i|we|im|its|it|sorry|not|all|that ~2
    not ~2 interested|interest
    no ~1 interest|interested
    no longer need|needed|want|interested|necessary|require|looking|needing
    found|got|hired|have|using|getting|chose|went|go|going|gone|use|picked|called|find ~2 someone|somebody|another|other|different|cheaper|elsewhere ~1 else|plumber|company|guy|already|thanks|coming|direction|cheaper|now
    found|hired someone|somebody|a|another|it|one|them|other
    got someone|somebody|another|it|other
    someone|somebody|another ~1 else|company|guy ~3 coming|out|doing|did|already|fixed|took|handling|scheduled|instead
    someone|somebody|anyone else
    already|alredy ~2 have|found|got|hired|fixed|taken|handled|done|called|resolved|booked|went|had|scheduled|repaired|someone|somebody|solved
    went|go|going|gone|decided ~2 with ~1 another|someone|other|a|somebody|different|them
    different direction|company|plumber
    @kin ~4 fixed|fix|fixing|do|did|doing|handling|handle|sending|got|taking|repaired|taken|arreglo|does
    do|doing|fix|fixed|handle|fixing ~1 it ~1 myself|ourselves|himself|herself
    (do/did/doing/fix/fixed/fixing/handle/handled/try/trying) ~3 myself|ourselves
    diy
    we|i|it|got|is|its|all|was|been|has|they|he ~2 fixed|resolved|handled|solved|repaired|sorted ~1 it|now|already|thanks|]
    fixed it|itself
    figured it out
    taken|took care of
    problem ~2 solved|resolved|fixed|gone|itself
    working|works|running ~1 now|again|fine
    stopped|quit leaking|dripping|running|itself|on|making ~2
    started working
    is|its working|back ~1 on|now|again
    leak*|water|it|drip* ~1 stopped|quit so|now|thanks|]
    so we|i do not need
    by itself
    works|working|fine|good|ok now|again
    can not do that
    out of my|our ~1 price|budget|range
    (do not/no) have|need to come
    do not come
    not ~1 leaking anymore
    went away
    ended up
    not worth
    buy|get|order|buying ~1 a new one
    false alarm
    not ready|sure|decided
    be|keep ~1 in touch
    waiting|getting|compare|comparing ~2 other|few|more quotes|bids|estimates
    rather|better not|wait
    close|withdraw|cancel ~1 my|the ticket|request|case|order
    [ @ask* resolved|handled|sorted|done|fixed|solved
    otro|otra dia|ocasion|vez
    todavia no
    mejor no|luego|despues
    no puedo pagar
    no me alcanza
    mas barato
    olvid*
    cambi* ~1 de opinion
    hell|lol|haha no
    no way
    outrageous|insane|ridiculous
    on its own
    leak stopped
    came back on
    all|am set|good|taken
    [ @ask* i|we am|are ~1 good|straight|fine|ok
    i|we am|are good|straight|set|covered
    we|im good
    [ good now
    no need
    do|did|does|will|would not ~1 need|want|require ~2 you|anymore|it|service|plumber|a|one|your|any|the|to|repair|help|that|come|being|done
    will|would not ~1 be needing|need|using|going|needing
    never ~1 mind
    nevermind
    forget ~1 it|about|that
    not|maybe|perhaps|some ~1 right|now|at|later|today|next|another|other|this ~1 now|time|later|moment|month|year|week|thanks
    not right now
    not at this time|moment
    not now
    maybe later|next|another|some
    some other time
    think ~1 about|on it
    think it over
    need to think|talk|discuss
    will|would|i ~1 let|call|contact|reach|text|get|keep ~2 you|out|back|in ~2 know|if|when|need|back|later|touch|mind
    too ~1 expensive|much|high|pricey|rich|steep|late|slow|long|far
    way too|more|over
    more than ~3 spend|pay|budget|wanted|expected
    budget
    can not ~2 afford
    afford
    pass
    hold|holding off
    decided ~1 to|not|against ~2
    change*|changing ~1 my|our|mind|minds
    against it
    sold the house
    handling it|this
    insurance|warranty|city|landlord|hoa is|will ~2 sending|handling|covering|coming|taking|handle
    disregard|ignore
    called|dialed|call ~2 by|on mistake|accident
    llame|marque|hable|marcamos ~1 por error|equivocacion|accidente
    pocket|butt|accidental|mis dial|dialed|call
    misdial|misdialed
    did not mean to call
    shopping around
    just|only browsing|shopping|looking|curious
    cheaper ~1 price|elsewhere|quote|guy|one
    took|taking too|so long
    ya ~2 encontr*|tengo|arregl*|contrat*|consegui*|se|lo|no|esta|quedo|vino|consigui*|llam*
    ya no ~2 necesito|necesitamos|es|hace|quiero|ocupo|lo|necesario
    no ~1 necesito|necesitamos|ocupo|ocupamos|hace|me|estoy|estamos ~1 interesa|interesado|interesada|falta|nada|gracias|servicio|plomero
    no me|nos interesa
    no estoy interes*
    por|ahora|el ahora|momento|no ~1 no|momento
    ahora|ahorita|hoy no
    quizas|talvez|tal|despues|luego ~1 despues|luego|vez|les|aviso
    luego|yo|despues ~1 le|les|te aviso|llamo|hablo|marco
    pensar|pensarlo|pensare
    muy|demasiado|mas caro|cara|carisimo
    es demasiado
    no ~1 tengo dinero
    me|mi|lo ~2 arreglo|arreglaron|arreglaste
    esposo|hermano|primo|vecino|papa|hijo ~2 arreglo|hizo|va|arregla
    otro|otra ~1 plomero|compania|persona|lado
    [ good here|for ~1 now ]
    no ~1 estamos|estoy|we|i ~1 are|am? ~1 bien|good|fine|ok|set|okay
    got|have|has|found|getting a|an|my|our ~1 @trade|handyman|friend|guy|@kin ~2 to|who|doing|fixing|coming|is
    cancel ~3 longer|lost|found|fixed|moving|moved|sold|anymore|because|elsewhere|already
    cancel|cancele|cancelar we|i|my|the|no|ya ~2 found|got|fixed|sold|moved|have|longer|lo|encontr*|arregl*|needed|hired|went
    gave up
    scrapped|scrapping|scrap ~1 it|the|that|project
    junk|junking|junked it|that
    quit|dropped|abandon*|shelved|cancelled|canceled the|that|our|this project|plan|idea|remodel|job
    do not|no need ~2 send|bother|come|dispatch|need ~1 anyone|anybody|someone|coming|out|by|over|to
    call ~1 it off
    cancel ~4 @visit|@when|it|that|job|order no|not|found|got|fixed|sold|ya|already ~2 longer|need|needed|else|someone|fixed|house|another
    cancel ~4 @visit|@when|it|that|job|order we|i|my|our|they ~2 found|got|fixed|sold|hired|have|longer|handled|decided|went
    do not bother coming|to|with
    stop|cancel ~1 the|this|my|our work|job|order|project|request|quote|estimate|inspection|ticket
    unclogged|removed|installed|patched|handled|repaired ~1 it|that|them? ~1 ourselves|myself|already
    leave|forget it ~1 we|i
    (noise/leak/drip/smell) ended|gone|over
    someone|somebody beat you
    beat you to
    no @thank
    @thank ~1 anyway|anyways|but
    thanks but
  `,
}

/** Signs that the person reached is not the person meant. */
export const WRONG_NUMBER_EVIDENCE: EvidenceTable = {
  7: `
    wrong ~1 number|person|guy|dude|house|phone|party|lady|contact|one|@number|man|address|place|<number>|business|company|people|family|recipient
    dialed|typed|called|texted|got|have ~3 wrong
    [ wrong ]
    ^ wrong
    have|has|got|must ~3 confused|mixed|mistaken ~1 me|us|up|with|for|]
    confused|mistook|mistaken me|us with|for
    was|is|were|be not me ~1 who|that|]
    meant|trying|tried|supposed|intended|looking ~1 to|for ~1 call|dial|reach|text|get|contact|my|the ~2 @elsewhere
    thought ~1 this|you|it ~1 was|is|were ~2 @elsewhere
    whoever|whomever ~3 want|looking|had|owned|is|need|trying
    had this|the|my number|phone
    had ~2 this|the number|phone ~3 week|weeks|month|months|year|years|day|days|before|since
    number|phone|line ~1 used|use to
    reached|have|got|called|texted ~1 a|the|an different|wrong person|number|house|place|business
    never|not ~2 made|make|had|have ~1 an|any|no appointment|appointments
    busca|buscan|buscando ~1 a ~1 otra|alguien
    numero|telefono ~1 ya? no es
    sent|send|delivered|addressed to me|us ~1 by|in mistake|error
    this|it is|was not ~1 for|meant me|us|for
    you ~1 must ~1 mean|be ~1 thinking|someone|looking
    i|we do not|even own|have a|an ~1 house|home|@thing
    right number|person ]
    who ~1 is|the ~1 @name
    i am|we are|am not ~1 @name|the|him|her|that|your
    not|isnt|no ~1 @name|his|hers|the ~1 number|phone|here|person|anymore|who|owner|]
    this|it is not ~1 @name|his|her|him|the|my|for ~1 number|phone|person|me|us|]
    no one|nobody|noone ~1 here|named|by|called|with|that
    nobody|one|anyone|anybody|someone by|named|with|called|that ~1 that|name|here|lives|number|@name
    there is no|nobody|not
    do not know any|anyone|a|who ~2 named|by|@name|that
    i|we|nobody|never|noone ~2 never|not ~1 call|called|contact|contacted|request|requested|schedule|ask|phone|reached|order|calling ~2 you|anyone|a|this|service|for|u|any|anybody|plumber|yall|nobody|]
    never called|call|contacted|requested
    (did not/never/not) ~1 place|request|make|order|book|schedule ~2 call|service|order|appointment|request|that|this|anything
    (do not/no/never/not) ~1 call|called you|u|yall|no|nobody|anyone
    did|have|has not call|called|request|contact|order ~2
    nobody|noone|one ~1 here ~1 called|call|requested
    i did not call
    do not own|live|have|rent ~2 home|house|there|here|that|in|a
    not my|his|her|their ~1 number|appointment|house
    this number|phone ~2 belongs|belong|new|not|now|used
    belongs|belong to ~1 someone|him|her|me|else|somebody
    new ~1 number|owner|phone ~1
    just got|received|have this ~1 number|phone
    got this ~1 number|phone ~1
    previous|old|prior|former owner|person|guy
    no longer|anymore ~1 has|have|lives|at|uses|owns
    does not|do have|live|own ~1 this|here|at|that
    changed ~1 his|her|their|numbers|number
    this is my|a|not ~2 now|phone|daycare|church|business|school|restaurant|store|dental|office
    meant|mean|meaning|intended|supposed|sent|message|text|is ~3 for|to someone|somebody|another|text|else|go|me ~1 else|by|mistake|wrong
    text|message|this ~1 is not ~1 for me|us
    meant|mean ~1 to text|message|contact|reach|call ~1 someone|me|us|somebody|another
    someone else ]
    by mistake
    must ~1 be|have ~1 a|some|the mistake|mistaken|wrong
    some mistake
    live|in ~1 another|different state|country|city
    equivoc*|equivoqu*|equibocado|ekivocado
    numero ~1 mal|incorrecto|equivocado
    no soy
    yo no soy|los|le|les|llame|pedi|hable|fui|conozco
    no ~1 llame|llamamos|hemos|pedi|solicite|llamado|hable|marque ~2
    nadie ~2 nombre|llamo|llama|llamado|pidio
    no ~1 vive|hay ~1 nadie|ningun|ninguna|aqui
    no conozco a
    este|ese no es ~1 mi|el|su
    persona equivocada
    not ~2 who you
    looking for ~2 @name|last|old|previous|different|someone|another
    no idea who
    never heard of
    she|he|they moved
    old|last|previous|former tenant|owner|resident|renter
    different|another @name|person|number
    @name who
    no hice|pedi|solicite|tengo ~1 ninguna|ningun|nada|cita
    no ~1 conozco|vive|vivo
    no se quien es
    marc* mal
    is not|no the? right ~1 number|person
    not @name
    ya no ~1 tiene|es|vive ~1 este|numero|su
  `,
}
