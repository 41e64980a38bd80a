"""Demo texts: day care and school."""

TEXTS = """
## Eingewöhnung in vier Wochen, mein Urlaub reicht für zwei
a: Die Kita plant vier bis sechs Wochen Eingewöhnung. Ich habe zehn Tage Urlaub. Wie habt ihr das gelöst?
b: Meine Schwester hat die dritte Woche übernommen. Man kann mit zwei Bezugspersonen eingewöhnen, wenn man
es vorher sagt.
c: Ich habe mit der Leitung gesprochen und Nachmittage statt Vormittage gemacht, nach der Frühschicht.
Ungewöhnlich, ging aber.
K: Sprechen Sie auch mit Ihrem Arbeitgeber über einige Tage kürzere Arbeitszeit. Viele sagen ja, wenn es
einen festen Zeitraum gibt.
a: Die Leitung macht mit, und mein Vater kommt eine Woche. Er ist aufgeregter als das Kind.
d: Bitte berichte, wie der Opa sich eingewöhnt.
a: Tag drei: Das Kind winkt, der Opa weint.

## Hausaufgaben: jeden Tag Tränen
e: Zweite Klasse, eine Seite Rechnen, zwei Stunden Drama. Ich komme um fünf von der Arbeit und habe keine
Kraft für das Einmaleins. Was hilft?
f: Wecker auf zwanzig Minuten. Wenn er klingelt, ist Schluss, egal wie weit. Mit der Lehrerin
abgesprochen.
g: Hausaufgaben vor dem Heimweg, in der Betreuung. Zu Hause gibt es bei uns keine mehr.
h: Wir rechnen in Nudeln. Das ist kein Witz.
e: Den Wecker probiere ich. Die Nudeln auch.
i: Sprich mit der Lehrerin. Meine wusste nicht, dass es zwei Stunden dauert, und war selbst erschrocken.
e: Gespräch war gut: Nur noch jede zweite Aufgabe, und am Freitag nichts. Und gestern haben wir in Nudeln
geteilt.

## Elternabend, und wer bleibt bei den Kindern?
j: Donnerstag, 19.30 Uhr, „Bitte ohne Kinder“. Danke für nichts. Ich habe geschrieben, dass ich nicht
kommen kann. Jetzt kommt das Protokoll nie.
k: Ich habe beim letzten Mal gefragt, ob jemand mitschreiben und es mir schicken kann. Drei haben sich
gemeldet.
l: Bei uns ist seit der Elternvertretung mit einer Alleinerziehenden immer ein Raum mit Betreuung dabei.
Vorschlagen!
j: Vorgeschlagen. Antwort der Schule: „Darauf sind wir nicht gekommen.“ Nächstes Mal gibt es Betreuung.
a: Großartig! Solche kleinen Sachen ändern so viel.

## Ganztag abgelehnt
c: Kein Platz im Ganztag, Warteliste Nummer 31. Ich arbeite bis vier. Schule ist um zwölf aus. Hat jemand
so etwas hinbekommen?
d: Widerspruch einlegen und Arbeitszeiten nachweisen. Bei uns kam im Oktober ein Platz.
e: Wir haben uns zu viert zusammengetan: Jede nimmt an einem Tag alle vier Kinder. Freitag ist frei.
K: Bitten Sie um eine schriftliche Ablehnung und legen Sie die Bescheinigung Ihres Arbeitgebers bei.
Fragen Sie beim Jugendamt zugleich nach Kindertagespflege für die Zeit nach der Schule.
c: Zwei Mütter aus der Klasse machen mit. Wir sind also bald zu dritt.
e: So hat es bei uns auch angefangen.

## Mein Sohn wird gehänselt, weil „kein Papa da ist“
f: Beim Basteln zum Vatertag hat ein Kind gesagt, er könne ja gehen. Er hat es mir erst eine Woche später
erzählt, im Dunkeln. Mir fehlen die Worte, ihm nicht: „Ich hab doch dich.“
g: Was für ein Kind du hast.
b: Wir haben mit der Erzieherin gesprochen. Jetzt heißt es „Tag für jemanden, den ich lieb habe“. Es hat
niemandem wehgetan, das zu ändern.
h: Es gibt schöne Bilderbücher über alle Sorten Familien. Wir haben der Klasse eines geschenkt.
f: Die Lehrerin hat sich entschuldigt und das Thema im Morgenkreis gemacht, ohne seinen Namen. Er hat sich
sogar gemeldet.
M: Danke fürs Erzählen. Das hilft bestimmt auch anderen.

## Welche Uhrzeit für das erste Handy?
i: Sie ist elf, alle haben eins, sagt sie. Ich möchte, dass sie mich erreichen kann, und sonst möchte ich
nichts davon. Wie macht ihr es?
j: Tastenhandy bis zwölf. Sie hat es gehasst und immer dabeigehabt.
k: Handy ja, Netz nur im WLAN, um acht liegt es in der Küche. Meins auch. Das war der schwere Teil.
l: Das mit dem eigenen in der Küche tut weh, weil es stimmt.
i: Wir haben einen Vertrag geschrieben, beide unterschrieben, mit Glitzer. Küche ab acht für alle.
"""
