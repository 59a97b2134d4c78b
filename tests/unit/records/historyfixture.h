// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/history.h"

#include <QTemporaryDir>

namespace keel {

/// A history.db of its own and a clock that stands until it is moved.
struct HistoryFixture
{
    QTemporaryDir dir;
    TimeUs now{std::chrono::seconds(1'800'000'000)};

    [[nodiscard]] QString file() const { return dir.filePath(QStringLiteral("history.db")); }

    [[nodiscard]] Result<std::unique_ptr<History>> open(History::Mode mode = History::Mode::Own)
    {
        return History::open(file(), QStringLiteral("test"), mode, [this] { return now; });
    }

    [[nodiscard]] static Key key(const QByteArray& text) { return Key{{Value(text, Family::Integer)}}; }

    [[nodiscard]] static ErrorDraft draft(const QByteArray& keyText, qint64 sequence = 1)
    {
        ErrorDraft draft;
        draft.link = LinkName(QStringLiteral("l"));
        draft.table = TableName(QStringLiteral("notes"));
        draft.entry.key = key(keyText);
        draft.entry.sequence = sequence;
        draft.entry.origin = NodeId(QStringLiteral("node-a"));
        draft.entry.via = NodeId(QStringLiteral("node-a"));
        draft.entry.born = TimeUs(std::chrono::microseconds(1'700'000'000'123'456));
        draft.columns = {QStringLiteral("id"), QStringLiteral("body")};
        draft.row = Row{Value(keyText, Family::Integer), Value("text of " + keyText, Family::Text)};
        draft.error.kind = ErrorClass::Row;
        draft.error.code = ErrorCode::CheckViolation;
        draft.error.detail = QStringLiteral("new row violates check constraint \"body_length\"");
        draft.error.constraint = QStringLiteral("body_length");
        draft.error.sqlState = QStringLiteral("23514");
        return draft;
    }

    [[nodiscard]] static ConflictDraft conflict(const QByteArray& keyText, qint64 entry)
    {
        ConflictDraft draft;
        draft.link = LinkName(QStringLiteral("l"));
        draft.table = TableName(QStringLiteral("notes"));
        draft.key = key(keyText);
        draft.entry = entry;
        draft.conflictClass = QStringLiteral("update_origin_differs");
        draft.policy = QStringLiteral("newest");
        draft.winner = Side::B;
        draft.changedAtA = TimeUs(std::chrono::milliseconds(1'700'000'000'001));
        draft.columns = {QStringLiteral("id"), QStringLiteral("body")};
        draft.a = Row{Value(keyText, Family::Integer), Value("of a", Family::Text)};
        return draft;
    }
};

} // namespace keel
