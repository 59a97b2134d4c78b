// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/chaos/writer.h"

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

Answer run(PGconn* connection, const QString& sql)
{
    return {PQexec(connection, sql.toUtf8().constData()), PQclear};
}

bool isGood(const Answer& answer)
{
    const auto status = PQresultStatus(answer.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

} // namespace

Writer::Writer(Options options, Ledger& ledger)
    : m_options(std::move(options)), m_ledger(ledger), m_random(m_options.seed)
{
    m_thread = std::thread([this] { work(); });
}

Writer::~Writer()
{
    stop();
}

void Writer::stop()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void Writer::work()
{
    Connection connection(nullptr, PQfinish);
    while (!m_stop) {
        if (!connection || PQstatus(connection.get()) != CONNECTION_OK)
            connection.reset(PQconnectdb(qPrintable(m_options.url)));
        if (PQstatus(connection.get()) == CONNECTION_OK)
            transact(connection.get());
        // A user's pause between two edits, so that the table stays in motion for the whole test.
        std::this_thread::sleep_for(std::chrono::milliseconds(m_random() % 20));
    }
}

void Writer::transact(PGconn* connection)
{
    const int key = static_cast<int>(m_random() % static_cast<unsigned>(m_options.keys)) + 1;
    if (!isGood(run(connection, QStringLiteral("begin"))))
        return;
    const Answer present =
        run(connection, QStringLiteral("select version from chaos where id = %1 for update").arg(key));
    if (!isGood(present)) {
        (void)run(connection, QStringLiteral("rollback"));
        return;
    }
    const bool exists = PQntuples(present.get()) > 0;
    Ledger::Version version{.name = QStringLiteral("%1-%2").arg(m_options.name).arg(++m_serial),
                            .key = key,
                            .parent = exists ? QString::fromUtf8(PQgetvalue(present.get(), 0, 0)) : QString(),
                            // Even keys are never deleted: their whole line of descent can be followed.
                            .deleted = exists && key % 2 == 1 && m_random() % 4 == 0};
    const bool poison = m_options.poisons && m_random() % 60 == 0;
    const QString note = poison ? QStringLiteral("poison") : QStringLiteral("note %1").arg(m_serial);
    QString sql = QStringLiteral("insert into chaos values (%1, '%2', '%3')").arg(key).arg(version.name, note);
    if (version.deleted)
        sql = QStringLiteral("delete from chaos where id = %1").arg(key);
    else if (exists)
        sql = QStringLiteral("update chaos set version = '%2', note = '%3' where id = %1")
                  .arg(key)
                  .arg(version.name, note);
    m_ledger.wrote(version);
    if (!isGood(run(connection, sql))) {
        (void)run(connection, QStringLiteral("rollback"));
        return;
    }
    if (isGood(run(connection, QStringLiteral("commit"))))
        m_ledger.acknowledged(version.name);
}
