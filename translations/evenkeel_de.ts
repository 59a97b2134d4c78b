<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Actions</name>
    <message>
        <source>Force sync</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>Prüfen…</translation>
    </message>
    <message>
        <source>Choose links</source>
        <translation>Verbindungen wählen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Go to or run…</source>
        <translation>Gehe zu oder tue…</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Health pane</source>
        <translation>Bereich Zustand</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>Held for you: neither side overwrites the other</source>
        <translation>Wartet auf Sie: keine Seite überschreibt die andere</translation>
    </message>
    <message>
        <source>%1 and %2 keep their own version of this row until someone decides.</source>
        <translation>%1 und %2 behalten je ihre eigene Fassung dieser Zeile, bis jemand entscheidet.</translation>
    </message>
    <message>
        <source>%1 won: a tie</source>
        <translation>%1 gewann: Gleichstand</translation>
    </message>
    <message>
        <source>The times could not decide; %1 wins ties.</source>
        <translation>Die Zeiten konnten nicht entscheiden; bei Gleichstand gewinnt %1.</translation>
    </message>
    <message>
        <source>%1 won: it was written later</source>
        <translation>%1 gewann: später geschrieben</translation>
    </message>
    <message>
        <source>%1 was written %2 after %3.</source>
        <translation>%1 wurde %2 nach %3 geschrieben.</translation>
    </message>
    <message>
        <source>%1 won: the policy says so</source>
        <translation>%1 gewann: so will es die Regel</translation>
    </message>
    <message>
        <source>The policy of this link is %1, whatever the times.</source>
        <translation>Für diese Verbindung gilt die Regel %1, unabhängig von den Zeiten.</translation>
    </message>
    <message>
        <source>%1 won: first load</source>
        <translation>%1 gewann: Erstladung</translation>
    </message>
    <message>
        <source>Both sides had this row, with different values, when they were first compared.</source>
        <translation>Beim ersten Vergleich hatten beide Seiten diese Zeile, mit verschiedenen Werten.</translation>
    </message>
    <message>
        <source>%1 won</source>
        <translation>%1 gewann</translation>
    </message>
    <message>
        <source>Policy %1.</source>
        <translation>Regel %1.</translation>
    </message>
    <message>
        <source>The row was deleted on %1, so it is gone on both sides.</source>
        <translation>Die Zeile wurde in %1 gelöscht, also ist sie auf beiden Seiten weg.</translation>
    </message>
    <message>
        <source>%1 had deleted the row; it is back on both sides.</source>
        <translation>%1 hatte die Zeile gelöscht; sie ist auf beiden Seiten wieder da.</translation>
    </message>
    <message>
        <source>Both sides hold %1&apos;s row; what %2 had is kept here.</source>
        <translation>Beide Seiten haben die Zeile von %1; was %2 hatte, bleibt hier erhalten.</translation>
    </message>
    <message>
        <source>Merged: each side changed other columns</source>
        <translation>Zusammengeführt: jede Seite änderte andere Spalten</translation>
    </message>
    <message>
        <source>%1 came from %2, the rest from %3.</source>
        <translation>%1 kam von %2, der Rest von %3.</translation>
    </message>
    <message>
        <source>Both sides hold the merged row; both versions are kept here.</source>
        <translation>Beide Seiten haben die zusammengeführte Zeile; beide Fassungen sind hier aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>ErrorDetail</name>
    <message>
        <source>no such parent</source>
        <translation>keine solche Elternzeile</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>vergeben</translation>
    </message>
    <message>
        <source>refused by a check</source>
        <translation>von einer Prüfung abgewiesen</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>darf nicht leer sein</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>changed by a trigger</source>
        <translation>von einem Trigger geändert</translation>
    </message>
    <message>
        <source>missing there</source>
        <translation>fehlt dort</translation>
    </message>
</context>
<context>
    <name>ErrorTableModel</name>
    <message>
        <source>whole table</source>
        <translation>ganze Tabelle</translation>
    </message>
</context>
<context>
    <name>OverviewAnswer</name>
    <message>
        <source>No link is configured</source>
        <translation>Keine Verbindung eingerichtet</translation>
    </message>
    <message>
        <source>Name two endpoints and a link in the config.</source>
        <translation>In der Konfiguration zwei Endpunkte und eine Verbindung angeben.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>1 link is down, 1 waits for your decision</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) down</source>
        <translation>
            <numerusform>%n Verbindung steht</numerusform>
            <numerusform>%n Verbindungen stehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for your decision</source>
        <translation>
            <numerusform>%n wartet auf Ihre Entscheidung</numerusform>
            <numerusform>%n warten auf Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) down</source>
        <translation>
            <numerusform>%n von %1 Verbindungen steht</numerusform>
            <numerusform>%n von %1 Verbindungen stehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) wait for your decision</source>
        <translation>
            <numerusform>%n von %1 Verbindungen wartet auf Ihre Entscheidung</numerusform>
            <numerusform>%n von %1 Verbindungen warten auf Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) need attention</source>
        <translation>
            <numerusform>%n von %1 Verbindungen braucht Aufmerksamkeit</numerusform>
            <numerusform>%n von %1 Verbindungen brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) catching up</source>
        <translation>
            <numerusform>%n von %1 Verbindungen holt auf</numerusform>
            <numerusform>%n von %1 Verbindungen holen auf</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) paused</source>
        <translation>
            <numerusform>%n von %1 Verbindungen ist angehalten</numerusform>
            <numerusform>%n von %1 Verbindungen sind angehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) not proven yet</source>
        <translation>
            <numerusform>%n von %1 Verbindungen noch nicht bewiesen</numerusform>
            <numerusform>%n von %1 Verbindungen noch nicht bewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n link(s) in sync</source>
        <translation>
            <numerusform>Die Verbindung ist gleich</numerusform>
            <numerusform>Alle %n Verbindungen gleich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proven in sync</source>
        <translation>
            <numerusform>%n bewiesen gleich</numerusform>
            <numerusform>%n bewiesen gleich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n catching up</source>
        <translation>
            <numerusform>%n holt auf</numerusform>
            <numerusform>%n holen auf</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not proven yet</source>
        <translation>
            <numerusform>%n noch nicht bewiesen</numerusform>
            <numerusform>%n noch nicht bewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n angehalten</numerusform>
            <numerusform>%n angehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>list of counts</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Updated %1.</source>
        <translation>Stand %1.</translation>
    </message>
    <message>
        <source>%1 is in sync</source>
        <translation>%1 ist gleich</translation>
    </message>
    <message>
        <source>%1 is not proven yet</source>
        <translation>%1 ist noch nicht bewiesen</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>%1 ist angehalten</translation>
    </message>
    <message>
        <source>%1 is catching up</source>
        <translation>%1 holt auf</translation>
    </message>
    <message>
        <source>%1 needs attention</source>
        <translation>%1 braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>%1 waits for your decision</source>
        <translation>%1 wartet auf Ihre Entscheidung</translation>
    </message>
    <message>
        <source>%1 is down</source>
        <translation>%1 steht</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>5 notes: count, table</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Recovered %n change(s) missed while away: %1.</source>
        <translation>
            <numerusform>%n während der Abwesenheit verpasste Änderung nachgeholt: %1.</numerusform>
            <numerusform>%n während der Abwesenheit verpasste Änderungen nachgeholt: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known since %1</source>
        <translation>Unbekannt seit %1</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>The service does not answer; each link stands as it was told last.</source>
        <translation>Der Dienst antwortet nicht; jede Verbindung steht so da, wie sie zuletzt gemeldet wurde.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsehen</translation>
    </message>
