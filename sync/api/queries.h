// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QList>
#include <QMetaType>

#include <optional>

/// Questions to a SyncService and their answers. `request` is the asker's own number and comes back with the answer, so
/// that a late one can be told from the newest.
namespace keel {

struct ErrorFilter
{
    QString text; ///< in key or message; empty matches all
    std::optional<LinkName> link;
    std::optional<TableName> table;
    std::optional<ErrorClass> kind;
    std::optional<ErrorCode> code;
    std::optional<QString> sqlState; ///< with code and constraint: of one cause
    std::optional<QString> constraint;
    std::optional<QDateTime> since; ///< of the last try
    bool openOnly = true;
};

enum class ErrorSort { LastTry, Created, Link, Table, Key, Message, Attempts };

struct ErrorQuery
{
    quint64 request = 0;
    ErrorFilter filter;
    ErrorSort sort = ErrorSort::LastTry;
    bool descending = true;
    qint64 offset = 0;
    qint64 limit = 200;
};

/// One cause: what an operator mends once for all its rows.
struct ErrorCause
{
    ErrorClass kind = ErrorClass::Row;
    ErrorCode code = ErrorCode::Unknown;
    QString sqlState{};
    QString constraint;
    LinkName link;
    TableName table;
    qint64 count = 0;
    QString sample; ///< the driver's words of the newest one
};

struct ErrorPage
{
    quint64 request = 0;
    qint64 offset = 0;
    qint64 total = 0; ///< rows that match the filter
    QList<ErrorRecord> rows;
    QList<ErrorCause> causes; ///< of all rows that match, most first, at most 20
    std::optional<Error> failure;
};

struct ConflictQuery
{
    quint64 request = 0;
    QString text;
    std::optional<LinkName> link;
    std::optional<QDateTime> since;
    qint64 offset = 0;
    qint64 limit = 200;
    bool heldOnly = false; ///< those that wait for a person
    std::optional<qint64> id{};
};

struct ConflictPage
{
    quint64 request = 0;
    qint64 offset = 0;
    qint64 total = 0;
    QList<ConflictRecord> rows; ///< newest first
    std::optional<Error> failure;
};

struct HistoryQuery
{
    quint64 request = 0;
    std::optional<LinkName> link;
    /// Leave out cycles that carried nothing and failed in nothing.
    bool busyOnly = true;
    qint64 offset = 0;
    qint64 limit = 200;
};

struct HistoryPage
{
    quint64 request = 0;
    qint64 offset = 0;
    qint64 total = 0;
    QList<CycleRecord> rows; ///< newest first
    std::optional<Error> failure;
};

struct SampleQuery
{
    quint64 request = 0;
    LinkName link; ///< empty: all links together
    std::chrono::seconds span{300};
    std::chrono::seconds step{1};
};

struct SampleSeries
{
    quint64 request = 0;
    QList<Sample> samples; ///< oldest first; a step in which the service did not run is absent
    std::optional<Error> failure;
};

/// How a command ended.
struct CommandOutcome
{
    quint64 request = 0;
    qint64 affected = 0;
    std::optional<Error> failure;
};

} // namespace keel

Q_DECLARE_METATYPE(keel::ErrorPage)
Q_DECLARE_METATYPE(keel::ErrorDetail)
Q_DECLARE_METATYPE(keel::ConflictPage)
Q_DECLARE_METATYPE(keel::HistoryPage)
Q_DECLARE_METATYPE(keel::SampleSeries)
Q_DECLARE_METATYPE(keel::CommandOutcome)
