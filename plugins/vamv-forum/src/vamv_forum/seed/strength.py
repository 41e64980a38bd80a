"""Demo texts: strength."""

TEXTS = """
## Ich kann heute nicht mehr
d[Erschöpfung]: Ich habe heute meine Kinder angeschrien, weil der Kakao umgefallen ist. Danach saßen wir
alle drei da und haben geweint. Ich liebe sie so, und ich bin so müde.
e: Ich war letzte Woche an genau der Stelle, nur mit Joghurt. Du bist keine schlechte Mutter. Du bist eine
müde.
f: Hast du ihnen gesagt, dass es nicht am Kakao lag? Meine haben das verstanden. Besser als ich.
d: Ja. Wir haben zusammen aufgewischt und dann Hörspiel auf dem großen Bett gehört. Jetzt schlafen sie.
K: Wie gut, dass Sie es hier aufgeschrieben haben. Sich zu entschuldigen und zusammen aufzuwischen, ist
genau das, was Kinder brauchen. Wenn die Müdigkeit nicht mehr weggeht, sprechen Sie mit Ihrer Ärztin auch
über eine Mutter-Kind-Kur.
d: Eine Kur. Daran habe ich nie gedacht, das ist doch für richtig Kranke.
g: Das dachte ich auch. Es waren lauter Leute da wie wir.
d: Antrag liegt auf dem Tisch. Danke, dass ihr nachts um elf geantwortet habt.

## Was gibt euch fünf Minuten?
h: Ich suche keine großen Dinge. Kein Yoga um sechs Uhr früh. Was hilft euch in fünf Minuten?
i: Kaltes Wasser über die Handgelenke.
j: Ein Lied, laut, im Auto. Immer dasselbe.
k: Zähneputzen mit geschlossener Tür.
l: Barfuß auf den Balkon, auch im Winter.
a: Einen Satz in ein Heft schreiben. Nur einen.
b: Tee machen und ihn wirklich heiß trinken.
c: Die Stirn an die Fensterscheibe.
e: Der Hund der Nachbarn. Er hat immer Zeit.
f: Zehn Atemzüge zählen. Meist komme ich bis vier, dann ruft jemand. Vier sind auch gut.
g: Meiner Freundin nur einen Punkt schicken. Sie schickt einen zurück. Dann wissen wir beide Bescheid.
h: Das mit dem Punkt ist das Schönste, was ich seit Langem gelesen habe.
K: Ich schreibe mir einiges davon selbst auf.
d: Handcreme. Langsam.
i: Einmal die Treppe bis ganz nach oben und wieder hinunter.
j: Eine Seite lesen. Dieselbe wie gestern, egal.
k: Dem Kind beim Schlafen zusehen, bis mir wieder einfällt, wofür.
l: Im Supermarkt die Schlange nehmen, die länger ist.
a: Fenster auf, Kopf raus, Regen riechen.
b: Müll rausbringen und drei Minuten stehen bleiben.
c: Ich probiere morgen die lange Schlange.

## Nachts kommen die Sorgen
j: Um drei Uhr rechne ich. Miete, Strom, Schuhe, noch einmal von vorn. Kennt ihr das, und wie hört es auf?
k: Zettel neben dem Bett. Alles aufschreiben, auch Unsinn. Auf dem Zettel ist es morgen noch da, im Kopf
nicht nötig.
a: Ich höre den Seewetterbericht. Nordwest fünf, Schauer, gute Sicht. Meist bin ich vor der Deutschen
Bucht weg.
j: Seewetterbericht! Ich habe laut gelacht, um drei Uhr nachts, das ist neu.
K: Wenn Schulden oder Rechnungen der Grund sind: Die Schuldnerberatung ist kostenlos und hat viel
Erfahrung mit genau diesen Nächten.
j: Termin ist gemacht. Und heute nur bis Fischer gekommen.

## Neu hier, neu allein
l[Trennung]: Seit zwei Wochen wohnen wir zu dritt statt zu viert. Ich funktioniere. Die Wohnung ist so
still, wenn sie schlafen. Wann wird das weniger?
b: Bei mir nach dem ersten Sommer. Vorher in kleinen Stücken: erst der Montag, dann der Dienstag.
c: Du musst jetzt nichts entscheiden, was nicht diese Woche entschieden werden muss.
i: Stell einen Sessel um. Klingt albern. Aber dann ist es deine Wohnung.
l: Ich habe den Tisch ans Fenster geschoben. Wir sehen jetzt beim Essen den Baum.
e: Das ist ein Anfang. Schreib, wenn es still ist.
l: Heute war es still, und es war in Ordnung.

## Hilfe annehmen fällt mir schwer
f: Die Nachbarin fragt jede Woche, ob sie etwas mitbringen kann. Ich sage jede Woche nein, danke. Warum
eigentlich?
g: Weil du gelernt hast, dass du es allein kannst. Kannst du ja auch. Musst du aber nicht.
h: Ich habe mit Briefmarken angefangen. Kleiner geht es nicht. Heute hat sie einen Schlüssel.
f: Ich habe um einen Kopf Salat gebeten. Sie hat gestrahlt, als hätte ich ihr etwas geschenkt.
a: Hast du auch.

## Kur bewilligt!
k: Nach Ablehnung und Widerspruch: bewilligt. Drei Wochen Nordsee, beide Kinder dabei. Ich sage es hier
zuerst, weil ihr mir gesagt habt, dass die erste Ablehnung fast dazugehört.
d: Herzlichen Glückwunsch! Welche Begründung stand im Widerspruch?
k: Ich habe einfach einen Tag aufgeschrieben, von fünf bis dreiundzwanzig Uhr, in Stichpunkten. Die
Beratung hat nur noch zwei Sätze dazugesetzt.
e: So machen wir das auch. Danke und gute Reise!
"""