</context>
<context>
    <name>QTableView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>Mit Überschriften kopieren</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of 2</source>
        <translation>%1 von 2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Letzter Abgleich</translation>
    </message>
    <message>
        <source>Cycle fits its interval</source>
        <translation>Lauf passt in den Takt</translation>
    </message>
    <message>
        <source>Errors to review</source>
        <translation>Fehler durchzusehen</translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation>Fehlläufe in Folge</translation>
    </message>
    <message>
        <source>Both sides reachable</source>
        <translation>Beide erreichbar</translation>
    </message>
    <message>
        <source>Proof is fresh</source>
        <translation>Beweis ist frisch</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Bell is alive</source>
        <translation>Glocke lebt</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>Uhrenabstand</translation>
    </message>
    <message>
        <source>Rows held</source>
        <translation>Zeilen gehalten</translation>
    </message>
    <message>
        <source>Oldest transaction</source>
        <translation>Älteste Transaktion</translation>
    </message>
    <message>
        <source>Journal entries</source>
        <translation>Journaleinträge</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Not proven yet</source>
        <translation>Noch nicht bewiesen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Holt auf</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Steht</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Gesund</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Vorstufe</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>transient</source>
        <comment>class of an error</comment>
        <translation>vorübergehend</translation>
    </message>
    <message>
        <source>row</source>
        <comment>class of an error</comment>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>schema</source>
        <comment>class of an error</comment>
        <translation>Schema</translation>
    </message>
    <message>
        <source>config</source>
        <comment>class of an error</comment>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>bug</source>
        <comment>class of an error</comment>
        <translation>Programmfehler</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Went in</source>
        <translation>Ging hinein</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>Force sync</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Refused for an unlisted reason</source>
        <translation>Aus anderem Grund abgewiesen</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Access denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Row is locked</source>
        <translation>Zeile ist gesperrt</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>Server is short of resources</source>
        <translation>Server hat zu wenig Ressourcen</translation>
    </message>
    <message>
        <source>Value taken by another row</source>
        <translation>Wert gehört einer anderen Zeile</translation>
    </message>
    <message>
        <source>Parent row missing</source>
        <translation>Elternzeile fehlt</translation>
    </message>
    <message>
        <source>Refused by a check</source>
        <translation>Von einer Prüfung abgewiesen</translation>
    </message>
    <message>
        <source>Empty value refused</source>
        <translation>Leerer Wert abgewiesen</translation>
    </message>
    <message>
        <source>Value does not fit</source>
        <translation>Wert passt nicht</translation>
    </message>
    <message>
        <source>Refused by a trigger</source>
        <translation>Von einem Trigger abgewiesen</translation>
    </message>
    <message>
        <source>A trigger changed the row</source>
        <translation>Ein Trigger hat die Zeile geändert</translation>
    </message>
    <message>
        <source>Table was truncated</source>
        <translation>Tabelle wurde geleert</translation>
    </message>
    <message>
        <source>Table missing</source>
        <translation>Tabelle fehlt</translation>
    </message>
    <message>
        <source>Column missing</source>
        <translation>Spalte fehlt</translation>
    </message>
    <message>
        <source>Table has no key</source>
        <translation>Tabelle hat keinen Schlüssel</translation>
    </message>
    <message>
        <source>Tables differ in shape</source>
        <translation>Tabellen sind verschieden aufgebaut</translation>
    </message>
    <message>
        <source>Config is not valid</source>
        <translation>Konfiguration ist ungültig</translation>
    </message>
    <message>
        <source>Data folder in use</source>
        <translation>Datenordner ist in Gebrauch</translation>
    </message>
    <message>
        <source>File is damaged</source>
        <translation>Datei ist beschädigt</translation>
    </message>
    <message>
        <source>File cannot be written</source>
        <translation>Datei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Fault inside Evenkeel</source>
        <translation>Fehler in Evenkeel</translation>
    </message>
    <message>
        <source>Changes wait on the other side and go on by themselves when it answers again.</source>
        <translation>Die Änderungen warten auf der anderen Seite; es geht von selbst weiter, sobald wieder Antwort kommt.</translation>
    </message>
    <message>
        <source>Grant the right that the server names, or mend the password, then retry.</source>
        <translation>Das Recht erteilen, das der Server nennt, oder das Passwort berichtigen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Tried again by itself. If it stays, look for a transaction left open.</source>
        <translation>Wird von selbst erneut versucht. Bleibt es so, nach einer offen gelassenen Transaktion suchen.</translation>
    </message>
    <message>
        <source>Free disk, memory or connections on the server; the rest follows by itself.</source>
        <translation>Auf dem Server Plattenplatz, Speicher oder Verbindungen freigeben; der Rest folgt von selbst.</translation>
    </message>
    <message>
        <source>Change or remove the row that holds the value, then retry.</source>
        <translation>Die Zeile, die den Wert hat, ändern oder entfernen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Bring the parent row to the other side, then retry; the rest follows.</source>
        <translation>Die Elternzeile auf die andere Seite bringen, dann erneut versuchen; der Rest folgt.</translation>
    </message>
    <message>
        <source>Mend the value on its source, or loosen the check, then retry.</source>
        <translation>Den Wert in der Quelle berichtigen oder die Prüfung lockern, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Fill the column on the source, or allow NULL on the target, then retry.</source>
        <translation>Die Spalte in der Quelle füllen oder NULL im Ziel erlauben, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Widen the column on the target, or mend the value, then retry.</source>
        <translation>Die Spalte im Ziel verbreitern oder den Wert berichtigen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Read what the trigger asks for, mend the row, then retry.</source>
        <translation>Nachlesen, was der Trigger verlangt, die Zeile berichtigen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Switch the trigger off for Evenkeel, or list the column under ignore.</source>
        <translation>Den Trigger für Evenkeel abschalten oder die Spalte unter ignore eintragen.</translation>
    </message>
    <message>
        <source>Nothing was passed on. Decide what shall happen to the rows on the other side.</source>
        <translation>Nichts wurde weitergegeben. Entscheiden Sie, was mit den Zeilen der anderen Seite geschehen soll.</translation>
    </message>
    <message>
        <source>Create the table on that side, or take it out of the config.</source>
        <translation>Die Tabelle auf dieser Seite anlegen oder aus der Konfiguration nehmen.</translation>
    </message>
    <message>
        <source>Add the column on that side, or exclude it; only this table waits.</source>
        <translation>Die Spalte auf dieser Seite anlegen oder ausschließen; nur diese Tabelle wartet.</translation>
    </message>
    <message>
        <source>Add a primary key, or name a unique key in the config.</source>
        <translation>Einen Primärschlüssel anlegen oder in der Konfiguration einen eindeutigen Schlüssel angeben.</translation>
    </message>
    <message>
        <source>Make the columns alike on both sides; only this table waits.</source>
        <translation>Die Spalten beider Seiten angleichen; nur diese Tabelle wartet.</translation>
    </message>
    <message>
        <source>tie, a wins</source>
        <translation>Gleichstand, a gewinnt</translation>
    </message>
    <message>
        <source>first load</source>
        <translation>Erstladung</translation>
    </message>
    <message>
        <source>The same key was added on both sides</source>
        <translation>Gleicher Schlüssel auf beiden Seiten angelegt</translation>
    </message>
    <message>
        <source>The row was changed on both sides</source>
        <translation>Zeile auf beiden Seiten geändert</translation>
    </message>
    <message>
        <source>Changed on one side, gone on the other</source>
        <translation>Auf einer Seite geändert, auf der anderen weg</translation>
    </message>
    <message>
        <source>Deleted on one side, changed on the other</source>
        <translation>Auf einer Seite gelöscht, auf der anderen geändert</translation>
    </message>
    <message>
        <source>Deleted on both sides</source>
        <translation>Auf beiden Seiten gelöscht</translation>
    </message>
    <message>
        <source>The row meets several other rows</source>
        <translation>Die Zeile trifft auf mehrere andere Zeilen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>place: what happened</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what happened (driver&apos;s words)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>what happened. what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>by %1 at %2</source>
        <translation>von %1 um %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>proven %1</source>
        <translation>bewiesen %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>direction: source to target</comment>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 Zeilen/s</translation>
    </message>
    <message>
        <source>−%1</source>
        <comment>negative duration</comment>
        <translation>−%1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>million</comment>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousand</comment>
        <translation>%1 Tsd.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>Fehlerquote</translation>
    </message>
    <message>
        <source>Brake</source>
        <translation>Bremse</translation>
    </message>
    <message>
        <source>Restarts in a row</source>
        <translation>Neustarts in Folge</translation>
    </message>
    <message>
        <source>Probe row</source>
        <translation>Probezeile</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Another or an older database</source>
        <translation>Andere oder ältere Datenbank</translation>
    </message>
    <message>
        <source>Connections in use</source>
        <translation>Belegte Verbindungen</translation>
    </message>
