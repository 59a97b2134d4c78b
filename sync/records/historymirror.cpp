// SPDX-License-Identifier: GPL-3.0-or-later
// What History tells the targets' sync_errors tables: triggers of history.db note every record that changed.
#include "sync/records/historyparts.h"

namespace keel {

using Durability = SqlFile::Durability;

const QLatin1StringView recordColumns(
    "id, link, direction, table_name, key_json, kind, code, message, sql_state, constraint_name, attempts, created_at,"
    " last_try_at, state, closed_by, closed_at");

ErrorRecord recordOf(const SqlRows& r)
{
    ErrorRecord record;
    record.id = r.integer(0);
    record.link = LinkName(r.text(1));
    record.direction = directionOf(r.integer(2));
    record.table = TableName(r.text(3));
    record.keyJson = r.text(4);
    record.kind = ErrorClass(r.integer(5));
    record.code = errorCodeFromText(r.text(6));
    record.message = r.text(7);
    record.sqlState = r.text(8);
    record.constraint = r.text(9);
    record.attempts = int(r.integer(10));
    record.createdAt = fromMs(r.integer(11));
    record.lastTryAt = fromMs(r.integer(12));
    record.state = ErrorState(r.integer(13));
    record.closedBy = r.text(14);
    if (!r.value(15).isNull())
        record.closedAt = fromMs(r.integer(15));
    return record;
}

namespace {

constexpr int shownAttempts = 5;

Result<QString> attemptsOf(SqlFile& file, qint64 record)
{
    auto rows = file.run(QStringLiteral("SELECT at, said FROM error_attempts WHERE record = ?"
                                        " ORDER BY at DESC, rowid DESC LIMIT %1")
                             .arg(shownAttempts),
                         {record});
    if (!rows)
        return fail(rows.error());
    QStringList lines;
    while (rows->next())
        lines.append(fromMs(rows->integer(0)).toString(Qt::ISODateWithMs) + QLatin1Char(' ') + rows->text(1));
    return lines.join(u'\n');
}

} // namespace

Result<std::vector<MirroredError>> History::toMirror(const LinkName& link, Direction direction, int limit)
{
    std::vector<MirroredError> errors;
    {
        auto rows = d->file->run(QStringLiteral("SELECT %1, row_json, revision FROM error_records JOIN"
                                                " (SELECT record, revision FROM mirror_due WHERE link = ?"
                                                " AND direction = ? ORDER BY record LIMIT ?) ON record = id")
                                     .arg(recordColumns),
                                 {link.value, toNumber(direction), limit});
        if (!rows)
            return fail(rows.error());
        while (rows->next())
            errors.push_back(
                {.record = recordOf(*rows), .rowJson = rows->text(16), .attempts = {}, .revision = rows->integer(17)});
    }
    for (MirroredError& error : errors) {
        if (error.record.attempts < 2)
            continue;
        auto attempts = attemptsOf(*d->file, error.record.id);
        if (!attempts)
            return fail(attempts.error());
        error.attempts = std::move(*attempts);
    }
    return errors;
}

Result<void> History::mirrored(std::span<const MirroredError> errors)
{
    if (errors.empty())
        return {};
    // Lost with the power, they are written into the target once more: no flush.
    return d->write(Durability::Written, [&]() -> Result<void> {
        for (const MirroredError& error : errors) {
            KEEL_TRY(d->file->run(
                QStringLiteral("DELETE FROM mirror_due WHERE link = ? AND direction = ?"
                               " AND record = ? AND revision = ?"),
                {error.record.link.value, toNumber(error.record.direction), error.record.id, error.revision}));
        }
        return {};
    });
}

} // namespace keel
