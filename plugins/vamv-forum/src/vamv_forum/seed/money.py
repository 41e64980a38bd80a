"""Demo texts: money and maintenance."""

TEXTS = """
## Unterhaltsvorschuss: Wie lange hat das bei euch gedauert?
a: Ich habe vor sechs Wochen den Antrag auf Unterhaltsvorschuss abgegeben und seitdem nichts gehört. Die
Nachzahlung für die Heizung liegt auf dem Tisch. Ist das normal? Soll ich anrufen oder macht das alles nur
langsamer?
b: Bei mir waren es acht Wochen. Anrufen hat geholfen: Es fehlte nur eine Kopie der Geburtsurkunde, und
keiner hatte mir Bescheid gesagt.
c: Ruf an und schreib dir auf, mit wem du wann gesprochen hast. Ich habe dafür ein kleines Heft, das hat
mir schon zweimal geholfen.
d: Es wird rückwirkend gezahlt, wenn du dich vorher um Unterhalt bemüht hast. Das hat mich damals
beruhigt.
K: Nachfragen ist völlig in Ordnung. Bitten Sie um das Aktenzeichen und fragen Sie, ob noch Unterlagen
fehlen. Wenn Ihnen das Geld jetzt fehlt, sprechen Sie auch mit dem Jobcenter: Es kann überbrücken, bis der
Bescheid da ist.
a: Danke euch. Ich habe angerufen, es fehlte wirklich ein Blatt. Jetzt soll es zwei Wochen dauern.
e: Gut, dass du es geschrieben hast. Ich wusste das mit dem Überbrücken auch nicht.

## Er zahlt mal, mal nicht
f: Im Januar kam der Unterhalt, im Februar nicht, im März die Hälfte. Jedes Mal ein neuer Grund. Ich mag
nicht betteln, und vor den Kindern will ich auch nichts sagen. Wie macht ihr das?
g: Ich habe eine Beistandschaft beim Jugendamt eingerichtet. Seitdem schreibt das Amt, nicht mehr ich. Das
war für meine Nerven das Beste, was ich in dem Jahr gemacht habe.
h: Kostet die Beistandschaft etwas?
g: Nein, nichts. Und man kann sie jederzeit wieder beenden.
b: Bei uns hat es die Stimmung sogar besser gemacht. Es geht nicht mehr um uns, nur noch um eine Zahl auf
Papier.
f: Das klingt nach etwas, das ich schaffe. Ich rufe morgen an.
K: Eine Beistandschaft beantragen Sie formlos beim Jugendamt Ihres Wohnorts. Die elterliche Sorge bleibt
davon unberührt.
f: Termin ist am Dienstag. Danke, dass ihr nicht gefragt habt, warum ich nicht früher etwas getan habe.

## Kinderzuschlag oder Wohngeld, wer blickt da durch?
i: Ich arbeite 28 Stunden, zwei Kinder, und am Zwanzigsten ist das Konto leer. Jemand sagte
Kinderzuschlag, jemand sagte Wohngeld. Geht beides? Schließt sich das aus?
j: Beides zusammen geht, ich bekomme beides. Und mit Kinderzuschlag sind bei uns auch die Kitagebühren
weggefallen.
c: Und das Schulbedarfspaket und die Fahrkarte. Das habe ich erst nach einem Jahr gemerkt.
i: Nach einem Jahr! Wo habt ihr das ausgerechnet?
j: Es gibt vom Amt einen Rechner im Netz. Setz dich mit Lohnzettel und Mietvertrag hin, dann dauert es
zehn Minuten.
k: Mir hat die Sozialberatung hier im Ort beim Ausfüllen geholfen. Ich hätte sonst aufgegeben.
i: Habe es gemacht, laut Rechner stehen uns beide zu. Ich sitze hier und heule ein bisschen vor
Erleichterung.
d: Heul ruhig. Und dann abschicken!

## Klassenfahrt 340 Euro
l: Gestern kam der Zettel, 340 Euro bis Ende des Monats. Meine Tochter hat nicht gefragt, ob wir das
können, sie hat den Zettel einfach hingelegt. Das tat weh.
a: Frag in der Schule nach dem Förderverein. Bei uns ging das leise, niemand in der Klasse wusste davon.
e: Wenn ihr Wohngeld oder Kinderzuschlag habt, zahlt das Bildungspaket die ganze Fahrt. Vorher beantragen!
l: Wohngeld haben wir. Ich wusste nicht, dass das zusammenhängt.
M: Wer Ähnliches sucht: Im Bereich steht weiter unten eine Diskussion über Kinderzuschlag und Wohngeld,
dort sind mehrere Hinweise dazu.
l: Bewilligt. Sie fährt mit. Danke.

## Was kocht ihr am Monatsende?
b: Ich sammle: Was gibt es bei euch in der letzten Woche, wenn nur noch wenig da ist und trotzdem alle
satt werden sollen?
c: Linsensuppe. Mit Essig. Immer.
d: Pfannkuchen mit Apfelmus, die Kinder halten das für ein Fest.
e: Ofenkartoffeln mit Quark und Schnittlauch vom Balkon.
f: Nudeln mit Brokkoli und gerösteten Semmelbröseln.
g: Reis mit Ei und Erbsen aus dem Gefrierfach. Zehn Minuten.
h: Arme Ritter aus altem Brot. Mein Sohn nennt sie Reiche Ritter.
i: Gemüsesuppe aus allem, was noch da ist, und ein Brot vom Vortag aus der Bäckerei für die Hälfte.
j: Kartoffelsuppe, und alle dürfen Fleischwurst-Sterne ausstechen, auch wenn es nur zwei Scheiben sind.
k: Couscous mit Kichererbsen. Dose auf, fertig.
l: Milchreis. Zählt für meine Kinder als Hauptgericht und als Liebe.
a: Shakshuka, klingt nach Urlaub und ist nur Tomaten und Ei.
b: Ihr seid großartig. Ich hänge mir die Liste an den Kühlschrank.
c: Noch eins: Grießsuppe. Meine Oma sagte, die heilt.
d: Bratreis aus dem Rest von gestern, den mögen hier alle lieber als das Original.
e: Stockbrot im Backofen, wenn das Wetter nichts hergibt.
f: Rote-Bete-Puffer. Pink! Das Kind isst plötzlich Gemüse.
g: Waffeln mit geriebener Zucchini. Merkt keiner.
h: Flammkuchen aus Wrap-Fladen, fünf Minuten.
i: Bohneneintopf, am zweiten Tag besser.
j: Spinat, Kartoffeln, Spiegelei. Der Klassiker.
k: Brotsuppe mit Zwiebeln, dazu ein Hörspiel und Decken auf dem Boden.
l: Kürbis aus dem Garten der Nachbarin. Fragt eure Nachbarn, die haben immer zu viele.
a: Hefeklöße aus der Pfanne mit Kirschen aus dem Glas.
M: Darf ich das in die Willkommensmappe für neue Mitglieder übernehmen, ohne Namen?
b: Sehr gern!

## Steuerklasse II vergessen
h: Ich habe zwei Jahre lang in der falschen Steuerklasse gearbeitet, weil mir niemand gesagt hat, dass ich
den Entlastungsbetrag bekomme. Kann man das noch retten?
e: Ja, mit der Steuererklärung. Geht bis zu vier Jahre rückwirkend. Der Lohnsteuerhilfeverein hat mich
siebzig Euro gekostet und über tausend gebracht.
h: Vier Jahre! Dann suche ich heute Abend die Unterlagen zusammen.
g: Denk an die Betreuungskosten, die zählen auch.
h: Kita-Rechnungen sind im Ordner mit den gemalten Bildern gelandet. Aber sie sind da.
"""