</context>
<context>
    <name>TablesAnswer</name>
    <message>
        <source>%1: %2</source>
        <comment>table: why it stands</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No table is synced</source>
        <translation>Keine Tabelle wird abgeglichen</translation>
    </message>
    <message>
        <source>Name the tables of a link in the config.</source>
        <translation>In der Konfiguration die Tabellen einer Verbindung angeben.</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 table(s) stand still</source>
        <translation>
            <numerusform>%n von %1 Tabellen steht</numerusform>
            <numerusform>%n von %1 Tabellen stehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) have errors to review.</source>
        <translation>
            <numerusform>%n Tabelle hat Fehler zum Durchsehen.</numerusform>
            <numerusform>%n Tabellen haben Fehler zum Durchsehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 table(s) have changes waiting</source>
        <translation>
            <numerusform>In %n von %1 Tabellen warten Änderungen</numerusform>
            <numerusform>In %n von %1 Tabellen warten Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>They go with the next cycles; the other tables are drained.</source>
        <translation>Sie gehen mit den nächsten Läufen; in den anderen Tabellen wartet nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 table(s) have errors to review</source>
        <translation>
            <numerusform>%n von %1 Tabellen hat Fehler zum Durchsehen</numerusform>
            <numerusform>%n von %1 Tabellen haben Fehler zum Durchsehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything else went in.</source>
        <translation>Alles andere ging hinein.</translation>
    </message>
    <message numerus="yes">
        <source>All %n table(s) in sync</source>
        <translation>
            <numerusform>Die Tabelle ist gleich</numerusform>
            <numerusform>Alle %n Tabellen gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared and found equal.</source>
        <translation>Verglichen und gleich befunden.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits in %n table(s)</source>
        <translation>
            <numerusform>In %n Tabelle wartet nichts</numerusform>
            <numerusform>In %n Tabellen wartet nichts</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 proven equal; Verify compares the rest.</source>
        <translation>%1 bewiesen gleich; „Prüfen“ vergleicht den Rest.</translation>
    </message>
