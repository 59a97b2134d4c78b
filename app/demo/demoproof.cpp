// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoproof.h"

#include "app/output.h"
#include "sync/records/history.h"

#include <QSet>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace keel {

namespace {

const LinkName linkName(QStringLiteral("clinic-cloud"));

Result<QStringList> column(QSqlDatabase& database, const QString& sql)
{
    QSqlQuery query(database);
    if (!query.exec(sql))
        return fail({.kind = ErrorClass::Bug,
                     .code = ErrorCode::Internal,
                     .detail = query.lastError().text(),
                     .place = database.databaseName()});
    QStringList values;
    while (query.next())
        values += query.value(0).toString();
    return values;
}

/// Keys of the table with an open record, waiting ones as well.
Result<QSet<QString>> explained(History& history, const QString& table, const QStringList& ids)
{
    std::vector<Key> keys;
    for (const QString& id : ids)
        keys.push_back({.values = {Value(id.toUtf8(), Family::Integer)}});
    QSet<QString> known;
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        const auto open = history.openFor(linkName, direction, TableName(table), keys);
        if (!open)
            return fail(open.error());
        for (const OpenRecord& record : *open)
            known.insert(keyToDisplay(record.entry.key));
    }
    return known;
}

Result<DemoProof::Table> compare(QSqlDatabase& database, History& history, const QString& name, QStringList& refused)
{
    DemoProof::Table table{.name = name};
    for (const auto& [schema, rows] : {std::pair("main", &table.rowsClinic), std::pair("cloud", &table.rowsCloud)}) {
        const auto count =
            column(database, QStringLiteral("SELECT count(*) FROM %1.%2").arg(QLatin1StringView(schema), name));
        if (!count)
            return fail(count.error());
        *rows = count->value(0).toLongLong();
    }
    const auto ids =
        column(database, QStringLiteral("SELECT id FROM (SELECT * FROM main.%1 EXCEPT SELECT * FROM cloud.%1) UNION "
                                        "SELECT id FROM (SELECT * FROM cloud.%1 EXCEPT SELECT * FROM main.%1)")
                             .arg(name));
    if (!ids)
        return fail(ids.error());
    table.differing = ids->size();
    const auto known = explained(history, name, *ids);
    if (!known)
        return fail(known.error());
    for (const QString& id : *ids) {
        if (!known->contains(id))
            ++table.unexplained;
        else
            refused += name + QLatin1Char(' ') + id;
    }
    return table;
}

/// Gives the refused rows the words of the database that refused them; the rest waits for one of those.
Result<void> addReasons(History& history, QStringList& refused)
{
    const auto page = history.errors({.request = 0, .filter = {}, .limit = 10'000});
    if (!page)
        return fail(page.error());
    for (QString& row : refused) {
        const auto it = std::ranges::find_if(page->rows, [&](const ErrorRecord& r) {
            return row == r.table.value + QLatin1Char(' ') + keyToDisplay(keyFromJson(r.keyJson));
        });
        row += it == page->rows.end() ? QStringLiteral(": waits for its patient")
                                      : QStringLiteral(": ") + it->message.simplified();
    }
    return {};
}

} // namespace

bool DemoProof::holds() const
{
    return std::ranges::all_of(tables, [](const Table& t) { return t.unexplained == 0; });
}

QStringList DemoProof::lines() const
{
    QList<QStringList> rows{{QStringLiteral("table"), QStringLiteral("rows in clinic"), QStringLiteral("rows in cloud"),
                             QStringLiteral("not alike"), QStringLiteral("unexplained")}};
    for (const Table& table : tables)
        rows.push_back({table.name, QString::number(table.rowsClinic), QString::number(table.rowsCloud),
                        QString::number(table.differing), QString::number(table.unexplained)});
    QStringList text = aligned(rows, {1, 2, 3, 4});
    if (!holds())
        text += QStringLiteral("clinic and cloud differ");
    else if (refused.isEmpty())
        text += QStringLiteral("clinic and cloud are equal");
    else
        text += QStringLiteral("clinic and cloud are equal but for %1 rows that cloud refuses or that wait for one:")
                    .arg(refused.size());
    for (const QString& row : refused)
        text += QStringLiteral("  ") + row;
    return text;
}

QJsonObject DemoProof::json() const
{
    QJsonArray list;
    for (const Table& table : tables)
        list.append(QJsonObject{{QStringLiteral("name"), table.name},
                                {QStringLiteral("rowsClinic"), table.rowsClinic},
                                {QStringLiteral("rowsCloud"), table.rowsCloud},
                                {QStringLiteral("differing"), table.differing},
                                {QStringLiteral("unexplained"), table.unexplained}});
    return {{QStringLiteral("equalButForRefused"), holds()},
            {QStringLiteral("tables"), list},
            {QStringLiteral("refused"), QJsonArray::fromStringList(refused)}};
}

Result<DemoProof> proveDemo(const DemoFiles& files, const QString& history)
{
    auto book = History::open(history, QStringLiteral("demo proof"), History::Mode::Read);
    if (!book)
        return fail(std::move(book).error());
    auto database = openDemoDatabase(files.clinic, QStringLiteral("demo proof"));
    if (!database)
        return fail(std::move(database).error());
    DemoProof proof;
    auto done = [&]() -> Result<void> {
        const auto attached =
            column(*database, QStringLiteral("ATTACH '%1' AS cloud")
                                  .arg(QString(files.cloud).replace(QLatin1Char('\''), QStringLiteral("''"))));
        if (!attached)
            return fail(attached.error());
        for (const QString& name : demoTables()) {
            auto table = compare(*database, **book, name, proof.refused);
            if (!table)
                return fail(std::move(table).error());
            proof.tables.push_back(*table);
        }
        return addReasons(**book, proof.refused);
    }();
    closeDemoDatabase(*database);
    if (!done)
        return fail(std::move(done).error());
    return proof;
}

} // namespace keel
