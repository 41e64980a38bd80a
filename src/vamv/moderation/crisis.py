"""Noticing in a German text that somebody may be in danger, to show who is there at once.

A hint to the writer, who can always send. Words, not a judgement: it says nothing about a person, is kept
nowhere and asks no service.
"""

import re

# Said of oneself. A good laugh, a film, and what is long over are sorted out below.
_SELF = (
    (
        r"(?:will|möchte|mag|kann|wollte|würde)\s(?:\w+\s){0,4}?(?:nicht mehr (?:leben|aufwachen|da sein|"
        r"weiterleben)|sterben)"
    ),
    r"nicht mehr (?:leben|weiterleben|aufwachen) (?:will|wollen|möchte|mag|kann)",
    r"(?:ich|mich)\s(?:\w+\s){0,5}?(?:umbringen|umbringe|töten|vor den zug|von der brücke)",
    r"bringe? mich (?:noch |einfach |jetzt |heute )?um\b",
    (
        r"mir (?:\w+\s){0,3}?(?:das leben (?:nehmen|nehme)|etwas antun|was antun|die pulsadern)|nehme? "
        r"mir das leben"
    ),
    r"mach(?:e)? (?:\w+\s){0,2}?schluss mit (?:allem|dem leben)|dem ganzen ein ende (?:setzen|machen)",
    r"(?:wäre?|wär) (?:ich )?(?:\w+\s){0,3}?(?:tot|nicht mehr da)\b(?! müde)",
    r"(?:suizid|selbstmord|suizidgedanken|selbstmordgedanken)\w*\s(?:\w+\s){0,3}?(?:ich|mich|mir|meine?)\b",
    r"(?:habe?|mein\w*|mit|denke? (?:oft )?an|über|plane)\s(?:\w+\s){0,2}?(?:suizid|selbstmord)\w*",
    r"ritze mich|verletze mich selbst|schneide mich (?:wieder|selbst)|alle (?:meine )?tabletten",
    (
        r"(?:kinder|sie|alle) (?:sind|wären) (?:\w+\s)?(?:besser|besser dran) ohne mich|ohne mich "
        r"(?:\w+\s)?besser dran"
    ),
    (
        r"keinen (?:ausweg|sinn) mehr|(?:halte?|ertrage?) (?:das |es )?(?:alles )?(?:einfach )?nicht mehr "
        r"aus und\b"
    ),
)
_OTHERS = (
    r"(?:er|sie|mein (?:ex|mann|freund|vater)|meine (?:ex|frau|mutter))\s(?:\w+\s){0,4}?(?:schlägt|"
    r"würgt|bedroht|prügelt|"
    r"verprügelt|vergewaltigt|verfolgt|tritt)\s(?:mich|uns|meine?|die kinder|das kind|ihn|sie)",
    r"(?:hat|haben)\s(?:mich|uns|die kinder|das kind|mein(?:e|en)? \w+)\s(?:\w+\s){0,3}?(?:geschlagen|"
    r"gewürgt|verprügelt|bedroht|"
    r"vergewaltigt|missbraucht)",
    (
        r"(?:bringt|bringe|umbringen|töten|tötet)\s(?:mich|uns|die kinder)\s(?:\w+\s){0,2}?um\b|(?:mich|"
        r"uns|die kinder) (?:\w+\s)?umzubringen"
    ),
    r"(?:droht|drohte|gedroht)\s?,?\s(?:\w+\s){0,4}?(?:umzubringen|zu töten|etwas anzutun|was anzutun)",
    (
        r"(?:steht|stand) (?:\w+\s){0,3}?mit (?:einem|dem) messer|schüttle? (?:mein )?(?:das )?baby|"
        r"(?:meinem|dem) kind (?:\w+\s)?etwas an(?:tue|tun)"
    ),
    r"angst,? (?:um mein leben|dass er (?:mich|uns) umbringt|dass ich (?:meinem|dem) kind)",
)
_SIGNS = re.compile("|".join((*_SELF, *_OTHERS)), re.IGNORECASE)
# What turns such words into something else.
_FIGURATIVE = re.compile(
    r"um den (?:schlaf|verstand)|schlägt\b.*\bvor\b|beim spielen|memory|schach|mensch ärgere|tischtennis|"
    r"vor (?:lachen|scham|lange?weile|freude)|(?:totlachen|todmüde|halbtot)|im film|im roman|im buch|"
    r"im tatort|im spiel|"
    r"hauptfigur|früher|damals|vor (?:\w+ )?jahren|als kind|zum glück vorbei",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]{1,400}")


def in_crisis(text: str) -> bool:
    """Tell whether a sentence of the text sounds as if somebody were in danger now."""
    sentences = (found[0] for found in _SENTENCE.finditer(" ".join(text.split(" "))))
    return any(_SIGNS.search(each) and not _FIGURATIVE.search(each) for each in sentences)
