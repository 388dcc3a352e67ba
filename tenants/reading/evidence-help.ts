import type { EvidenceTable } from './evidence-table.ts'

/** Signs that the sender does not know who or what writes to them, or asks for help by the carriers' words. */
export const HELP_EVIDENCE: EvidenceTable = {
  6: `
    ^ @polite* help|info|information|ayuda|informacion|support me|please|?|menu|now|por? @polite* $
    ^ more info|information $
    ^ help help $
    ^ @polite* menu|options|ayudeme|ayudame|ayudenme @polite* $
    why|where|how ~3 have|getting|got|get|find ~1 my|our ~1 number|information|info|contact|name|details
    what ~1 do|you you|want|need ~1 want|need|from|]
    did ~1 somebody|someone|anyone|you|u|yall call|text|message me
    do i|we ~2 pleasure
    pleasure ~1 of speaking|talking
    what|who|whose does|is this number ~1 belong|for|from
    why ~2 say|says|said ~3 stop
    what list|subscription|program
    why am|are i|we ~1 on ~1 this|your|a|the|some list
    subscribed|signed ~1 up? to|for ]
    who ~1 is|are|r|be|iz ~1 this|you|it|u|dis|that|messaging|texting|calling|speaking|contacting
    who this|dis|you|u|r|sent|am|are|texting
    tell|know ~2 what|who this|it|you is|are
    what ~3 in reference|regard|regards|regarding
    how come ~1 you|u|yall ~1 are? texting|text|messaging|calling
    que quiere|quieren
    whomst|whom
    who ~1 was|is that|it|calling
    and|sorry|ok|but you|who are|]
    what|which ~2 business|company|service|kind ~2 is|of|]
    who ~2 you are
    do|have|did|are i|we ~2 call|met|meet|spoken|talked|friends|know|sign ~3 you|before|up|]
    scamming
    missed ~1 call
    are|r you ~2 the|from ~2 plumber|company|place|hvac|electrician
    what did i sign
    new phone who
    who|whom|what ~2 texting|messaging|contacting ~1 me|us|my
    who ~2 i|we ~2 texting|talking|speaking|chatting|messaging
    who sent|gave|does|do|did ~1 this|you|me|it|my
    who ~2 you work
    whose|which|what ~1 number|phone ~1 is|this
    what is this ]
    what is this ~1 about|number|message|text|for|regarding|all|please|thing|concerning|company|business
    what @be this|it|that|these ~2 about|regarding|number|texts|messages|mean
    what|which|wat ~2 company|business|plumber|organization|plumbing|outfit|agency ~1 is|this|are|do|r|name|you
    name of ~1 your|ur|the company|business
    what is ~2 company|business ~1 name|]
    what ~1 are these texts|messages
    identify yourself
    do not ~1 recognize|know|have|recognise|remember this|the|your|ur|who ~1 number|this|saved
    do not know who|you
    do i|we know you|u|this
    why|y ~1 are|am|did|do|you|u|r ~2 texting|getting|receiving|messaging|contacting|get|receive|text|have|writing ~1 me|this|a|these|text|message
    how|where ~1 did|you|u|do ~2 get|find|got|have|obtain ~1 my|this number|info|contact|name
    how ~2 get|got my number
    @be|r|is|you ~1 you|u|this|it|these|i|ya? ~4 bot|robot|automated|automatic|computer|ai|machine|human|chatgpt|autoreply|program|chatbot|software|algorithm
    bot|robot ~1 ]
    @be|r you|u|this|it ~2 real ~1 ]
    @be|r you|u|this|it ~2 real|actual|live ~1 person|human|company|business|or|people|man|dude
    is this ~3 scam|legit|legitimate|spam|real|phishing|fake|joke
    scam ]
    missed|got|received|have ~1 a ~1 text|message|call from this|you|u
    tell me who
    may i ask who
    ^ @polite* is? this the ~1 plumber|plumbing|electrician|company|place|shop|ac|hvac|guy|person|business|people
    did you|u|yall|someone ~2 just? text|message|call ~1 me
    text|message ~1 from ~1 this number
    quien ~1 es|habla|eres|me|escribe|son|manda|sos|esta
    con quien
    de parte
    que es esto|este|eso
    de que ~1 se|trata|compania|empresa|es
    que ~1 compania|empresa|negocio
    de donde me|llaman|escriben|son|es
    nombre de la|su compania|empresa
    como consig*|tiene*|obtuv*|sac* ~1 mi
    quien les|te|le dio
    por|porque que? ~1 me escrib*|lleg*|mand*|text*|estan
    eres|es|son|esto|estoy|hablo ~3 robot|bot|persona|maquina|automatico|humano|computadora|real
    estafa|fraude
    no conozco este|ese
    no se quien
  `,
}
