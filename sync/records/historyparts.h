// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/history.h"
#include "sync/records/sqlfile.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>

/// What the source files of History share; included by them only. Times in the file are milliseconds since 1970 UTC,
/// those of changes microseconds.
namespace keel {

/// Cycles of a link that did nothing since the last row was written for them.
struct IdleCycles
{
    CycleRecord last;
    QDateTime since;
    qint64 count = 0;
};

struct History::Private
{
    std::unique_ptr<SqlFile> file;
    Mode mode = Mode::Own;
    Now now;
    bool setAside = false;
    QString notice;

    QSet<qint64> handedOut; ///< by due(), and not heard of since
    QList<ConflictTally> conflictTally;
    QList<ErrorTally> errorTally;
    void tally(std::span<const ErrorDraft> errors, std::span<const ConflictDraft> conflicts);
    QHash<QString, IdleCycles> idle;

    /// Moves when this connection or another one wrote; what was counted under an older stamp is stale.
    [[nodiscard]] Result<qint64> stamp();
    qint64 ownWrites = 0;

    struct Causes
    {
        qint64 total = 0;
        QList<ErrorCause> causes;
    };
    std::optional<qint64> causesStamp;
    QHash<QString, Causes> causesByFilter;
    std::optional<qint64> countsStamp;
    QElapsedTimer countsAge;
    OpenCounts counts;

    [[nodiscard]] qint64 nowMs() const;
    template <class Work>
    [[nodiscard]] Result<void> write(SqlFile::Durability durability, Work work)
    {
        ++ownWrites;
        return file->transaction(durability, work);
    }
    [[nodiscard]] Result<void> putLogLine(const QString& who, const QString& what, const QString& detail);
    [[nodiscard]] Result<void> writeIdle(const IdleCycles& idle);
};

/// One conflict of a put(), inside its transaction (historyholds.cpp).
[[nodiscard]] Result<void> putConflict(SqlFile& file, const ConflictDraft& draft, qint64 now);

/// The condition of an error filter and its values.
struct ErrorWhere
{
    QString sql;
    QVariantList values;
};
[[nodiscard]] ErrorWhere whereOf(const ErrorFilter& filter);

[[nodiscard]] inline int toNumber(Direction direction)
{
    return direction == Direction::Forward ? 0 : 1;
}
[[nodiscard]] inline Direction directionOf(qint64 number)
{
    return number == 0 ? Direction::Forward : Direction::Reverse;
}
[[nodiscard]] inline qint64 toMs(TimeUs at)
{
    return std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
}
[[nodiscard]] inline QDateTime fromMs(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}
/// An error record's columns in the order that recordOf() reads, from the first on.
extern const QLatin1StringView recordColumns;
[[nodiscard]] ErrorRecord recordOf(const SqlRows& rows);
/// For LIKE … ESCAPE '\': the text anywhere.
[[nodiscard]] QString likeAnywhere(QString text);
[[nodiscard]] Error notFound(const QString& what, qint64 id);

} // namespace keel