</context>
<context>
    <name>Throughput</name>
    <message>
        <source>No samples yet</source>
        <translation>Noch keine Messwerte</translation>
    </message>
    <message>
        <source>Throughput of all links</source>
        <translation>Durchsatz aller Verbindungen</translation>
    </message>
    <message>
        <source>No cycle ended in this time</source>
        <translation>Kein Lauf endete in dieser Zeit</translation>
    </message>
    <message>
        <source>Cycles keep up</source>
        <translation>Läufe halten Schritt</translation>
    </message>
    <message>
        <source>Cycles keep up, with slow spells</source>
        <translation>Läufe halten Schritt, zeitweise langsam</translation>
    </message>
    <message>
        <source>Cycles do not keep up</source>
        <translation>Läufe halten nicht Schritt</translation>
    </message>
</context>
<context>
    <name>keel::AttachForm</name>
    <message>
        <source>Keep it in the keychain</source>
        <translation>Im Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Attach to %1</source>
        <translation>An %1 anschließen</translation>
    </message>
    <message>
        <source>Token of the service (the file api-token in its data dir)</source>
        <translation>Token des Dienstes (die Datei api-token in seinem Datenordner)</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>%1 It is tried again by itself.</source>
        <translation>%1 Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>No token of this service is known yet.</source>
        <translation>Für diesen Dienst ist noch kein Token bekannt.</translation>
    </message>
</context>
<context>
    <name>keel::AttachStrip</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Attached service</source>
        <translation>Angeschlossener Dienst</translation>
    </message>
    <message>
        <source>What is shown is as of %1, %2 ago.</source>
        <translation>Gezeigt wird der Stand von %1, vor %2.</translation>
    </message>
    <message>
        <source>Attached to %1</source>
        <translation>Angeschlossen an %1</translation>
    </message>
    <message>
        <source>Nothing comes from %1: %2. %3 It is tried again by itself.</source>
        <comment>service: why. as of when.</comment>
        <translation>Von %1 kommt nichts: %2. %3 Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>%1. It tells nothing new. %2</source>
        <translation>%1. Er meldet nichts Neues. %2</translation>
    </message>
</context>
<context>
    <name>keel::AttemptsView</name>
    <message>
        <source>same answer</source>
        <translation>gleiche Antwort</translation>
    </message>
    <message>
        <source>and %1 earlier</source>
        <translation>und %1 davor</translation>
    </message>
    <message>
        <source>Attempts: %1</source>
        <translation>Versuche: %1</translation>
    </message>
</context>
<context>
    <name>keel::BrakeBanner</name>
    <message>
        <source>Leave both sides as they are</source>
        <translation>Beide Seiten lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Pause and look</source>
        <translation>Anhalten und nachsehen</translation>
    </message>
    <message>
        <source>Keep holding</source>
        <translation>Weiter zurückhalten</translation>
    </message>
    <message>
        <source>%1 of %2 rows in %3 would be deleted in %4</source>
        <translation>%1 von %2 Zeilen in %3 würden in %4 gelöscht</translation>
    </message>
    <message>
        <source>The table was truncated in %1.</source>
        <translation>Die Tabelle wurde in %1 geleert (TRUNCATE).</translation>
    </message>
    <message>
        <source>%1 is not the database it was.</source>
        <translation>%1 ist nicht mehr dieselbe Datenbank.</translation>
    </message>
    <message>
        <source>Rows of a held table hang on them.</source>
        <translation>Zeilen einer zurückgehaltenen Tabelle hängen daran.</translation>
    </message>
    <message>
        <source>Held on %1 since %2. Nothing was passed on.</source>
        <translation>Zurückgehalten auf %1 seit %2. Nichts wurde weitergegeben.</translation>
    </message>
    <message>
        <source>Deleted in %1 by %2.</source>
        <translation>In %1 gelöscht von %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n more table(s) wait(s).</source>
        <translation>
            <numerusform>%n weitere Tabelle wartet.</numerusform>
            <numerusform>%n weitere Tabellen warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Such as: %1</source>
        <translation>Zum Beispiel: %1</translation>
    </message>
    <message>
        <source>Restore %1 rows in %2</source>
        <translation>%1 Zeilen in %2 wiederherstellen</translation>
    </message>
    <message>
        <source>Delete %1 rows in %2</source>
        <translation>%1 Zeilen in %2 löschen</translation>
    </message>
    <message>
        <source>The rows stay in %1 only. Every comparison will find them until somebody repairs them.</source>
        <translation>Die Zeilen bleiben nur in %1. Jeder Vergleich findet sie, bis jemand sie behebt.</translation>
    </message>
    <message>
        <source>Yes: %1</source>
        <translation>Ja: %1</translation>
    </message>
    <message>
        <source>This is production. Press again to confirm.</source>
        <translation>Dies ist die Produktion. Zum Bestätigen noch einmal drücken.</translation>
    </message>
</context>
<context>
    <name>keel::CauseCard</name>
    <message>
        <source>%1 in %2 of %3, %4 (%5). %6</source>
        <comment>count, table, link, what, class, advice</comment>
        <translation>%1 in %2 von %3, %4 (%5). %6</translation>
    </message>
    <message>
        <source>%1, table %2</source>
        <comment>link, table</comment>
        <translation>%1, Tabelle %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>table: advice</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>keel::CauseStrip</name>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
</context>
<context>
    <name>keel::CommandPalette</name>
    <message>
        <source>Go to or run</source>
        <translation>Gehe zu oder tue</translation>
    </message>
    <message>
        <source>Page, link or command</source>
        <translation>Seite, Verbindung oder Befehl</translation>
    </message>
    <message>
        <source>What matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>keel::ConflictActions</name>
    <message>
        <source>Edit and apply…</source>
        <translation>Bearbeiten und anwenden…</translation>
    </message>
    <message>
        <source>Undo the decision</source>
        <translation>Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>Take %1&apos;s version</source>
        <translation>Fassung von %1 nehmen</translation>
    </message>
    <message>
        <source>Bring back the versions that lost</source>
        <translation>Unterlegene Fassungen zurückholen</translation>
    </message>
    <message>
        <source>Bring back %1&apos;s version</source>
        <translation>Fassung von %1 zurückholen</translation>
    </message>
    <message>
        <source>%1 conflicts are chosen. What you decide is done for each whose row has not changed since.</source>
        <translation>%1 Konflikte sind ausgewählt. Ihre Entscheidung gilt für jeden, dessen Zeile sich seither nicht geändert hat.</translation>
    </message>
    <message>
        <source>%1 and %2 get the version that you take. A row that changes meanwhile is left alone.</source>
        <translation>%1 und %2 erhalten die Fassung, die Sie nehmen. Eine Zeile, die sich inzwischen ändert, bleibt unberührt.</translation>
    </message>
    <message>
        <source>Decided by %1. It can be undone until the row changes again.</source>
        <translation>Entschieden von %1. Bis sich die Zeile wieder ändert, lässt es sich zurücknehmen.</translation>
    </message>
    <message>
        <source>The version that lost is written to both sides, unless the row has changed since.</source>
        <translation>Die unterlegene Fassung wird auf beide Seiten geschrieben, falls sich die Zeile seither nicht geändert hat.</translation>
    </message>
