// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ledger/writer.h"

Writer::Writer(Options options, Ledger& ledger)
    : m_options(std::move(options)), m_ledger(ledger), m_database(UserDatabase::of(m_options.endpoint)),
      m_random(m_options.seed)
{}

Writer::~Writer()
{
    stop();
}

void Writer::start()
{
    m_stop = false;
    m_thread = std::thread([this] { work(); });
}

void Writer::stop()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void Writer::work()
{
    while (!m_stop) {
        transact();
        // A user's pause between two edits, so that the table stays in motion for the whole test.
        std::this_thread::sleep_for(std::chrono::milliseconds(m_random() % m_options.longestPauseMs));
    }
}

void Writer::edit(int transactions)
{
    for (int i = 0; i < transactions; ++i)
        transact();
}

void Writer::transact()
{
    const int key = static_cast<int>(m_random() % static_cast<unsigned>(m_options.keys)) + 1;
    if (!m_database->begin())
        return;
    const auto present =
        m_database->query(QStringLiteral("select version from %1 where id = %2").arg(m_options.table).arg(key) +
                          m_database->lockClause());
    if (!present) {
        (void)m_database->run(QStringLiteral("rollback"));
        return;
    }
    const bool exists = !present->empty();
    Ledger::Version version{.name = nextName(),
                            .key = key,
                            .parent = exists ? present->front().front() : QString(),
                            // Even keys are never deleted: their whole line of descent can be followed.
                            .deleted = m_options.deletes && exists && key % 2 == 1 && m_random() % 4 == 0};
    QString note = QStringLiteral("note %1").arg(m_serial);
    if (!m_options.poisons.isEmpty() && m_random() % m_options.poisonEvery == 0)
        note = m_options.poisons[static_cast<int>(m_random() % static_cast<unsigned>(m_options.poisons.size()))];
    QString sql = QStringLiteral("insert into %1 (id, version, note) values (%2, '%3', '%4')");
    if (version.deleted)
        sql = QStringLiteral("delete from %1 where id = %2");
    else if (exists)
        sql = QStringLiteral("update %1 set version = '%3', note = '%4' where id = %2");
    m_ledger.wrote(version);
    sql = sql.arg(m_options.table).arg(key);
    if (!m_database->run(version.deleted ? sql : sql.arg(version.name, note))) {
        (void)m_database->run(QStringLiteral("rollback"));
        return;
    }
    if (m_database->run(QStringLiteral("commit")))
        m_ledger.acknowledged(version.name);
}

void Writer::editRange(int first, int last)
{
    const QString where = QStringLiteral(" where id between %1 and %2").arg(first).arg(last);
    const QString name = nextName();
    if (!m_database->begin())
        return;
    const auto present = m_database->query(QStringLiteral("select id, version from %1").arg(m_options.table) + where +
                                           m_database->lockClause());
    QStringList names;
    for (const auto& row : present.value_or(UserDatabase::Rows())) {
        names.append(QStringLiteral("%1.%2").arg(name, row[0]));
        m_ledger.wrote({.name = names.last(), .key = row[0].toInt(), .parent = row[1]});
    }
    if (!present ||
        !m_database->run(
            QStringLiteral("update %1 set version = '%2.' || id, note = 'many'").arg(m_options.table, name) + where)) {
        (void)m_database->run(QStringLiteral("rollback"));
        return;
    }
    if (!m_database->run(QStringLiteral("commit")))
        return;
    for (const QString& written : std::as_const(names))
        m_ledger.acknowledged(written);
}
