// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/readparts.h"

#include <QSet>

namespace keel {

namespace {

void readNames(Section& section, TableConfig& table, const EndpointConfig* b)
{
    const QString keyA = QStringLiteral("a");
    const QString keyB = QStringLiteral("b");
    QString nameA;
    QString nameB;
    if (!section.has(keyA))
        section.fault(keyA, QStringLiteral("missing, expected the table's name on a"));
    else if (section.text(keyA, nameA) && nameA.trimmed().isEmpty())
        section.fault(keyA, QStringLiteral("found an empty name"));
    if (!section.has(keyA))
        static_cast<void>(section.raw(keyA));
    if (section.has(keyB)) {
        if (section.text(keyB, nameB) && nameB.trimmed().isEmpty())
            section.fault(keyB, QStringLiteral("found an empty name"));
    } else {
        static_cast<void>(section.raw(keyB));
        // SQLite has no schemas to speak of: "public.users" is "users" there.
        nameB = b && b->driver == u"sqlite" ? nameA.section(u'.', -1) : nameA;
    }
    table.a = TableName(nameA);
    table.b = TableName(nameB);
}

void readCapture(Section& section, TableConfig& table)
{
    QString kind;
    const QString key = QStringLiteral("capture");
    if (section.choice(key, kind,
                       {QStringLiteral("journal"), QStringLiteral("timestamp"), QStringLiteral("snapshot"),
                        QStringLiteral("logical")})) {
        if (kind == u"snapshot" || kind == u"logical")
            section.fault(key, QStringLiteral("\"%1\" is not in this version").arg(kind),
                          QStringLiteral("use \"journal\" or \"timestamp\""));
        table.capture = kind == u"timestamp" ? CaptureKind::Timestamp : CaptureKind::Journal;
    }
    if (table.capture == CaptureKind::Timestamp && !section.has(QStringLiteral("updatedAt")))
        section.fault(QStringLiteral("updatedAt"), QStringLiteral("missing, and timestamp capture needs it"),
                      QStringLiteral("name the column that holds the time of a row's last change"));
}

void checkColumns(Section& section, const TableConfig& table)
{
    QSet<QString> targets;
    for (auto it = table.columns.cbegin(); it != table.columns.cend(); ++it) {
        if (targets.contains(it.value()))
            section.fault(QStringLiteral("columns"), QStringLiteral("two columns go to \"%1\" on b").arg(it.value()));
        targets.insert(it.value());
        if (table.exclude.contains(it.key()))
            section.fault(QStringLiteral("exclude"), QStringLiteral("\"%1\" stands in columns as well").arg(it.key()));
    }
    for (const QString& column : table.exclude) {
        if (table.key.contains(column) || column == table.updatedAt || column == table.softDelete)
            section.fault(QStringLiteral("exclude"),
                          QStringLiteral("\"%1\" is needed: it is key, updatedAt or softDelete").arg(column));
    }
    for (const QString& column : table.ignore) {
        if (table.key.contains(column))
            section.fault(QStringLiteral("ignore"), QStringLiteral("\"%1\" is part of the key").arg(column));
    }
}

} // namespace

TableConfig readTable(Section& section, const LinkConfig& link, const EndpointConfig* b, bool deleteOnFilterLeave)
{
    TableConfig table;
    table.place = section.path();
    table.capture = link.capture;
    table.bell = link.bell;
    if (!section.isPresent())
        return table;
    readNames(section, table, b);
    if (section.texts(QStringLiteral("key"), table.key) && table.key.isEmpty())
        section.fault(QStringLiteral("key"), QStringLiteral("the list is empty"),
                      QStringLiteral("leave it out to use the primary key"));
    section.text(QStringLiteral("updatedAt"), table.updatedAt);
    section.textMap(QStringLiteral("columns"), table.columns);
    section.texts(QStringLiteral("exclude"), table.exclude);
    section.texts(QStringLiteral("ignore"), table.ignore);
    section.text(QStringLiteral("filter"), table.filter);
    section.text(QStringLiteral("softDelete"), table.softDelete);
    section.integer(QStringLiteral("priority"), table.priority, {-1'000'000, 1'000'000});
    section.boolean(QStringLiteral("bell"), table.bell);
    Milliseconds interval{0};
    if (section.duration(QStringLiteral("intervalMs"), interval, {100, 24 * 3600 * 1000}))
        table.interval = interval;
    QString onLeave = deleteOnFilterLeave ? QStringLiteral("delete") : QStringLiteral("keep");
    section.choice(QStringLiteral("onFilterLeave"), onLeave, {QStringLiteral("delete"), QStringLiteral("keep")});
    table.deleteOnFilterLeave = onLeave == u"delete";
    readCapture(section, table);
    checkColumns(section, table);
    section.finish();
    return table;
}

} // namespace keel