</context>
<context>
    <name>keel::ConflictDiffModel</name>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation>%1, weicht ab</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>%1 ✓ winner</source>
        <translation>%1 ✓ gewann</translation>
    </message>
</context>
<context>
    <name>keel::ConflictEditor</name>
    <message>
        <source>Edit and apply</source>
        <translation>Bearbeiten und anwenden</translation>
    </message>
    <message>
        <source>%1 and %2 both get this row.</source>
        <translation>%1 und %2 erhalten beide diese Zeile.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>NULL</source>
        <translation>NULL</translation>
    </message>
    <message>
        <source>The row as it will be</source>
        <translation>Die Zeile, wie sie sein wird</translation>
    </message>
    <message>
        <source>Apply on both sides</source>
        <translation>Auf beiden Seiten anwenden</translation>
    </message>
</context>
<context>
    <name>keel::ConflictListModel</name>
    <message>
        <source>held for you</source>
        <translation>wartet auf Sie</translation>
    </message>
    <message>
        <source>%1 won</source>
        <translation>%1 gewann</translation>
    </message>
    <message>
        <source>%1 %2, %3: %4, %5</source>
        <comment>table key, what happened: who won, when</comment>
        <translation>%1 %2, %3: %4, %5</translation>
    </message>
    <message>
        <source>Held for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
</context>
<context>
    <name>keel::ConflictPane</name>
    <message>
        <source>Previous conflict</source>
        <translation>Voriger Konflikt</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>Nächster Konflikt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy both versions as text</source>
        <translation>Beide Fassungen als Text kopieren</translation>
    </message>
    <message>
        <source>Both versions of the row</source>
        <translation>Beide Fassungen der Zeile</translation>
    </message>
    <message>
        <source>Only columns that differ</source>
        <translation>Nur abweichende Spalten</translation>
    </message>
    <message>
        <source>policy %1</source>
        <translation>Regel %1</translation>
    </message>
    <message>
        <source>≠ 1 column differs</source>
        <translation>≠ 1 Spalte weicht ab</translation>
    </message>
    <message>
        <source>≠ %1 columns differ</source>
        <translation>≠ %1 Spalten weichen ab</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>%1 · %2 · decided %3</source>
        <comment>link, what happened, when</comment>
        <translation>%1 · %2 · entschieden %3</translation>
    </message>
</context>
<context>
    <name>keel::ConflictTimeline</name>
    <message>
        <source>same time</source>
        <translation>gleichzeitig</translation>
    </message>
    <message>
        <source>%1 later</source>
        <translation>%1 später</translation>
    </message>
    <message>
        <source>%1 at %2, %3 at %4: %5</source>
        <comment>side, time, side, time, time between</comment>
        <translation>%1 um %2, %3 um %4: %5</translation>
    </message>
</context>
<context>
    <name>keel::ConflictsPage</name>
    <message>
        <source>Table, key or value</source>
        <translation>Tabelle, Schlüssel oder Wert</translation>
    </message>
    <message>
        <source>Filter by table, key or value</source>
        <translation>Nach Tabelle, Schlüssel oder Wert filtern</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>Alle Verbindungen</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>All decided by policy; none waits for you.</source>
        <translation>Alle nach Regel entschieden; keiner wartet auf Sie.</translation>
    </message>
    <message>
        <source>1 is held for you.</source>
        <translation>1 wartet auf Sie.</translation>
    </message>
    <message>
        <source>%1 are held for you.</source>
        <translation>%1 warten auf Sie.</translation>
    </message>
    <message>
        <source>No conflict matches</source>
        <translation>Kein Konflikt passt</translation>
    </message>
    <message>
        <source>No conflicts</source>
        <translation>Keine Konflikte</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 Konflikt</translation>
    </message>
    <message>
        <source>%1 conflicts</source>
        <translation>%1 Konflikte</translation>
    </message>
    <message>
        <source>No conflict matches.</source>
        <translation>Kein Konflikt passt.</translation>
    </message>
    <message>
        <source>No conflicts. No row was changed on both sides at once.</source>
        <translation>Keine Konflikte. Keine Zeile wurde auf beiden Seiten zugleich geändert.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Decided: %1 of %2.</source>
        <translation>Entschieden: %1 von %2.</translation>
    </message>
    <message>
        <source>Decided.</source>
        <translation>Entschieden.</translation>
    </message>
    <message>
        <source>Decided: %1.</source>
        <translation>Entschieden: %1.</translation>
    </message>
</context>
<context>
    <name>keel::CyclesPage</name>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Export cancelled; no file was written.</source>
        <translation>Export abgebrochen; keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>Alle Verbindungen</translation>
    </message>
    <message>
        <source>Busy only</source>
        <translation>Ohne Leerläufe</translation>
    </message>
    <message>
        <source>Leave out cycles that carried nothing and failed in nothing</source>
        <translation>Läufe ohne Übertragung und ohne Fehler auslassen</translation>
    </message>
    <message>
        <source>Show every cycle</source>
        <translation>Alle Läufe zeigen</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>No cycle carried anything</source>
        <translation>Kein Lauf übertrug etwas</translation>
    </message>
    <message>
        <source>No cycle yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>1 busy cycle</source>
        <translation>1 Lauf ohne Leerläufe</translation>
    </message>
    <message>
        <source>1 cycle</source>
        <translation>1 Lauf</translation>
    </message>
    <message>
        <source>%1 busy cycles</source>
        <translation>%1 Läufe ohne Leerläufe</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>Newest first. Cycles that carried nothing and failed in nothing are left out.</source>
        <translation>Neueste zuerst. Läufe ohne Übertragung und ohne Fehler sind ausgelassen.</translation>
    </message>
    <message>
        <source>Newest first.</source>
        <translation>Neueste zuerst.</translation>
    </message>
    <message>
        <source>No cycle matches.</source>
        <translation>Kein Lauf passt.</translation>
    </message>
    <message>
        <source>No cycle has run yet. Force sync starts one.</source>
        <translation>Noch kein Lauf. „Jetzt abgleichen“ startet einen.</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Exporting: %1 of %2 cycles</source>
        <translation>Export: %1 von %2 Läufen</translation>
    </message>
    <message>
        <source>%1 cycles written to %2</source>
        <translation>%1 Läufe in %2 geschrieben</translation>
    </message>
