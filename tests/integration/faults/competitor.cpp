// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/faults/competitor.h"

#include <QString>

#include <libpq-fe.h>

#include <memory>

namespace keel {

Competitor::Competitor(Place place) : m_thread([this, place = std::move(place)] { run(place); }) {}

void Competitor::stop()
{
    m_ends = true;
    if (m_thread.joinable())
        m_thread.join();
}

void Competitor::run(const Place& place)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> session(PQconnectdb(place.connection.constData()), &PQfinish);
    const auto state = [&](const QByteArray& sql) {
        PGresult* result = PQexec(session.get(), sql.constData());
        const QByteArray code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        PQclear(result);
        return code;
    };
    // The engine's own timeout is shorter, so most often it is the victim.
    if (const auto refused = state("set deadlock_timeout = '300ms'; set lock_timeout = '5s'"); !refused.isEmpty())
        qFatal("%s", PQerrorMessage(session.get()));
    while (!m_ends) {
        const int next = m_written + 1;
        // A millisecond a row: the engine is to meet it half way.
        const auto refused = state(QStringLiteral("do $$ begin for i in reverse %1..1 loop"
                                                  " perform from notes where id = i for update;"
                                                  " perform pg_sleep(0.001); end loop;"
                                                  " update notes set body = 'written %2' where id = %3; end $$")
                                       .arg(place.rows)
                                       .arg(next)
                                       .arg(place.ownRow)
                                       .toUtf8());
        if (refused.isEmpty())
            m_written = next;
        else if (refused == "40P01")
            ++m_victim;
        else if (refused != "55P03")
            qFatal("%s", PQerrorMessage(session.get()));
    }
}

} // namespace keel
