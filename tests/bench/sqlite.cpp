// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite to SQLite, smaller.
#include "tests/bench/bench.h"

#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace {

constexpr int rows = 20'000;

void run(QSqlDatabase& db, const QString& sql)
{
    QSqlQuery query(db);
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql.left(200)), qPrintable(query.lastError().text()));
}

QJsonObject file(const QString& path)
{
    return {{QStringLiteral("driver"), QStringLiteral("sqlite")}, {QStringLiteral("path"), path}};
}

} // namespace

void benchSqlite(Bench& bench)
{
    const QString pathA = bench.folder() + QStringLiteral("/bench-a.db");
    const QString pathB = bench.folder() + QStringLiteral("/bench-b.db");
    const QString folder = bench.writeConfig(
        QStringLiteral("sqlite"),
        {{QStringLiteral("endpoints"),
          QJsonObject{{QStringLiteral("a"), file(pathA)}, {QStringLiteral("b"), file(pathB)}}},
         {QStringLiteral("links"),
          QJsonArray{QJsonObject{
              {QStringLiteral("name"), QStringLiteral("bench")},
              {QStringLiteral("a"), QStringLiteral("a")},
              {QStringLiteral("b"), QStringLiteral("b")},
              {QStringLiteral("tables"), QJsonArray{QJsonObject{{QStringLiteral("a"), QStringLiteral("events")},
                                                                {QStringLiteral("b"), QStringLiteral("events")}}}}}}}});
    {
        QSqlDatabase a = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bench-a"));
        QSqlDatabase b = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bench-b"));
        a.setDatabaseName(pathA);
        b.setDatabaseName(pathB);
        if (!a.open() || !b.open())
            qFatal("cannot open SQLite files");
        for (QSqlDatabase* db : {&a, &b})
            run(*db, QStringLiteral("create table events (id integer primary key, account integer, kind text, amount "
                                    "real, payload text)"));
        run(a, QStringLiteral("with recursive i(n) as (select 1 union all select n + 1 from i where n < %1)"
                              " insert into events select n, n % 5000, 'new', n / 100.0, printf('%150d', n) from i")
                   .arg(rows));
        const double load = bench.once(folder);
        run(a, QStringLiteral("update events set kind = 'changed'"));
        const double catchUp = bench.once(folder);
        bench.add({QStringLiteral("SQLite: 20,000 rows loaded"), QStringLiteral("%1 s").arg(load, 0, 'f', 2), {}, {}});
        bench.add(
            {QStringLiteral("SQLite: 20,000 changed rows"), QStringLiteral("%1 s").arg(catchUp, 0, 'f', 2), {}, {}});
    }
    QSqlDatabase::removeDatabase(QStringLiteral("bench-a"));
    QSqlDatabase::removeDatabase(QStringLiteral("bench-b"));
}