</context>
<context>
    <name>keel::ErrorDetailPane</name>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy all that is shown here as text</source>
        <translation>Alles hier Gezeigte als Text kopieren</translation>
    </message>
    <message>
        <source>Values of the row</source>
        <translation>Werte der Zeile</translation>
    </message>
    <message>
        <source>Waits behind it</source>
        <translation>Wartet dahinter</translation>
    </message>
    <message>
        <source>The driver said</source>
        <translation>Der Treiber sagte</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Choose a row to see it whole.</source>
        <translation>Zeile wählen, um sie ganz zu sehen.</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>die Quelle</translation>
    </message>
    <message>
        <source>%1, first refused %2</source>
        <comment>direction, time</comment>
        <translation>%1, zuerst abgewiesen %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>state, direction</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 by %2 · %3</source>
        <comment>state, who, direction</comment>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>Row as it left %1</source>
        <translation>Zeile, wie sie %1 verließ</translation>
    </message>
    <message>
        <source>Deleted there; the deletion was refused.</source>
        <translation>Dort gelöscht; die Löschung wurde abgewiesen.</translation>
    </message>
    <message>
        <source>The whole table waits, not one row.</source>
        <translation>Die ganze Tabelle wartet, nicht eine Zeile.</translation>
    </message>
    <message>
        <source>SQLSTATE %1</source>
        <translation>SQLSTATE %1</translation>
    </message>
    <message>
        <source>1 row goes in when this one does: %1</source>
        <translation>Geht diese hinein, folgt 1 Zeile: %1</translation>
    </message>
    <message>
        <source>%1 rows go in when this one does: %2</source>
        <translation>Geht diese hinein, folgen %1 Zeilen: %2</translation>
    </message>
    <message>
        <source>Waits behind it: %1</source>
        <translation>Wartet dahinter: %1</translation>
    </message>
</context>
<context>
    <name>keel::ErrorFilterBar</name>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>Alle Verbindungen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>All tables</source>
        <translation>Alle Tabellen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Beliebige Zeit</translation>
    </message>
    <message>
        <source>Unresolved only</source>
        <translation>Nur offene</translation>
    </message>
    <message>
        <source>Key or message</source>
        <translation>Schlüssel oder Meldung</translation>
    </message>
    <message>
        <source>Filter by key or message</source>
        <translation>Nach Schlüssel oder Meldung filtern</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>Letzte 24 h</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
</context>
<context>
    <name>keel::ErrorReview</name>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>No row waits</source>
        <translation>Keine Zeile wartet</translation>
    </message>
    <message>
        <source>No error matches</source>
        <translation>Kein Fehler passt</translation>
    </message>
    <message>
        <source>1 row waits</source>
        <translation>1 Zeile wartet</translation>
    </message>
    <message>
        <source>%1 rows wait, from %2 causes or more</source>
        <translation>%1 Zeilen warten, aus mindestens %2 Ursachen</translation>
    </message>
    <message>
        <source>%1 rows wait, from 1 cause</source>
        <translation>%1 Zeilen warten, aus 1 Ursache</translation>
    </message>
    <message>
        <source>%1 rows wait, from %2 causes</source>
        <translation>%1 Zeilen warten, aus %2 Ursachen</translation>
    </message>
    <message>
        <source>1 error matches</source>
        <translation>1 Fehler passt</translation>
    </message>
    <message>
        <source>%1 errors match, from 1 cause</source>
        <translation>%1 Fehler passen, aus 1 Ursache</translation>
    </message>
    <message>
        <source>%1 errors match, from %2 causes</source>
        <translation>%1 Fehler passen, aus %2 Ursachen</translation>
    </message>
    <message>
        <source>Every row that was sent went in.</source>
        <translation>Jede gesendete Zeile ging hinein.</translation>
    </message>
    <message>
        <source>Everything else goes on. A row that goes in leaves this list by itself.</source>
        <translation>Alles andere läuft weiter. Eine Zeile, die hineingeht, verlässt diese Liste von selbst.</translation>
    </message>
    <message>
        <source>1 row is tried again; it leaves this list when it went in.</source>
        <translation>1 Zeile wird erneut versucht; geht sie hinein, verlässt sie diese Liste.</translation>
    </message>
    <message>
        <source>%1 rows are tried again; those that go in leave this list.</source>
        <translation>%1 Zeilen werden erneut versucht; die hineingehen, verlassen diese Liste.</translation>
    </message>
    <message>
        <source>1 error marked as resolved.</source>
        <translation>1 Fehler als erledigt markiert.</translation>
    </message>
    <message>
        <source>%1 errors marked as resolved.</source>
        <translation>%1 Fehler als erledigt markiert.</translation>
    </message>
    <message>
        <source>1 error ignored.</source>
        <translation>1 Fehler ignoriert.</translation>
    </message>
    <message>
        <source>%1 errors ignored.</source>
        <translation>%1 Fehler ignoriert.</translation>
    </message>
</context>
<context>
    <name>keel::ErrorTableModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>Letzter Versuch</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
