// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include "sync/engine/threads/readahead.h"
#include "sync/store/registry.h"

#include <QFile>
#include <QTest>

#include <sqlite3.h>

using namespace keel;

namespace {

/// Ends the test program: a pair that cannot be had proves nothing.
template <class T>
auto must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

QString runSqlite(const QString& path, const QString& text)
{
    sqlite3* db = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &db) != SQLITE_OK)
        qFatal("cannot open %s", qPrintable(path));
    sqlite3_busy_timeout(db, 5000);
    sqlite3_exec(db, "pragma foreign_keys = on", nullptr, nullptr, nullptr);
    QStringList lines;
    char* message = nullptr;
    const auto take = [](void* into, int count, char** values, char**) {
        QStringList cells;
        for (int i = 0; i < count; ++i)
            cells.append(values[i] ? QString::fromUtf8(values[i]) : QString());
        static_cast<QStringList*>(into)->append(cells.join(QLatin1Char('|')));
        return 0;
    };
    if (sqlite3_exec(db, text.toUtf8().constData(), take, &lines, &message) != SQLITE_OK)
        qFatal("%s: %s", qPrintable(text), message);
    sqlite3_close(db);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

std::unique_ptr<Pair> Pair::make(const QString& engineA, const QString& engineB, const Servers& servers)
{
    std::unique_ptr<Pair> pair(new Pair);
    pair->m_engineA = engineA;
    pair->m_engineB = engineB;
    const auto endpoint = [&](char side, const QString& engine, const PrivatePostgres*& server) {
        const QString name = QStringLiteral("link_%1").arg(QLatin1Char(side));
        EndpointConfig result;
        if (engine == QStringLiteral("postgresql")) {
            server = (side == 'a' ? servers.a : servers.b).get();
            if (server)
                result = server->createDatabase(name);
        } else {
            result.driver = engine;
            result.path = pair->m_folder.filePath(name + QStringLiteral(".db"));
            runSqlite(result.path, QStringLiteral("pragma user_version = 1"));
        }
        result.name = EndpointName(name);
        return result;
    };
    pair->m_a = endpoint('a', engineA, pair->m_serverA);
    pair->m_b = endpoint('b', engineB, pair->m_serverB);
    if (pair->m_a.driver.isEmpty() || pair->m_b.driver.isEmpty())
        return nullptr;
    pair->config.name = LinkName(QStringLiteral("pair"));
    pair->begin();
    return pair;
}

std::unique_ptr<Pair> Pair::after(const Pair& first, const Servers& servers)
{
    std::unique_ptr<Pair> pair(new Pair);
    pair->m_engineA = pair->m_engineB = first.m_engineB;
    pair->m_serverA = pair->m_serverB = servers.b.get();
    pair->m_a = first.m_b;
    pair->m_b = servers.b->createDatabase(QStringLiteral("link_c"));
    pair->config.name = LinkName(QStringLiteral("onward"));
    pair->begin();
    return pair;
}

void Pair::begin()
{
    config.place = QStringLiteral("links[0]");
    config.a = m_a.name;
    config.b = m_b.name;
    m_history = must(History::open(m_folder.filePath(QStringLiteral("history.db")), config.name.value));
    m_state = must(StateFile::load(m_folder.filePath(QStringLiteral("state.json"))));
}

Pair::~Pair()
{
    m_runner.reset();
    m_storeA.reset();
    m_storeB.reset();
}

QString Pair::sql(char side, const QString& text) const
{
    const EndpointConfig& endpoint = side == 'a' ? m_a : m_b;
    const auto* server = side == 'a' ? m_serverA : m_serverB;
    return server ? server->psql(endpoint.database, text) : runSqlite(endpoint.path, text);
}

void Pair::both(const QString& text) const
{
    sql('a', text);
    sql('b', text);
}

void Pair::addTable(const QString& name)
{
    TableConfig table;
    table.place = QStringLiteral("links[0].tables[%1]").arg(config.tables.size());
    table.a = table.b = TableName(name);
    config.tables.push_back(table);
}

void Pair::connect()
{
    m_runner.reset();
    m_storeA.reset();
    m_storeB.reset();
    m_storeA = must(storeKind(m_a.driver)->open(m_a, config.name.value + QStringLiteral(" a")));
    m_storeB = must(storeKind(m_b.driver)->open(m_b, config.name.value + QStringLiteral(" b")));
    m_runner = std::make_unique<LinkRunner>(config, LinkRunner::Parts{.a = *m_storeA,
                                                                      .b = *m_storeB,
                                                                      .book = *m_history,
                                                                      .state = *m_state,
                                                                      .clock = m_clock,
                                                                      .wrapCapture = readAhead(),
                                                                      .brake = brake ? m_history.get() : nullptr});
    must(m_runner->bind());
    must(m_runner->setup());
    must(m_runner->open());
}

void Pair::replace(char side, const QString& text)
{
    m_runner.reset();
    m_storeA.reset();
    m_storeB.reset();
    EndpointConfig& endpoint = side == 'a' ? m_a : m_b;
    if (const auto* server = side == 'a' ? m_serverA : m_serverB) {
        const EndpointName name = endpoint.name;
        endpoint = server->createDatabase(endpoint.database);
        endpoint.name = name;
    } else {
        for (const QString& tail : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            QFile::remove(endpoint.path + tail);
    }
    sql(side, text);
}

QString Pair::keepCopy(char side) const
{
    const QString copy = m_folder.filePath(QStringLiteral("copy"));
    if (const auto* server = side == 'a' ? m_serverA : m_serverB)
        server->dump(endpoint(side).database, copy);
    else
        sql(side, QStringLiteral("vacuum into '%1'").arg(copy));
    return copy;
}

void Pair::restoreCopy(char side, const QString& copy, Into into)
{
    if (into == Into::New)
        replace(side, {});
    if (const auto* server = side == 'a' ? m_serverA : m_serverB) {
        server->restore(endpoint(side).database, copy);
        return;
    }
    QFile::remove(endpoint(side).path);
    QFile::copy(copy, endpoint(side).path);
}

void Pair::setUser(const QString& user)
{
    m_a.user = m_b.user = user;
}

CycleReport Pair::cycle()
{
    return must(m_runner->cycle({}));
}

QStringList Pair::openErrors() const
{
    const auto page = must(m_history->errors({}));
    QStringList lines;
    for (const ErrorRecord& record : page.rows)
        lines.append(
            QStringList{record.table.value, keyToDisplay(keyFromJson(record.keyJson)), toText(record.code)}.join(
                QLatin1Char(' ')));
    lines.sort();
    return lines;
}
