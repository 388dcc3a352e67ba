/**
 * What the trades speak of, one thing a line: the words of English price books, then those of people who write Spanish,
 * as they say it in Mexico and Texas. Words stand without accents, articles, "de" and plurals; `gote*` is any word that
 * begins so, and `llave carro|troca` is either. `!` marks what is an ordinary word as well: in English it counts in a
 * price book alone, in Spanish only among other Spanish words. `~` is work that is done to any thing and names none.
 * What stands on one side alone only keeps its words from another meaning.
 */
export const TRADE_WORDS = `
water heater = calentador, calentador agua|paso, boiler!, boyler
no hot water = no|sin agua caliente
leak, leaking, leaky, drip, dripping = fuga, fuguita, gote*, tira|tirando agua
burst|broken|frozen pipe = tubo|tuberia roto|rota|revent*|rompi*|congel*, revent*|rompi* tubo|tuberia
pipe = tubo, tuberia, caneria
drain = drenaje, desague, coladera, caneria
clog, unclog, stopped|backed up!, blocked! = tapad*, tapo, destap*, atasc*, desatasc*, atorad*, obstruid*
sewer, sewer line, main line = linea|drenaje principal, linea drenaje, alcantarilla*, aguas negras
toilet = inodoro, indoro, inodor, excusado, escusado, retrete, taza, taza|tasa bano
faucet, tap!, hose bib = llave, llave agua, grifo
sink = fregadero, lavabo, lavamanos, tarja, lavaplatos
shower = regadera, ducha
garbage disposal, disposal = triturador, triturador basura|comida
outlet, plug!, receptacle = enchufe, tomacorriente, toma corriente, contacto electrico|quemado|nuevo|no, instalar|cambiar|poner|arreglar contacto
switch, light switch = apagador, interruptor, apagador|interruptor luz
light, light fixture, fixture = lampara, luz, luces, foco, candil
no power = sin luz|corriente|electricidad, no hay|tengo|tenemos luz, fue luz
short circuit, short! = cortocircuito, corto circuito|electrico, hay|tengo|hizo corto
breaker, fuse = pastilla, fusible, braker
panel!, electrical panel, breaker|fuse box = tablero, tablero|panel electrico, caja fusible|breaker, centro carga
ceiling fan, fan = abanico, ventilador, abanico|ventilador techo
charger, ev|car charger = cargador
smoke detector|alarm = detector|alarma humo
generator = generador, planta luz
ac, a c, air conditioner|conditioning = ac!, aire, aire acondicionado|condicionado|central, minisplit, clima no|hace|tira|enfri*|central|descompuesto, arreglar|reparar|instalar|limpiar|cambiar clima
 = llave paso, luz verde, aire libre|carro|fuerte
not cooling = no enfri*, aire caliente
furnace, heating, heater = calefaccion, calenton, calefactor
thermostat = termostato
duct, air duct, vent = ducto, conducto, ducto|conducto aire, rejilla
refrigerant, freon = refrigerante, gas aire
heat pump = bomba calor
tune up, maintenance = mantenimiento, afinacion
roof = techo, tejado
shingle = teja
gutter = canaleta, canalon
garage door = puerta garaje|garage|cochera, porton, cochera
door = puerta
opener, remote = control remoto|porton|cochera, motor porton|puerta|cochera
spring = resorte
off track, came off track = salio|fuera riel
lockout, locked out = quede|quedamos afuera|fuera, llave adentro|dentro
lock, deadbolt = cerradura, chapa, cerrojo, candado
car key, key fob = llave carro|auto|coche|troca|camioneta
key = llave!, llave casa|puerta
key copy, copy|duplicate key = copia|duplicado llave
refrigerator, fridge = refrigerador, refrigeradora, refri, nevera
washing machine, washer = lavadora
dryer = secadora
dishwasher = lavaplatos, lavavajillas, lavatrastes
stove, oven, range! = estufa, horno
microwave = microondas, horno microondas
service call, trip charge|fee = visita
~new = nuev*
~replace, replacement, change = cambiar, cambio, cambie, cambien, reemplaz*, remplaz*, reponer
~install, installation = instalar, instalac*, instalan, instalen, poner, pongan, colocar
~repair, fix = reparar, reparac*, reparen, arregl*, componer, descompuest*
~clean, cleaning, clearing = limpiar, limpieza, limpien
`