</context>
<context>
    <name>keel::ErrorsPage</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Abhaken</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>Mit Überschriften kopieren</translation>
    </message>
    <message>
        <source>Show all causes</source>
        <translation>Alle Ursachen zeigen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>link, what</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No error matches.</source>
        <translation>Kein Fehler passt.</translation>
    </message>
    <message>
        <source>No errors. Every row that was sent went in.</source>
        <translation>Keine Fehler. Jede gesendete Zeile ging hinein.</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>%1 erneut versuchen</translation>
    </message>
    <message>
        <source>Resolve %1</source>
        <translation>%1 abhaken</translation>
    </message>
    <message>
        <source>Ignore %1</source>
        <translation>%1 ignorieren</translation>
    </message>
    <message>
        <source>Export %1…</source>
        <translation>%1 exportieren…</translation>
    </message>
    <message>
        <source>%1 selected of %2. Ctrl+A selects all.</source>
        <translation>%1 von %2 ausgewählt. Strg+A wählt alle aus.</translation>
    </message>
    <message>
        <source>Reading %1 of %2 records</source>
        <translation>Lesen: %1 von %2 Einträgen</translation>
    </message>
    <message>
        <source>Export cancelled; no file was written.</source>
        <translation>Export abgebrochen; keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>%1 rows are too many for the clipboard. Export… writes them to a file.</source>
        <translation>%1 Zeilen sind zu viele für die Zwischenablage. „Exportieren…“ schreibt sie in eine Datei.</translation>
    </message>
    <message>
        <source>Export errors</source>
        <translation>Fehler exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Exporting: %1 of %2 records read</source>
        <translation>Export: %1 von %2 Einträgen gelesen</translation>
    </message>
    <message>
        <source>%1 errors written to %2</source>
        <translation>%1 Fehler in %2 geschrieben</translation>
    </message>
</context>
<context>
    <name>keel::HealthPane</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Health checks</source>
        <translation>Zustandsprüfungen</translation>
    </message>
    <message>
        <source>No link</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>Choose a link</source>
        <translation>Verbindung wählen</translation>
    </message>
    <message>
        <source>The checks are not known while the service does not answer.</source>
        <translation>Solange der Dienst nicht antwortet, sind die Prüfungen nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>keel::HealthRow</name>
    <message>
        <source>Review errors</source>
        <translation>Fehler durchsehen</translation>
    </message>
    <message>
        <source>Review held rows</source>
        <translation>Gehaltene Zeilen</translation>
    </message>
    <message>
        <source>Show cycle times</source>
        <translation>Laufzeiten zeigen</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nicht in Ordnung</translation>
    </message>
</context>
<context>
    <name>keel::HistoryModel</name>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Cause</source>
        <comment>what started a cycle</comment>
        <translation>Anlass</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Rows a to b</source>
        <translation>Zeilen a nach b</translation>
    </message>
    <message>
        <source>Rows b to a</source>
        <translation>Zeilen b nach a</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>Was misslang</translation>
    </message>
</context>
<context>
    <name>keel::KeyList</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>keel::LinkCardDelegate</name>
    <message>
        <source>Pending</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Durchsehen</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n Konflikt</numerusform>
            <numerusform>%n Konflikte</numerusform>
        </translation>
    </message>
    <message>
        <source>one way</source>
        <translation>eine Richtung</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>Rückstand %1</translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n durchzusehen</numerusform>
            <numerusform>%n durchzusehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>zählt nicht</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Letzter Abgleich</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message numerus="yes">
        <source>%n failed since</source>
        <translation>
            <numerusform>%n seither misslungen</numerusform>
            <numerusform>%n seither misslungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>on resume</source>
        <translation>beim Fortsetzen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>until drained</source>
        <translation>bis alles da ist</translation>
    </message>
    <message>
        <source>probe %1</source>
        <translation>Probe %1</translation>
    </message>
</context>
<context>
    <name>keel::LinkCommands</name>
    <message>
        <source>all links</source>
        <translation>alle Verbindungen</translation>
    </message>
    <message>
        <source>Sync asked for: %1</source>
        <translation>Abgleich angefordert: %1</translation>
    </message>
    <message>
        <source>Synced now: %1</source>
        <translation>Eben abgeglichen: %1</translation>
    </message>
    <message>
        <source>Resumed: %1</source>
        <translation>Fortgesetzt: %1</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Comparing both sides of %1</source>
        <translation>Beide Seiten werden verglichen: %1</translation>
    </message>
    <message>
        <source>Compared: %1. The result stands beside each link&apos;s state.</source>
        <translation>Verglichen: %1. Das Ergebnis steht neben dem Zustand jeder Verbindung.</translation>
    </message>
</context>
<context>
    <name>keel::LinkListModel</name>
    <message>
        <source>Last sync %1</source>
        <translation>Letzter Abgleich %1</translation>
    </message>
    <message>
        <source>%1: %2. Lag %3, pending %4 to %5, %6 back. Errors %7, conflicts %8.</source>
        <translation>%1: %2. Rückstand %3, wartend %4 nach %5, %6 zurück. Fehler %7, Konflikte %8.</translation>
    </message>
</context>
<context>
    <name>keel::MainWindow</name>
    <message>
        <source>Evenkeel</source>
        <translation>Evenkeel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Sync</source>
        <translation>&amp;Abgleich</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1 - Evenkeel</source>
        <translation>%1 - Evenkeel</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>Alle Verbindungen</translation>
    </message>
    <message>
        <source>%1 - %2 - Evenkeel</source>
        <comment>answer - service</comment>
        <translation>%1 - %2 - Evenkeel</translation>
    </message>
</context>
<context>
    <name>keel::NoticeStrip</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 The last data stays; tried again every 5 s.</source>
        <translation>%1 Die letzten Daten bleiben stehen; alle 5 s ein neuer Versuch.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>keel::OverviewPage</name>
    <message>
        <source>Worst first</source>
        <translation>Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Copy the link&apos;s state</source>
        <translation>Zustand der Verbindung kopieren</translation>
    </message>
    <message>
        <source>Links that need a person stand first; off: the order of the config</source>
        <translation>Verbindungen, die jemanden brauchen, stehen zuerst; aus: Reihenfolge der Konfiguration</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>keel::Permits</name>
    <message>
        <source>The token of this window does not allow what can lose data: this needs an admin&apos;s.</source>
        <translation>Das Token dieses Fensters erlaubt nicht, was Daten kosten kann: Dafür braucht es das eines Administrators.</translation>
    </message>
    <message>
        <source>The token of this window allows to look only: this needs an operator&apos;s.</source>
        <translation>Das Token dieses Fensters erlaubt nur den Blick: Dafür braucht es das eines Bedieners.</translation>
    </message>
