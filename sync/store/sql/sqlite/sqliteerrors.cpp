// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SqliteStore that serves operators: sync_errors, and figures for the health of a link.
#include "sync/store/errormetadata.h"
#include "sync/store/sql/sqlite/sqlitejournal.h"
#include "sync/store/sql/sqlite/sqlitestore.h"

namespace keel {

namespace {

QString timeText(const QDateTime& time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

SqliteCell textOrNull(const std::optional<QString>& text)
{
    return text ? SqliteCell(text->toUtf8()) : SqliteCell();
}

Result<void> mirrorOne(SqliteConnection& connection, const MirroredError& error)
{
    const ErrorRecord& r = error.record;
    const bool resolved = r.state != ErrorState::Open;
    const auto bind = [&](SqliteStatement& statement) {
        statement.add(toText(r.kind))
            .add(r.message)
            .add(textOrNull(error.attempts.isEmpty() ? std::nullopt : std::optional(error.attempts)))
            .add(QString::fromUtf8(errorMetadata(error)))
            .add(qint64{r.attempts})
            .add(qint64{resolved})
            .add(textOrNull(resolved && r.closedAt ? std::optional(timeText(*r.closedAt)) : std::nullopt))
            .add(textOrNull(resolved ? std::optional(closedBy(r)) : std::nullopt))
            .add(r.link.value)
            .add(r.table.value)
            .add(r.keyJson);
    };
    auto update = connection.prepare(
        QStringLiteral("UPDATE evenkeel_sync_errors SET error_type = ?, message = ?, stack_trace = ?, metadata = ?,"
                       " attempts = ?, resolved = ?, resolved_at = ?, resolved_by = ? WHERE link = ? AND table_name = ?"
                       " AND record_key = ? AND json_extract(metadata, '$.direction') = ?"));
    if (!update)
        return fail(std::move(update).error());
    bind(*update);
    KEEL_TRY(update->add(toText(r.direction)).run());
    if (connection.changes() > 0)
        return {};
    auto insert = connection.prepare(QStringLiteral(
        "INSERT INTO evenkeel_sync_errors (error_type, message, stack_trace, metadata, attempts, resolved,"
        " resolved_at, resolved_by, link, table_name, record_key, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?)"));
    if (!insert)
        return fail(std::move(insert).error());
    bind(*insert);
    return insert->add(timeText(r.createdAt)).run();
}

} // namespace

Result<void> SqliteStore::mirrorErrors(std::span<const MirroredError> errors)
{
    if (errors.empty())
        return {};
    KEEL_TRY(m_connection->execute(QStringLiteral("BEGIN IMMEDIATE")));
    Result<void> done;
    for (const MirroredError& error : errors) {
        done = mirrorOne(*m_connection, error);
        if (!done)
            break;
    }
    if (done)
        done = m_connection->execute(QStringLiteral("COMMIT"));
    if (!done && m_connection->inTransaction())
        (void)m_connection->execute(QStringLiteral("ROLLBACK"));
    return done;
}

/// One writer at a time, and it is seen whole or not: no transaction can hold a cursor back.
Result<StoreVitals> SqliteStore::vitals()
{
    StoreVitals vitals;
    auto exists = m_connection->hasTable(QStringLiteral("evenkeel_change_log"));
    if (!exists)
        return fail(std::move(exists).error());
    if (*exists) {
        // The ends of an index: counting would read all of it.
        auto entries =
            m_connection->number(QStringLiteral("SELECT coalesce((SELECT max(seq) FROM evenkeel_change_log) + 1"
                                                " - (SELECT min(seq) FROM evenkeel_change_log), 0)"));
        if (!entries)
            return fail(std::move(entries).error());
        vitals.journalEntries = entries->value_or(0);
    }
    return vitals;
}

} // namespace keel
