// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/context.h"
#include "sync/api/conflictdecision.h"

#include <QJsonObject>

namespace keel {

/// `--take`: "a", "b", "bring-back", "undo", or a file with the edited row as a JSON object.
[[nodiscard]] Result<ConflictDecision> decisionFromText(const QString& text);
/// Columns and their texts; null is NULL. A number beyond what JSON readers hold exactly is refused.
[[nodiscard]] Result<QList<NamedValue>> rowFromObject(const QJsonObject& object);
/// {"take": …, "row": {…}}, as the control socket carries a decision.
[[nodiscard]] QJsonObject toJson(const ConflictDecision& decision);
[[nodiscard]] Result<ConflictDecision> decisionFromJson(const QJsonObject& object);

/// Carries the decision out: over connections of its own where nobody holds the data dir, else by the process that
/// does. Returns how many it was carried out for; `refused` are those for which it was not.
[[nodiscard]] Result<qint64> decideConflicts(const Context& context, const QList<qint64>& ids,
                                             const ConflictDecision& decision, QList<Error>& refused);

} // namespace keel
