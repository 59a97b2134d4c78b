// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitebell.h"

#include <QLoggingCategory>

#include <algorithm>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcBell, "keel.store.sqlite")

using namespace std::chrono_literals;

/// Measured on idle files, two bells in a process: 0.1 % of a core, nearly all of it the wake-ups.
constexpr auto lookEvery = 100ms;
constexpr auto reconnectEvery = 1000ms;
/// Two commits within a kernel tick (at most 10 ms) leave the same time: until the file rested for longer than that, it
/// is looked into.
constexpr auto restAfter = 100ms;

} // namespace

SqliteBell::SqliteBell(QString path, QString label)
    : m_path(std::move(path)), m_label(std::move(label)), m_file(m_path.toStdString()),
      m_wal((m_path + QStringLiteral("-wal")).toStdString())
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
    m_settled = false;
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
    if (!isTouched())
        return;
    auto news = hasNews();
    if (!news && news.error().code == ErrorCode::Busy)
        m_settled = false;
    else if (!news)
        setDown(news.error());
    else if (*news)
        emit rang();
}

bool SqliteBell::isTouched()
{
    std::error_code gone;
    const auto now = std::filesystem::file_time_type::clock::now();
    auto touched = std::filesystem::last_write_time(m_file, gone);
    if (gone) // hasNews() finds out what is wrong
        return true;
    const auto walTouched = std::filesystem::last_write_time(m_wal, gone);
    if (!gone)
        touched = std::max(touched, walTouched);
    if (m_settled && touched == m_touched)
        return false;
    m_touched = touched;
    m_settled = now - touched > restAfter;
    return true;
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
