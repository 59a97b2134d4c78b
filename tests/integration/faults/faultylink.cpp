// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/faults/faultylink.h"

#include "sync/records/datadir.h"

namespace keel {

namespace {

using namespace std::chrono_literals;

const QString database = QStringLiteral("faults");
const QString notes = QStringLiteral("create table notes (id int primary key, body text not null)");

LinkConfig linkConfig()
{
    LinkConfig link;
    link.name = LinkName(QStringLiteral("faulty"));
    link.place = QStringLiteral("links[0]");
    link.a = EndpointName(QStringLiteral("a"));
    link.b = EndpointName(QStringLiteral("b"));
    link.interval = 200ms;
    link.retry.initialDelay = 200ms;
    link.retry.maxDelay = 3s;
    TableConfig table;
    table.place = QStringLiteral("links[0].tables[0]");
    table.a = table.b = TableName(QStringLiteral("public.notes"));
    link.tables.push_back(table);
    return link;
}

} // namespace

std::unique_ptr<FaultyLink> FaultyLink::start(QString* whyNot)
{
    std::unique_ptr<FaultyLink> faulty(new FaultyLink);
    faulty->m_a = PrivatePostgres::start(PrivatePostgres::Which::A, whyNot);
    faulty->m_b = PrivatePostgres::startOwn(whyNot);
    if (!faulty->m_a || !faulty->m_b)
        return nullptr;
    faulty->m_proxy = FaultProxy::start(faulty->m_b->host(), faulty->m_b->port());
    Config config;
    config.timeZone = QStringLiteral("UTC");
    EndpointConfig a = faulty->m_a->createDatabase(database);
    EndpointConfig b = faulty->m_b->createDatabase(database);
    faulty->m_database = a.database;
    a.name = EndpointName(QStringLiteral("a"));
    b.name = EndpointName(QStringLiteral("b"));
    b.port = faulty->m_proxy->port();
    for (const char side : {'a', 'b'})
        faulty->sql(side, notes);
    config.endpoints = {a, b};
    config.links = {linkConfig()};
    config.watchdog.checkInterval = 1s;
    auto dir = DataDir::hold(faulty->m_folder.filePath(QStringLiteral("data")));
    if (!dir)
        qFatal("%s", qPrintable(toText(dir.error())));
    faulty->m_engine = std::make_unique<Engine>(config, *dir);
    faulty->m_engine->start();
    return faulty;
}

FaultyLink::~FaultyLink()
{
    m_engine.reset(); // before what it is connected to
}

QString FaultyLink::sql(char side, const QString& text) const
{
    return (side == 'a' ? *m_a : *m_b).psql(m_database, text);
}

void FaultyLink::endSessions(char side) const
{
    sql(side, QStringLiteral("select count(pg_terminate_backend(pid)) from pg_stat_activity where"
                             " application_name like 'evenkeel%' and pid <> pg_backend_pid()"
                             " and datname = current_database()"));
}

bool FaultyLink::replaceServerB(QString* whyNot)
{
    auto other = PrivatePostgres::startOwn(whyNot);
    if (!other)
        return false;
    if (other->createDatabase(m_database).database != m_database)
        qFatal("the new database has another name");
    other->psql(m_database, notes);
    m_proxy->leadTo(other->host(), other->port());
    m_b->stop();
    m_b = std::move(other);
    return true;
}

void FaultyLink::insert(char side, int count)
{
    sql(side, QStringLiteral("do $$ begin for i in 0..%1 loop"
                             " insert into notes select %2 + i * 10 + n, repeat(md5(n::text), 4)"
                             " from generate_series(0, 9) n where i * 10 + n < %3; commit; end loop; end $$")
                  .arg((count - 1) / 10)
                  .arg(m_nextId)
                  .arg(count));
    m_nextId += count;
}

QString FaultyLink::digest(char side) const
{
    return sql(side, QStringLiteral("select count(*) || ' ' || coalesce(md5(string_agg(n::text, ',' order by id)), '')"
                                    " from notes n"));
}

bool FaultyLink::isEqual() const
{
    const QString a = digest('a');
    return a.startsWith(QString::number(m_nextId - 1) + u' ') && a == digest('b');
}

QString FaultyLink::difference() const
{
    const LinkSnapshot shown = link();
    return QStringLiteral("a %1, b %2, expected %3 rows, failures %4, restarts %5, last %6")
        .arg(digest('a'), digest('b'))
        .arg(m_nextId - 1)
        .arg(shown.consecutiveFailures)
        .arg(shown.restarts)
        .arg(shown.lastError ? toText(*shown.lastError) : QStringLiteral("-"));
}

} // namespace keel
