// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/engine.h"
#include "sync/records/datadir.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace keel {

/// Two SQLite files with a table each, a config that links them, and plain connections like an application's.
class SqlitePair
{
public:
    explicit SqlitePair(const QStringList& schema = {
                            QStringLiteral("create table notes (id integer primary key, text text, at text)")})
    {
        for (const QString& side : {QStringLiteral("clinic"), QStringLiteral("cloud")}) {
            QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), side);
            db.setDatabaseName(path(side));
            db.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
            if (!db.open())
                qFatal("no test database");
            run(side, QStringLiteral("pragma journal_mode = wal"));
            for (const QString& statement : schema)
                run(side, statement);
        }
    }
    ~SqlitePair()
    {
        QSqlDatabase::removeDatabase(QStringLiteral("clinic"));
        QSqlDatabase::removeDatabase(QStringLiteral("cloud"));
    }

    [[nodiscard]] QString path(const QString& side) const { return m_folder.filePath(side + QStringLiteral(".db")); }
    [[nodiscard]] QString dataPath() const { return m_folder.filePath(QStringLiteral("data")); }

    static void run(const QString& side, const QString& statement)
    {
        QSqlQuery query(QSqlDatabase::database(side));
        if (!query.exec(statement))
            qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
    }
    /// First column of the first row; empty when there is none.
    static QString value(const QString& side, const QString& statement)
    {
        QSqlQuery query(QSqlDatabase::database(side));
        if (!query.exec(statement))
            return query.lastError().text();
        return query.next() ? query.value(0).toString() : QString();
    }

    [[nodiscard]] EndpointConfig endpoint(const QString& name) const
    {
        EndpointConfig endpoint;
        endpoint.name = EndpointName(name);
        endpoint.driver = QStringLiteral("sqlite");
        endpoint.path = path(name);
        return endpoint;
    }
    [[nodiscard]] static LinkConfig link(const QString& name, const QString& a, const QString& b)
    {
        LinkConfig link;
        link.name = LinkName(name);
        link.place = QStringLiteral("links[0]");
        link.a = EndpointName(a);
        link.b = EndpointName(b);
        TableConfig table;
        table.place = QStringLiteral("links[0].tables[0]");
        table.a = TableName(QStringLiteral("notes"));
        table.b = TableName(QStringLiteral("notes"));
        link.tables.push_back(table);
        return link;
    }
    [[nodiscard]] Config config() const
    {
        Config config;
        config.timeZone = QStringLiteral("UTC");
        config.endpoints = {endpoint(QStringLiteral("clinic")), endpoint(QStringLiteral("cloud"))};
        config.links = {link(QStringLiteral("pair"), QStringLiteral("clinic"), QStringLiteral("cloud"))};
        return config;
    }
    [[nodiscard]] std::unique_ptr<Engine> engine(const Config& config) const
    {
        auto dir = DataDir::hold(dataPath());
        if (!dir)
            qFatal("%s", qPrintable(toText(dir.error())));
        auto made = std::make_unique<Engine>(config, *dir);
        made->start();
        return made;
    }

private:
    QTemporaryDir m_folder;
};

inline LinkSnapshot linkOf(const Engine& engine, int index = 0)
{
    return engine.snapshot().links.at(index);
}
inline QString stateOf(const Engine& engine, int index = 0)
{
    return toText(linkOf(engine, index).state);
}

} // namespace keel
