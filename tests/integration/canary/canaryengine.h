// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/engine.h"
#include "sync/records/datadir.h"
#include "tests/support/servers/privatepostgres.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

namespace keel {

using namespace std::chrono_literals;

inline void runSqlite(const QString& path, const char* text)
{
    sqlite3* db = nullptr;
    const bool good = sqlite3_open(path.toUtf8().constData(), &db) == SQLITE_OK &&
                      sqlite3_exec(db, text, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    if (!good)
        qFatal("%s", text);
}

inline std::optional<HealthCheck> canaryOf(const LinkSnapshot& link)
{
    for (const HealthCheck& check : link.checks) {
        if (check.kind == HealthCheck::Kind::Canary)
            return check;
    }
    return std::nullopt;
}

/// An engine over links whose probes go every second, with servers of its own.
class CanaryEngine
{
public:
    std::unique_ptr<PrivatePostgres> m_a;
    std::unique_ptr<PrivatePostgres> m_b;
    QString m_whyNot;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Engine> m_engine;

    [[nodiscard]] EndpointConfig postgres(PrivatePostgres& server, const QString& name) const
    {
        EndpointConfig endpoint = server.createDatabase(name);
        endpoint.name = EndpointName(name);
        server.psql(endpoint.database, QStringLiteral("create table notes (id int primary key, text text)"));
        return endpoint;
    }
    [[nodiscard]] EndpointConfig sqlite(const QString& name) const
    {
        EndpointConfig endpoint;
        endpoint.name = EndpointName(name);
        endpoint.driver = QStringLiteral("sqlite");
        endpoint.path = m_folder->filePath(name + QStringLiteral(".db"));
        runSqlite(endpoint.path, "pragma journal_mode = wal; create table notes (id integer primary key, text text)");
        return endpoint;
    }
    struct Wanted
    {
        LinkConfig config;
        EndpointConfig a;
        EndpointConfig b;
    };
    [[nodiscard]] static Wanted link(const char* name, const EndpointConfig& a, const EndpointConfig& b)
    {
        LinkConfig link;
        link.name = LinkName(QString::fromLatin1(name));
        link.place = QStringLiteral("links[0]");
        link.a = a.name;
        link.b = b.name;
        link.canaryEvery = 1s;
        TableConfig table;
        table.place = QStringLiteral("links[0].tables[0]");
        table.a = table.b = TableName(QStringLiteral("notes"));
        link.tables.push_back(table);
        return {link, a, b};
    }
    void start(const std::vector<Wanted>& links)
    {
        Config config;
        config.timeZone = QStringLiteral("UTC");
        for (const Wanted& wanted : links) {
            config.endpoints.push_back(wanted.a);
            config.endpoints.push_back(wanted.b);
            config.links.push_back(wanted.config);
        }
        auto dir = DataDir::hold(m_folder->filePath(QStringLiteral("data")));
        if (!dir)
            qFatal("%s", qPrintable(toText(dir.error())));
        m_engine = std::make_unique<Engine>(config, *dir);
        m_engine->start();
    }
    void startPair(const EndpointConfig& a, const EndpointConfig& b, const std::function<void(LinkConfig&)>& change)
    {
        Wanted pair = link("pair", a, b);
        change(pair.config);
        start({pair});
    }
    void begin()
    {
        if (!m_a) {
            m_a = PrivatePostgres::startOwn(&m_whyNot);
            m_b = PrivatePostgres::startOwn(&m_whyNot);
        }
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void stop()
    {
        if (!m_engine)
            return;
        QSignalSpy stopped(m_engine.get(), &Engine::stopped);
        m_engine->stop();
        QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 30'000);
        m_engine.reset();
    }
    [[nodiscard]] LinkSnapshot shown(int index = 0) const { return m_engine->snapshot().links.at(index); }
};

} // namespace keel
