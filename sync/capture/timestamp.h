// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "sync/capture/capture.h"
#include "sync/records/recordbook.h"

namespace keel {

/// Capture by updatedAt, where triggers are not allowed: each drain reads again from (newest time seen − window), page
/// by page to the end, and drops rows that the shadow knows as agreed. The cursor is the newest time seen; it moves
/// with each page that brought something, for the rows come in the order of their times: a drain cut short goes on
/// there, and what was agreed within the window is dropped again.
class TimestampCapture final : public Capture
{
public:
    struct Scope
    {
        LinkName link;
        const TableBinding& table;
        TableName shadowTable; ///< the name under which both directions keep the shadow: as configured on a
        RecordBook& book;
        NodeId source;
        std::chrono::milliseconds window{3000};
        TimeUs now{}; ///< birth of changes whose updatedAt cannot be read as a time
    };
    TimestampCapture(Snapshot& snapshot, Scope scope, const Cursor& cursor);
    [[nodiscard]] Result<Captured> next(int limit) override;

    /// A cursor for a first start: everything later than this time text.
    [[nodiscard]] static Cursor cursorAt(const Value& time);
    /// The same for a clock's time, in the form that the column holds; before all rows where that cannot be known.
    [[nodiscard]] static Result<Cursor> firstCursor(Snapshot& snapshot, const TableBinding& table, TimeUs since);

private:
    [[nodiscard]] Change changeOf(Row row) const;

    Snapshot& m_snapshot;
    Scope m_scope;
    Value m_start;
    Value m_newest;
    Snapshot::TimestampPosition m_position;
    qint64 m_changes = 0;
};

/// Reads "2026-01-21 14:00:00.123456+00", ISO forms, or whole numbers of seconds or milliseconds since 1970.
[[nodiscard]] std::optional<TimeUs> timeOf(const Value& value);

} // namespace keel
