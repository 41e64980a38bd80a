"""Demo texts: small joys."""

TEXTS = """
## Drei Sätze, die heute schön waren
b: Ich fange an. Der Bus hat gewartet. Der Kaffee war noch warm. Das Kind hat „bitte“ gesagt, ohne
Aufforderung.
c: Alle Socken hatten Partner. Niemand war krank. Es gab Rest-Lasagne.
d: Mein Sohn hat mir ein Pflaster auf die Hand geklebt, „für später“.
e: Die Kollegin hat die Spätschicht getauscht, einfach so.
f: Es hat geschneit, genau eine Pause lang.
g: Sie hat zum ersten Mal allein Fahrrad fahren können und ist bis zum Baum gekommen. Der Baum ist weit.
h: Ich habe Nein gesagt und es ist nichts passiert.
i: Erste Erdbeere vom Balkon. Durch drei geteilt.
j: Der Elternabend fiel aus.
k: Wir haben im Wohnzimmer gezeltet. Der Reißverschluss klemmt, wir wohnen jetzt da.
l: Mein Großer hat dem Kleinen vorgelesen und die Stimmen gemacht.
a: Heute habe ich gemerkt, dass ich seit einer Woche nicht mehr nachts rechne.
b: Das ist der schönste Satz von allen.
c: Die Nachbarin hat Pflaumenkuchen vor die Tür gestellt. Mit Zettel: Weil Dienstag ist.
d: Ich habe ein Lied im Radio mitgesungen und alle haben mitgemacht, sogar der Pubertierende.
e: Wir haben einen Igel. Er heißt Herr Müller und isst um neun.
f: Zahn draußen. Münze unterm Kissen. Alle zufrieden, vor allem die Fee.
g: Der Lehrer hat angerufen, um etwas Gutes zu sagen. Ich wusste nicht, dass es das gibt.
h: Zehn Minuten Sonne auf der Bank vor dem Amt.
i: Er hat „meine Familie“ gemalt und es war niemand zu wenig drauf.
j: Ich habe beim Aufräumen den anderen Ohrring gefunden.
k: Sie hat geschlafen bis sieben. SIEBEN.
l: Beim Arzt war das Wartezimmer leer.
a: Mein Vater hat gesagt, dass ich das gut mache. Er ist kein Mann vieler Worte.
b: Das Herz geht auf beim Lesen. Bitte macht weiter.
c: Pfannkuchen gewendet, in der Luft, vor Publikum.
d: Ein Kind hat mich auf der Straße gegrüßt: „Du bist die Mama von ihm!“ Ja. Bin ich.
e: Herr Müller hat Besuch mitgebracht.
f: Zwei Igel!
g: Der Antrag ist durch.
h: Es regnet, und wir müssen nirgendwohin.
i: Im Radio kam unser Lied, genau als wir geparkt haben. Wir sind sitzen geblieben.
j: Meine Tochter hat den Müll rausgebracht. Ungefragt. Ich habe nichts gesagt, um den Zauber nicht zu
brechen.
k: Gute Nacht allerseits. Morgen wieder drei Sätze.

## Ausflüge, die nichts kosten
a: Sammeln wir? Was habt ihr zuletzt gemacht, das nichts gekostet hat und schön war?
b: Flughafenzaun. Zwei Stunden Flugzeuge gucken, Brote dabei.
c: Stadtbücherei am Samstag, Vorlesestunde und warme Heizung.
d: Bach stauen. Man braucht nur Gummistiefel und wenig Vernunft.
e: Tag der offenen Tür bei der Feuerwehr. Sie durften in den Wagen.
g: Nachtspaziergang mit Taschenlampe, einmal um den Block. Für sie war es eine Expedition.
i: Das Museum ist hier am ersten Sonntag im Monat frei.
a: Ich mache daraus eine Liste für die Ferien. Danke!

## Bücher, die euren Kindern gutgetan haben
h: Suche etwas zum Vorlesen über zwei Zuhause, ohne erhobenen Zeigefinger. Ab fünf.
f: Fragt in der Bücherei nach der Kiste „Familie ist bunt“, die haben hier eine zum Ausleihen.
j: Wir haben selbst eins gemacht: Fotos von beiden Wohnungen, Ringbuch, fertig. Es ist das meistgelesene
Buch im Haus.
h: Ein eigenes! Dass ich darauf nicht gekommen bin.

## Geburtstag ohne großes Fest
l: Sie wird sieben und wünscht sich „eine Party wie bei Emilia aus der Geschichte“, also mit Zauberer. Wir
haben zwanzig Euro. Ideen?
k: Zauberer ist man, sobald man einen Umhang hat. Münztricks lernt man in einer Stunde.
a: Schatzsuche im Park, Schatz ist ein Glas Murmeln. War das Beste in drei Jahren.
e: Vier Kinder statt zwölf. Kuchen selbst verzieren lassen, das ist Programm und Nachtisch zugleich.
l: Ich übe heimlich Münztricks im Büro.
l: Fest war gestern. Der Trick ist misslungen, alle haben gelacht, sie sagt, es war der beste Tag der
Welt.
b: Mit misslungenem Trick ist es erst richtig gut.

## Was pflanzt ihr auf der Fensterbank?
c: Balkon gibt es nicht, Licht ein bisschen. Was wächst und freut Kinder?
d: Kresse. Nach drei Tagen sieht man etwas, das ist für Dreijährige die Höchststrafe, aber machbar.
g: Radieschen im Eimer. Tomaten in der Milchtüte.
i: Avocadokern im Glas. Dauert ewig, heißt bei uns Gustav.
c: Kresse läuft. Gustav ist bestellt.

## Musik für die Küche
g: Wir tanzen beim Abwasch, aber unsere fünf Lieder kann ich nicht mehr hören. Was läuft bei euch?
h: Alles mit Trompete.
j: Das, was meine Oma hatte. Die Kinder können jetzt Schlager aus den Sechzigern. Es ist wunderbar.
a: Bei uns darf jeden Tag ein anderer bestimmen. Mittwoch ist schwer.
g: Heute: Trompete. Der Topfdeckel war auch dabei.
"""
