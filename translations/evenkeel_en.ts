<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>OverviewAnswer</name>
        <message numerus="yes">
            <source>Recovered %n change(s) missed while away: %1.</source>
            <translation>
                <numerusform>Recovered %n change missed while away: %1.</numerusform>
                <numerusform>Recovered %n changes missed while away: %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n link(s) down</source>
            <translation>
                <numerusform>%n link is down</numerusform>
                <numerusform>%n links are down</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n wait(s) for your decision</source>
            <translation>
                <numerusform>%n waits for your decision</numerusform>
                <numerusform>%n wait for your decision</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 link(s) down</source>
            <translation>
                <numerusform>%n of %1 links is down</numerusform>
                <numerusform>%n of %1 links are down</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 link(s) wait for your decision</source>
            <translation>
                <numerusform>%n of %1 links waits for your decision</numerusform>
                <numerusform>%n of %1 links wait for your decision</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 link(s) need attention</source>
            <translation>
                <numerusform>%n of %1 links needs attention</numerusform>
                <numerusform>%n of %1 links need attention</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 link(s) catching up</source>
            <translation>
                <numerusform>%n of %1 links is catching up</numerusform>
                <numerusform>%n of %1 links are catching up</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 link(s) paused</source>
            <translation>
                <numerusform>%n of %1 links is paused</numerusform>
                <numerusform>%n of %1 links are paused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 link(s) not proven yet</source>
            <translation>
                <numerusform>%n of %1 links is not proven yet</numerusform>
                <numerusform>%n of %1 links are not proven yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n link(s) in sync</source>
            <translation>
                <numerusform>The link is in sync</numerusform>
                <numerusform>All %n links in sync</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n proven in sync</source>
            <translation>
                <numerusform>%n proven in sync</numerusform>
                <numerusform>%n proven in sync</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n catching up</source>
            <translation>
                <numerusform>%n catching up</numerusform>
                <numerusform>%n catching up</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not proven yet</source>
            <translation>
                <numerusform>%n not proven yet</numerusform>
                <numerusform>%n not proven yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n paused</source>
            <translation>
                <numerusform>%n paused</numerusform>
                <numerusform>%n paused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TablesAnswer</name>
        <message numerus="yes">
            <source>%n of %1 table(s) stand still</source>
            <translation>
                <numerusform>%n of %1 tables stands still</numerusform>
                <numerusform>%n of %1 tables stand still</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n table(s) have errors to review.</source>
            <translation>
                <numerusform>%n table has errors to review.</numerusform>
                <numerusform>%n tables have errors to review.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 table(s) have changes waiting</source>
            <translation>
                <numerusform>%n of %1 tables has changes waiting</numerusform>
                <numerusform>%n of %1 tables have changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 table(s) have errors to review</source>
            <translation>
                <numerusform>%n of %1 tables has errors to review</numerusform>
                <numerusform>%n of %1 tables have errors to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n table(s) in sync</source>
            <translation>
                <numerusform>The table is in sync</numerusform>
                <numerusform>All %n tables in sync</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing waits in %n table(s)</source>
            <translation>
                <numerusform>Nothing waits in %n table</numerusform>
                <numerusform>Nothing waits in %n tables</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>keel::LinkCardDelegate</name>
        <message numerus="yes">
            <source>%n error(s)</source>
            <translation>
                <numerusform>%n error</numerusform>
                <numerusform>%n errors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s)</source>
            <translation>
                <numerusform>%n conflict</numerusform>
                <numerusform>%n conflicts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to review</source>
            <translation>
                <numerusform>%n to review</numerusform>
                <numerusform>%n to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed since</source>
            <translation>
                <numerusform>%n failed since</numerusform>
                <numerusform>%n failed since</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>keel::RecentModel</name>
        <message numerus="yes">
            <source>%n row(s) refused and set aside; the rest went in</source>
            <translation>
                <numerusform>%n row refused and set aside; the rest went in</numerusform>
                <numerusform>%n rows refused and set aside; the rest went in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) decided; the losing rows are kept</source>
            <translation>
                <numerusform>%n conflict decided; the losing row is kept</numerusform>
                <numerusform>%n conflicts decided; the losing rows are kept</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>keel::ToolBar</name>
        <message numerus="yes">
            <source>All %n link(s)</source>
            <translation>
                <numerusform>The one link</numerusform>
                <numerusform>All %n links</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>keel::BrakeBanner</name>
        <message numerus="yes">
            <source>%n more table(s) wait(s).</source>
            <translation>
                <numerusform>%n more table waits.</numerusform>
                <numerusform>%n more tables wait.</numerusform>
            </translation>
        </message>
    </context>
</TS>
