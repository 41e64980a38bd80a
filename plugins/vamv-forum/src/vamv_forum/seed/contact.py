"""Demo texts: contact with the other parent."""

TEXTS = """
## Übergabe an der Haustür, jedes Mal ein Kloß im Hals
c: Alle zwei Wochen freitags um fünf. Mein Sohn steht mit dem Rucksack zwischen uns, und keiner von uns
Erwachsenen bekommt einen normalen Satz heraus. Wie übergebt ihr?
d: Wir haben es auf die Kita verlegt: Ich bringe ihn morgens, der Papa holt ihn nachmittags. Seitdem gibt
es keine Tür mehr.
e: Bei uns ist eine Nachbarin dabei. Nicht zum Reden, nur so, dass jemand da ist.
c: Die Idee mit der Kita ist so einfach, dass ich mich ärgere. Ich frage dort nach.
f: Mir hat ein Satz geholfen, den ich immer gleich sage: „Schönes Wochenende euch beiden.“ Dann umdrehen.
K: Ein fester Ablauf entlastet auch das Kind: gleicher Ort, gleiche Zeit, kurzer Gruß. Was besprochen
werden muss, gehört nicht in die Übergabe, sondern in eine Nachricht oder ein Heft.
c: Die Kita ist einverstanden. Am Freitag versuchen wir es so.
c: Es hat geklappt. Er ist einfach aus der Gruppe gerannt, hat gewinkt und war weg. Und ich stand im
Supermarkt und konnte atmen.
g: Das freut mich so für dich.

## Sie will nicht mehr hin
h[Streit zwischen Eltern]: Meine Tochter ist neun und sagt seit drei Wochen, dass sie nicht mehr zu ihrem
Vater will. Sie sagt nicht, warum. Er sagt, ich hätte ihr das eingeredet. Ich habe nichts eingeredet, und
ich weiß nicht, was ich tun soll.
i: Das hatten wir auch. Bei uns war es am Ende das Etagenbett bei der neuen Partnerin, vor dem sie Angst
hatte. Es hat vier Wochen gedauert, bis sie es jemandem erzählt hat. Nicht mir, der Klavierlehrerin.
a: Ich würde nicht so viel fragen, sondern viel nebeneinander machen. Im Auto redet meine am meisten.
K: Nehmen Sie es ernst, ohne sie zu drängen. Ein Gespräch bei einer Erziehungsberatungsstelle ist
kostenlos, und das Kind kann dort auch allein sprechen. Wenn Sie das lieber mit uns anschauen möchten: In
der Einzelberatung geht das vertraulich.
h: Danke. Ich habe den Termin gemacht, und ihr Vater kommt sogar mit.
b: Das ist ein gutes Zeichen, von euch beiden.

## Ferien aufteilen, ohne Excel-Krieg
j: Sechs Wochen Sommerferien, zwei Arbeitgeber, zwei Omas. Hat jemand ein System, das funktioniert?
k: Gerade Jahre er zuerst, ungerade ich. Seitdem gibt es nichts mehr zu verhandeln.
l: Wir machen die erste Hälfte, zweite Hälfte, Wechsel am Samstag. Stichtag für Wünsche ist Ende Januar,
danach gilt es.
j: Den Stichtag übernehme ich. Das Offene ist ja das Schlimmste.
d: Und schreibt auf, wer den Reisepass hat. Fragt nicht.
j: Jetzt frage ich doch.
d: Flughafen, vier Uhr morgens, Pass bei der anderen Oma. Mehr sage ich nicht.

## Er hat eine neue Freundin, und mein Kind findet sie toll
f: Ich sollte mich freuen. Tue ich aber nicht. Heute kam er nach Hause und erzählte eine Stunde lang von
ihr, und ich habe gelächelt und danach die Spülmaschine sehr laut eingeräumt.
g: Ich habe in so einer Woche die ganze Küche gestrichen.
a: Es wird leichter. Bei uns ist sie inzwischen die, die an den Turnbeutel denkt.
e: Dass er dir davon erzählt, heißt, dass er sich bei dir sicher fühlt. Das hast du gemacht.
f: Das habe ich so noch nicht gesehen. Danke, ehrlich.
c: Laut eingeräumte Spülmaschinen sind eine anerkannte Therapieform.

## Telefonieren mit Papa, immer genau zur Schlafenszeit
b: Er ruft um acht an, wenn ich gerade das Licht ausmachen will. Danach ist eine Stunde niemand mehr müde.
Ich will den Kontakt nicht verhindern, aber so geht es nicht.
i: Feste Zeit vorschlagen, schriftlich, mit Begründung. Bei uns: Dienstag und Sonntag, halb sieben, nach
dem Essen.
j: Bei uns ruft das Kind an, nicht er. Das hat die Sache gedreht.
b: Habe halb sieben vorgeschlagen. Antwort: „Von mir aus.“ Ich nehme es.
K: „Von mir aus“ ist eine Einigung. Wenn Sie mögen, halten Sie sie kurz schriftlich fest, dann müssen Sie
nicht jedes Mal neu beginnen.

## Umgangsbegleitung, wer hat Erfahrung?
l[Gewalt in der Beziehung]: Das Gericht hat begleiteten Umgang angeordnet. Ich habe Angst davor, ihm dort
zu begegnen. Wie läuft das ab?
d: Bei uns gab es zwei Eingänge und zwei Uhrzeiten. Ich habe ihn nicht ein einziges Mal gesehen.
K: Sagen Sie der Stelle vorher, dass Sie keine Begegnung wünschen. Getrennte Zeiten für Bringen und Holen
sind üblich. Bei allem, was mit Gewalt zu tun hat, unterstützt Sie auch das Hilfetelefon, Tag und Nacht.
l: Ich habe heute mit der Frau dort gesprochen. Sie war sehr freundlich und hat mir den Raum gezeigt.
a: Du machst das gut. Wir denken an dich.
M: Danke, dass hier alle so behutsam schreiben.
l: Der erste Termin ist vorbei. Zwei Eingänge, genau wie ihr gesagt habt. Ich habe im Café gegenüber
gewartet und ein ganzes Stück Torte gegessen.
"""
