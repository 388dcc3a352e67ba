import type { EvidenceTable } from './evidence-table.ts'

/** Signs of any other question or word about the business or the job. */
export const QUESTION_OTHER_EVIDENCE: EvidenceTable = {
  8: `
    why would|does|is|do|are|did ~1 my|the|it|this|our ~3 keep|making|stop|doing|acting|smell|so|brown|always|have|run|trip|leak|clog
    what would|could|can|might|causes ~1 cause|causes|make|makes ~1 a|the|my|it|this|that
    [ question|questions
    terrible|awful|horrible|lousy|shoddy|crappy ~1 job|work|service|experience
    suing|sue you|yall|u
    you|u|yall|people|guys suck
    i|we called ~1 <number>|two|three|twice|several|many times|]
    have|got|had ~1 a|another|one|some|few ~1 question|questions
    question|questions for|about
  `,
  11: `
    cuanto|cuantos ~1 tiempo|anos|tarda*|demora*|dura*|falta
    gate ~2 code
    (did not/never/not) ~1 get|got|receive|see ~2 @texts|reply|call|answer|email
    @texts ~1 @be? not ~1 going|go|sending|delivering through
    who|how do i|we ~1 call|contact|cancel ~1 to? cancel|complain|]
    what if
    are you|yall|these ~1 the ~1 same|ones|guys|company|people ~1 who|that|guys|company|people|as
    company|guys|place|ones|outfit with|that|who ~1 the|has|have|did|do
    will|does the|it|this ~1 drip|water|leak|it stop ~2 itself|own|eventually
    do i|we ~1 have|need to ~1 cancel|be|leave|move|remove|sign|turn|shut
    can|could i|we ~1 cancel ~1 anytime|online|later|if|my|after|before|]
    cancellation ~1 policy|terms|window
    when|what do|does|will|time ~3 end|ends|expire|quit|finish|start
    do ~1 you|yall|u stop|quit|end|finish ~1 for|at|on|working
    how do|can|to i|you|we? ~1 stop|make|keep|slow|prevent ~4 until|from|before|myself|meantime
    how ~3 make it stop
    will ~2 pass|last|hold|hurt ~1 inspection|after|for|long|once|when|if|]
    will|does the|it|this ~1 noise|leak|dripping|smell|it stop ~2 after|by|on|once|when|itself
    am i ~2 schedule|list|calendar|books
    i|we was|were|got ~1 charged|billed|overcharged|double ~1 twice|double|wrong|extra|again|charged|billed
    is this ~1 number|line|phone ~1 good|ok|fine|able|set
    door|gate|garage is ~1 open|unlocked|locked|broken?
    which ~2 end|side|way|one|filter|size
    como paro|cierro|apago|detengo
    necesito|tengo que? estar
    quitan|pintan|limpian|venden|ofrecen|cubren
    code ~3 gate
    how many years|people|techs|trucks|days|employees
    how much time|longer
    how long
    here yet
    @be ~2 still? waiting
    still waiting|esperando
    esperando
    he|she|they|tech|guy|you forgot|left|scratched|broke|damaged
    text me when
    [ hours
    how late|far
    what|when ~2 you ~1 open|close
    part|parts|permit come|arrive|arrived|in|ready|came ~1 in|yet|]
    you|yall|he|they fixed ~3 again|covered|warranty|still
  `,
  5: `
    licensed|insured|bonded|certified|license|certificate|w9|coi|licencia|asegurados|seguro
    background ~1 checked|check|checks
    where ~1 are|r|is ~1 you|yall|your|u|located|based|office|shop|the|he|she
    where ~2 located|based|you
    do|does ~1 you|yall|u|ya ~2 service|cover|serve|work ~2 in|my|this|the|area|<number>
    what|which ~1 area|areas|cities|counties|neighborhoods|towns|brands|brand|kind|type|forms|payment|size|neighborhood|truck|neighborhoods
    do|does you|yall|u|ya ~1 work|do|service|handle|install|sell|fix|repair|carry|offer|use|replace|haul|pull|take|accept|warranty|guarantee|recommend|need|provide|invoice|stock|have|speak|clean|also|still|supply|finance|bill|clear|treat|remove|charge
    can|could ~1 you|u|yall ~1 send|email|text|mail|forward|resend|provide ~2 me? ~2 invoice|receipt|copy|w9|coi|certificate|proof|pictures|pics|photos|info|details|link|name|number
    you|u|yall|guys do|work|service ~1 @thing|gas|commercial|residential|on|sewer|roofs|electrical|hvac|plumbing|ac|weekends
    provide ~1 proof
    @do|are you|yall ~1 local|open|family|veteran|union|hiring|near
    your ~1 hours|website|email|address|reviews|number|location|schedule|policy|business
    what|when|are|is ~2 hours|open|close|closed
    open|work ~1 on? ~1 weekends|sunday|sundays|saturdays|saturday|holidays|late|thanksgiving|christmas|today|now
    after|emergency hours|service|calls
    24 hours
    warranty|guarantee|guaranteed|warrantied
    take|accept|with|by|via|use ~2 @pay
    can i ~2 pay|use|send|text|email|flush|shower|still
    @pay ~2 plan|plans|options|methods
    how ~2 pay
    how long|many
    how old|big|often|does|come
    years ~3 business|experience
    is|it|will ~1 safe|normal|bad|dangerous|ok to|if|that|for
    should|do|must|can i|we ~1 turn|shut|need|have|leave|use|call|remove|buy|still|be|replace|do|flush|run|clear|move
    how do|can|to i|you|we? ~1 turn|shut|reset|relight|stop|know|clean|find|pay|do|use|prevent
    what should|if|happens|causes|caused|does|size|kind|do
    why|what ~1 does|is|would|do|are ~3 my|it|this|that ~3 keep|making|brown|clogging|mean|cause
    who is|will ~2 coming|come|tech|be|the
    tech|technician|guy|plumber|he|she|someone|they ~2 coming|way|name|left|showed|here|arrive|get
    is|are he|the|she|you|yall|someone|they ~2 still? coming|way|route|late
    on your|the|his way
    eta
    still coming
    what time ~1 is|was|will|does|he|she|they|you ~2 my|he|the|your|tech|appointment|guy|arrive|open|close|get
    when ~1 is|was my|our|the appointment
    no one|nobody|noone showed|came|called|ever|has
    nobody|no|never ~1 showed|came
    did|have|has you|yall|u|he|the|anyone ~1 get|got|receive|see|finish|order|find|hear
    any ~1 update|updates|word|news
    status
    picture|pictures|pic|pics|photo|photos|video|foto|fotos|image
    invoice|receipt|factura|recibo
    gate|door|lockbox|garage ~1 code
    code is|<number>
    key ~2 under|mat|lockbox
    park|parking
    dog|dogs|cat|cats
    manager|owner|supervisor|complaint|refund
    speak|talk ~1 to|with ~2 someone|manager|owner|person|dave|somebody
    model|serial ~1 number|is
    it|its|is ~2 gallon|years|year|rheem|kohler|moen|gas|electric|copper
    speak|speaks|speaking|habla|hablan ~1 spanish|english|espanol|ingles
    permit|permits|subcontractors|hiring|jobs
    difference|better|recommend|worth
    customer supplied
    financing|finance
    donde ~1 estan|esta|queda|quedan|viene|se|andan
    que ~1 area|areas|horario|horarios|marca|marcas
    cual es su|el|la ~1 horario|direccion|telefono|correo|pagina
    a que hora abren|cierran|abre|cierra|llega|llegan
    abren|trabajan|cierran|atienden ~2 los|el|en|hoy|fines|domingo|sabado
    tienen|tiene|dan|ofrecen|da ~1 licencia|garantia|seguro|insurance|financiamiento|pagina|experiencia
    hacen|hace|arreglan|instalan|trabajan|reparan|venden|vienen|aceptan|tambien|hacen|instala ~2
    [ van|llegan|cubren hasta|a ~3 ]
    aceptan|acepta|puedo ~2 tarjeta|efectivo|pagar|zelle|cheque|mandar
    ya ~1 viene|vienen
    como apago|cierro|puedo|hago|prendo|pago
    quien va|viene
  `,
  1.5: `
    do|are|does you|yall
    should i
    do i
    can i
    is it|there
    what if|about|kind
  `,
}
