// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/conflictdecision.h"
#include "sync/api/operatorlog.h"
#include "sync/api/queries.h"

#include <QJsonObject>

/// The values of sync/api as a desktop on another machine gets them: whole, and read back to the same value. Times are
/// ISO 8601 in UTC with milliseconds, spans numbers of ms, what is not known null, words as in the other documents. Ids
/// and counts are JSON numbers (whole ones, which Qt reads and writes exactly over all 64 bits).
namespace keel::json {

/// For the types named at the end of desktopjson.cpp.
template <class T>
[[nodiscard]] QJsonObject toDesktop(const T& value);
/// The error names the place that did not fit: the other program is of another version.
template <class T>
[[nodiscard]] Result<T> fromDesktop(const QJsonValue& json);

/// The row of a decision: [{"column", "text"}], in order.
[[nodiscard]] QJsonArray rowToDesktop(const QList<NamedValue>& row);
[[nodiscard]] Result<QList<NamedValue>> rowFromDesktop(const QJsonArray& row);
/// "a", "b", "row", "bring-back", "undo".
[[nodiscard]] std::optional<ConflictDecision::Kind> decisionFromText(const QString& text);
[[nodiscard]] std::optional<ErrorCode> knownErrorCode(const QString& text);
[[nodiscard]] QString sortName(ErrorSort sort);
[[nodiscard]] std::optional<ErrorSort> sortFromText(const QString& text);

} // namespace keel::json
