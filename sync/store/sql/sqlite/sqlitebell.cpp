// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitebell.h"

#include <QFileInfo>
#include <QLoggingCategory>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcBell, "keel.store.sqlite")

using namespace std::chrono_literals;

constexpr auto lookEvery = 50ms;
constexpr auto reconnectEvery = 1000ms;

} // namespace

SqliteBell::SqliteBell(QString path, QString label) : m_path(std::move(path)), m_label(std::move(label))
{
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SqliteBell::look);
    // From the event loop, so that a listener of aliveChanged is connected by then.
    m_timer.start(0ms);
}

void SqliteBell::connectFile()
{
    auto connection = SqliteConnection::open(m_path, m_label, SqliteConnection::Access::ReadOnly);
    if (!connection) {
        setDown(connection.error());
        return;
    }
    m_connection = *std::move(connection);
    m_version = -1;
    m_last = -1;
    m_saidDown = false;
    m_timer.start(lookEvery);
    qCDebug(lcBell) << "bell up path=" << m_path;
    emit aliveChanged(true);
}

void SqliteBell::look()
{
    if (!m_connection) {
        connectFile();
        if (!m_connection)
            return;
    }
    auto news = hasNews();
    if (!news && news.error().code == ErrorCode::Busy)
        return;
    if (!news)
        setDown(news.error());
    else if (*news)
        emit rang();
}

Result<bool> SqliteBell::hasNews()
{
    auto version = m_connection->number(QStringLiteral("PRAGMA data_version"));
    if (!version)
        return fail(std::move(version).error());
    if (version->value_or(0) == m_version)
        return false;
    auto exists = m_connection->hasTable(QStringLiteral("evenkeel_change_log"));
    if (!exists)
        return fail(std::move(exists).error());
    qint64 last = 0;
    if (*exists) {
        auto newest = m_connection->number(QStringLiteral("SELECT max(seq) FROM evenkeel_change_log"));
        if (!newest)
            return fail(std::move(newest).error());
        last = newest->value_or(0);
    }
    // Only now: a look that failed half way must see this version again.
    m_version = version->value_or(0);
    const bool news = last > m_last; // also at the first look after a connect
    m_last = last;
    return news;
}

void SqliteBell::setDown(const Error& why)
{
    if (!m_saidDown)
        qCInfo(lcBell).noquote() << "bell down" << toText(why);
    m_saidDown = true;
    m_timer.start(reconnectEvery);
    if (!m_connection)
        return;
    m_connection.reset();
    emit aliveChanged(false);
}

} // namespace keel
