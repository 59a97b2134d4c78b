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
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 and %2 keep their own version of this row until someone decides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: a tie</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The times could not decide; %1 wins ties.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: it was written later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was written %2 after %3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: the policy says so</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The policy of this link is %1, whatever the times.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: first load</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both sides had this row, with different values, when they were first compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Policy %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row was deleted on %1, so it is gone on both sides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 had deleted the row; it is back on both sides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both sides hold %1's row; what %2 had is kept here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorDetail</name>
        <message>
            <source>no such parent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>refused by a check</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>must not be empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>does not fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>changed by a trigger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>missing there</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorTableModel</name>
        <message>
            <source>whole table</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OverviewAnswer</name>
        <message>
            <source>No link is configured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name two endpoints and a link in the config.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, %2</source>
            <comment>1 link is down, 1 waits for your decision</comment>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>, </source>
            <comment>between counts</comment>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>row</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>schema</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>config</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bug</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ignored</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Went in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Timer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Force sync</source>
            <translation>Jetzt abgleichen</translation>
        </message>
        <message>
            <source>Start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused for an unlisted reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cannot be reached</source>
            <translation>Nicht erreichbar</translation>
        </message>
        <message>
            <source>Access denied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row is locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No answer in time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server is short of resources</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value does not fit</source>
            <translation>Wert passt nicht</translation>
        </message>
        <message>
            <source>Refused by a trigger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A trigger changed the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table was truncated</source>
            <translation>Tabelle wurde geleert</translation>
        </message>
        <message>
            <source>Table missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Column missing</source>
            <translation>Spalte fehlt</translation>
        </message>
        <message>
            <source>Table has no key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tables differ in shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Config is not valid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Data folder in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File cannot be written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fault inside Evenkeel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes wait on the other side and go on by themselves when it answers again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grant the right that the server names, or mend the password, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tried again by itself. If it stays, look for a transaction left open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Free disk, memory or connections on the server; the rest follows by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change or remove the row that holds the value, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring the parent row to the other side, then retry; the rest follows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mend the value on its source, or loosen the check, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fill the column on the source, or allow NULL on the target, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Widen the column on the target, or mend the value, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read what the trigger asks for, mend the row, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Switch the trigger off for Evenkeel, or list the column under ignore.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was passed on. Decide what shall happen to the rows on the other side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create the table on that side, or take it out of the config.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add the column on that side, or exclude it; only this table waits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a primary key, or name a unique key in the config.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make the columns alike on both sides; only this table waits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tie, a wins</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>first load</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same key was added on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row was changed on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed on one side, gone on the other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted on one side, changed on the other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row meets several other rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2</source>
            <comment>place: what happened</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>what happened (driver's words)</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1. %2</source>
            <comment>what happened. what to do</comment>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
    </context>
    <context>
        <name>TablesAnswer</name>
        <message>
            <source>%1: %2</source>
            <comment>table: why it stands</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No table is synced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name the tables of a link in the config.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Throughput</name>
        <message>
            <source>No samples yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Throughput of all links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle ended in this time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles keep up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles keep up, with slow spells</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles do not keep up</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::AttemptsView</name>
        <message>
            <source>same answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and %1 earlier</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attempts: %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CauseCard</name>
        <message>
            <source>%1 in %2 of %3, %4 (%5). %6</source>
            <comment>count, table, link, what, class, advice</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, table %2</source>
            <comment>link, table</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CauseStrip</name>
        <message>
            <source>Causes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CommandPalette</name>
        <message>
            <source>Go to or run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page, link or command</source>
            <translation>Seite, Verbindung oder Befehl</translation>
        </message>
        <message>
            <source>What matches</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictDiffModel</name>
        <message>
            <source>gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 ✓ winner</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictListModel</name>
        <message>
            <source>held for you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 %2, %3: %4, %5</source>
            <comment>table key, what happened: who won, when</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Held for you</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictPane</name>
        <message>
            <source>Previous conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy both versions as text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both versions of the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only columns that differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>policy %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>≠ 1 column differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>≠ %1 columns differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 · %2 · decided %3</source>
            <comment>link, what happened, when</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictTimeline</name>
        <message>
            <source>same time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 at %2, %3 at %4: %5</source>
            <comment>side, time, side, time, time between</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictsPage</name>
        <message>
            <source>Table, key or value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by table, key or value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl+F</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>All decided by policy; none waits for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 is held for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 are held for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflict matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflict matches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflicts. No row was changed on both sides at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of %2</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CyclesPage</name>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export cancelled; no file was written.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave out cycles that carried nothing and failed in nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show every cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>No cycle carried anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 busy cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 busy cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest first. Cycles that carried nothing and failed in nothing are left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle matches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle has run yet. Force sync starts one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export history</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting: %1 of %2 cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cycles written to %2</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ErrorDetailPane</name>
        <message>
            <source>Details of the error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy all that is shown here as text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Values of the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waits behind it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The driver said</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attempts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a row to see it whole.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, first refused %2</source>
            <comment>direction, time</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>state, direction</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 by %2 · %3</source>
            <comment>state, who, direction</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row as it left %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted there; the deletion was refused.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The whole table waits, not one row.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQLSTATE %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 row goes in when this one does: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows go in when this one does: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waits behind it: %1</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Since</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Any time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unresolved only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key or message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by key or message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl+F</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last 24 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last 7 days</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>No error matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 row waits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows wait, from %2 causes or more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows wait, from 1 cause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows wait, from %2 causes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 error matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors match, from 1 cause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors match, from %2 causes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every row that was sent went in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything else goes on. A row that goes in leaves this list by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 row is tried again; it leaves this list when it went in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows are tried again; those that go in leave this list.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 error marked as resolved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors marked as resolved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 error ignored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors ignored.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>What happened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tries</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ErrorsPage</name>
        <message>
            <source>Retry</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ignore</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select all</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>1 row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, %2</source>
            <comment>link, what</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No error matches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No errors. Every row that was sent went in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retry %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolve %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ignore %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export %1…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 selected of %2. Ctrl+A selects all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading %1 of %2 records</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export cancelled; no file was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows are too many for the clipboard. Export… writes them to a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>JSON (*.json)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting: %1 of %2 records read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors written to %2</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>No link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a link</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>failed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::HistoryModel</name>
        <message>
            <source>Started</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link</source>
            <translation>Verbindung</translation>
        </message>
        <message>
            <source>Cause</source>
            <comment>what started a cycle</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Took</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows a to b</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows b to a</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
    </context>
    <context>
        <name>keel::LinkCommands</name>
        <message>
            <source>all links</source>
            <translation>alle Verbindungen</translation>
        </message>
        <message>
            <source>Sync asked for: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synced now: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resumed: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paused: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing both sides of %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compared: %1. The result stands beside each link's state.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::LinkListModel</name>
        <message>
            <source>Last sync %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2. Lag %3, pending %4 to %5, %6 back. Errors %7, conflicts %8.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::MainWindow</name>
        <message>
            <source>Evenkeel</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>link</source>
            <translation>Verbindung</translation>
        </message>
        <message>
            <source>All links</source>
            <translation>Alle Verbindungen</translation>
        </message>
    </context>
    <context>
        <name>keel::NoticeStrip</name>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 The last data stays; tried again every 5 s.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::OverviewPage</name>
        <message>
            <source>Worst first</source>
            <translation>Schlimmste zuerst</translation>
        </message>
        <message>
            <source>Copy the link's state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Links that need a person stand first; off: the order of the config</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent</source>
            <translation>Zuletzt</translation>
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2</source>
            <comment>state: reason</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Runs again: %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::RowModel</name>
        <message>
            <source>Column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remark</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::SampleModel</name>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Longest cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Konflikte</translation>
        </message>
    </context>
    <context>
        <name>keel::Sidebar</name>
        <message>
            <source>Pages</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::SidebarModel</name>
        <message>
            <source>%1, %2 to review</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes that wait to go to %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No row carried yet</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ThroughputPage</name>
        <message>
            <source>each second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean of %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Samples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Freeze</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep what is shown; time goes on when it is released</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show as table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export picture (PNG)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export table (CSV)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>5 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>15 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>6 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>24 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows per second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycle duration</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Errors and conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Interval %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Intervals differ; choose one link to see cycles against theirs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Charts fill while the service runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>interval %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>80 % of the interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>longest each second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>longest in %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>over 80 % for %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in %1</source>
            <translation>in %1</translation>
        </message>
        <message>
            <source>1 error shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a to b</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>b to a</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at</source>
            <comment>before the crosshair's time</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>limit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture written to %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 could not be written: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 samples written to %2</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
