"""Demo texts: everyday life."""

TEXTS = """
## Willkommen: Wie dieses Forum funktioniert
M: Schön, dass Sie hier sind. Das Wichtigste in Kürze:

- Sie schreiben unter Ihrem erfundenen Namen. Bitte nennen Sie auch andere nicht beim Namen.
- Kann ein Text sehr belasten, stellen Sie einen **Inhaltshinweis** voran. Er erscheint dann zugeklappt.
- Jeden Beitrag können Sie melden. Wir schauen uns jede Meldung an.
- Was Sie schreiben, können Sie ändern und wieder entfernen.

In den Bereichen „Kraft schöpfen“ und „Kleine Freuden“ lesen nur Mitglieder mit.
a: Danke für das freundliche Willkommen. Ich lese erst einmal mit.
b: Ich auch. Seit drei Monaten. Heute schreibe ich zum ersten Mal.
M: Dann besonders herzlich willkommen.

## Abends um neun: Wer ist noch wach?
c: Kinder im Bett, Brotdosen gespült, Wäsche hängt. Jetzt sitze ich auf dem Küchenboden, weil das Sofa zu
weit weg ist. Wer noch?
d: Hier. Badewannenrand.
e: Treppe im Flur, Licht aus, Schokolade.
f: Ich habe mich im Auto vor der Tür fünf Minuten nicht bewegt, bevor ich hochgegangen bin. Zählt das?
c: Das zählt doppelt.
g: Balkon, Decke, Sterne. Es ist kalt, aber keiner ruft Mama.
h: Bei mir ruft einer Papa. Zum siebten Mal. Diesmal ist es der Teddy, der Durst hat.
i: Gib dem Teddy Wasser. Es ist die einzige Sprache, die sie verstehen.
h: Teddy ist versorgt. Gute Nacht an alle Küchenböden.
j: Gute Nacht.

## Krank sein geht nicht, oder?
k: 39 Fieber, zwei Kinder, Freitag. Ich habe ihnen den Fernseher angemacht und liege daneben. Was macht
ihr in so einem Fall?
l: Fernseher, Toast, Decke. Niemand hat davon Schaden genommen.
a: Ich habe eine Liste am Kühlschrank mit drei Leuten, die ich anrufen darf. Es hat mich ein Jahr
gekostet, sie zu fragen. Alle drei haben sofort ja gesagt.
e: Manche Krankenkassen bezahlen eine Haushaltshilfe, wenn ein Kind unter zwölf im Haus ist. Ruf an, auch
vom Sofa.
k: Das mit der Haushaltshilfe wusste ich nicht! Montag kommt jemand für vier Stunden.
K: Gut, dass Sie gefragt haben. Ein kurzer Hinweis: Die ärztliche Bescheinigung sollte die Notwendigkeit
der Hilfe ausdrücklich nennen.
k: Wieder gesund. Und ich habe jetzt auch drei Namen am Kühlschrank.

## Wohnung zu klein, Miete zu hoch
g: Zwei Zimmer, zwei Kinder, und ich schlafe im Wohnzimmer. Etwas Größeres kostet vierhundert Euro mehr.
Wie wohnt ihr?
h: Genauso. Ich habe ein Hochbett über dem Schreibtisch gebaut, das hat mir eine Tür ersetzt.
i: Wir teilen uns zu zweit ein Haus: zwei Mütter, drei Kinder, eine Küche. Es ist laut und das Beste seit
Jahren.
g: Wie habt ihr euch gefunden?
i: Am Rand vom Spielplatz, klassisch. Erst ein Probe-Urlaub, dann der Mietvertrag.
b: Wohnberechtigungsschein beantragen, auch wenn die Liste lang ist. Wir standen vierzehn Monate drauf,
und dann ging es plötzlich in zwei Wochen.
g: Antrag ist abgeschickt. Das mit dem Haus geht mir aber nicht aus dem Kopf.

## Der Sonntag ist am längsten
j: Unter der Woche läuft alles. Am Sonntag sehe ich überall Familien zu viert und komme mir vor, als hätte
ich ein Puzzleteil verloren. Was macht ihr sonntags?
d: Schwimmbad, früh um acht. Da sind nur wir und die Rentner, und die Rentner sind nett.
f: Wir haben einen Sonntagstisch: zwei andere Einelternfamilien, jede bringt einen Topf mit. Einmal im
Monat.
l: Ich gehe mit den Kindern eine Stunde raus, immer dieselbe Runde. Danach ist der Tag kürzer.
j: Sonntagstisch. Darf ich die Idee klauen?
f: Unbedingt. Fang mit einem Topf Suppe und einer Familie an.
j: Nächsten Sonntag, eine Kollegin mit Zwillingen. Ich bin aufgeregt wie vor einem Rendezvous.
c: Bericht bitte!
j: Es gab Suppe, Chaos und einen umgekippten Saft. Sie kommen wieder.

## Was steht auf euren Zetteln?
e: Ohne Zettel wäre ich verloren. Was steht heute auf eurem?
f: Turnbeutel. Seit Montag.
g: „Zettel suchen.“
h: Zahnarzt, Öl, Geburtstagsgeschenk, das Kind abholen (mit Ausrufezeichen).
i: Brotdose auswaschen, die vom Freitag. Mut.
j: Milch, Klebestifte, Antrag, atmen.
k: Steuer. Steht da seit März und sieht mich an.
l: Gummistiefel Größe 31. Gestern waren es noch 29.
a: Lächeln für das Passfoto üben (nicht meins).
b: Oma anrufen. Nicht weil etwas ist. Nur so.
c: Nichts. Ich habe ihn verloren und es ist trotzdem alles passiert.
d: „Elternabend???“ mit drei Fragezeichen und ohne Datum.
e: Ich fühle mich sehr verstanden.
f: Fahrradlampe. Es wird dunkel.
g: Fisch füttern, falls der Fisch noch lebt.
h: Lebt er?
g: Er lebt.
i: Laterne basteln bis morgen. Morgen ist heute.
j: Danke sagen: der Frau, die mir den Kinderwagen hochgetragen hat.
k: Läusekamm. Ich sage nur: Läusekamm.
l: Oh nein. Kraft nach drüben.
a: Weichspüler hilft beim Kämmen!
k: Ihr wisst einfach alles.
"""