</context>
<context>
    <name>keel::RecentModel</name>
    <message numerus="yes">
        <source>%n row(s) refused and set aside; the rest went in</source>
        <translation>
            <numerusform>%n Zeile abgewiesen und beiseitegelegt; der Rest ging hinein</numerusform>
            <numerusform>%n Zeilen abgewiesen und beiseitegelegt; der Rest ging hinein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) decided; the losing rows are kept</source>
        <translation>
            <numerusform>%n Konflikt entschieden; die unterlegene Zeile bleibt erhalten</numerusform>
            <numerusform>%n Konflikte entschieden; die unterlegenen Zeilen bleiben erhalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused by %1</source>
        <translation>Angehalten von %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state: reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Runs again: %1</source>
        <translation>Läuft wieder: %1</translation>
    </message>
</context>
<context>
    <name>keel::RowModel</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
</context>
<context>
    <name>keel::SampleModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Longest cycle</source>
        <translation>Längster Lauf</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Probe, %1</source>
        <translation>Probe, %1</translation>
    </message>
</context>
<context>
    <name>keel::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>keel::SidebarModel</name>
    <message>
        <source>%1, %2 to review</source>
        <translation>%1, %2 durchzusehen</translation>
    </message>
</context>
<context>
    <name>keel::StatusBar</name>
    <message>
        <source>Clock offset  %1</source>
        <translation>Uhrenabstand  %1</translation>
    </message>
    <message>
        <source>Service does not answer</source>
        <translation>Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>Läuft %1</translation>
    </message>
    <message>
        <source>Times in %1</source>
        <translation>Zeiten in %1</translation>
    </message>
</context>
<context>
    <name>keel::TableListModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Rows on a</source>
        <translation>Zeilen a</translation>
    </message>
    <message>
        <source>Rows on b</source>
        <translation>Zeilen b</translation>
    </message>
    <message>
        <source>Pending to b</source>
        <translation>Wartet nach b</translation>
    </message>
    <message>
        <source>Pending to a</source>
        <translation>Wartet nach a</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>First load</source>
        <translation>Erstladung</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>Steht still</translation>
    </message>
    <message>
        <source>In %1, as of the last count</source>
        <translation>In %1, Stand der letzten Zählung</translation>
    </message>
    <message>
        <source>Changes that wait to go to %1</source>
        <translation>Änderungen, die auf den Weg nach %1 warten</translation>
    </message>
    <message>
        <source>No row carried yet</source>
        <translation>Noch keine Zeile übertragen</translation>
    </message>
</context>
<context>
    <name>keel::TablesPage</name>
    <message>
        <source>Link or table</source>
        <translation>Verbindung oder Tabelle</translation>
    </message>
    <message>
        <source>Filter by link or table</source>
        <translation>Nach Verbindung oder Tabelle filtern</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>No table matches. Clear the filter.</source>
        <translation>Keine Tabelle passt. Filter leeren.</translation>
    </message>
    <message>
        <source>No table is synced yet.</source>
        <translation>Noch wird keine Tabelle abgeglichen.</translation>
    </message>
</context>
<context>
    <name>keel::ThroughputPage</name>
    <message>
        <source>each second</source>
        <translation>je Sekunde</translation>
    </message>
    <message>
        <source>mean of %1</source>
        <translation>Mittel über %1</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Keep what is shown; time goes on when it is released</source>
        <translation>Anzeige festhalten; nach dem Lösen läuft die Zeit weiter</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Export picture (PNG)…</source>
        <translation>Bild exportieren (PNG)…</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Export table (CSV)…</source>
        <translation>Tabelle exportieren (CSV)…</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>Letzte %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Rows per second</source>
        <translation>Zeilen je Sekunde</translation>
    </message>
    <message>
        <source>Cycle duration</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Errors and conflicts</source>
        <translation>Fehler und Konflikte</translation>
    </message>
    <message>
        <source>Interval %1.</source>
        <translation>Takt %1.</translation>
    </message>
    <message>
        <source>Intervals differ; choose one link to see cycles against theirs.</source>
        <translation>Die Takte sind verschieden; eine Verbindung wählen, um Läufe an ihrem Takt zu messen.</translation>
    </message>
    <message>
        <source>Charts fill while the service runs.</source>
        <translation>Die Diagramme füllen sich, während der Dienst läuft.</translation>
    </message>
    <message>
        <source>interval %1</source>
        <translation>Takt %1</translation>
    </message>
    <message>
        <source>80 % of the interval</source>
        <translation>80 % des Takts</translation>
    </message>
    <message>
        <source>longest each second</source>
        <translation>längster je Sekunde</translation>
    </message>
    <message>
        <source>longest in %1</source>
        <translation>längster in %1</translation>
    </message>
    <message>
        <source>over 80 % for %1</source>
        <translation>%1 lang über 80 %</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>1 error shown</source>
        <translation>1 Fehler gezeigt</translation>
    </message>
    <message>
        <source>%1 errors shown</source>
        <translation>%1 Fehler gezeigt</translation>
    </message>
    <message>
        <source>a to b</source>
        <translation>a nach b</translation>
    </message>
    <message>
        <source>b to a</source>
        <translation>b nach a</translation>
    </message>
    <message>
        <source>at</source>
        <comment>before the crosshair&apos;s time</comment>
        <translation>um</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Picture written to %1</source>
        <translation>Bild in %1 geschrieben</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 ließ sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>%1 samples written to %2</source>
        <translation>%1 Messwerte in %2 geschrieben</translation>
    </message>
    <message>
        <source>Probe row, end to end</source>
        <translation>Probezeile, von Ende zu Ende</translation>
    </message>
    <message>
        <source>commit to commit</source>
        <translation>von Commit zu Commit</translation>
    </message>
    <message>
        <source>none arrived</source>
        <translation>keine angekommen</translation>
    </message>
</context>
<context>
    <name>keel::ToolBar</name>
    <message>
        <source>Links shown</source>
        <translation>Gezeigte Verbindungen</translation>
    </message>
    <message>
        <source>Which links the pages and the commands are about</source>
        <translation>Für welche Verbindungen Seiten und Befehle gelten</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message numerus="yes">
        <source>All %n link(s)</source>
        <translation>
            <numerusform>Die eine Verbindung</numerusform>
            <numerusform>Alle %n Verbindungen</numerusform>
        </translation>
    </message>
</context>
</TS>
