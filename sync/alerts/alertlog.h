// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/alert.h"
#include "sync/api/error.h"

#include <QJsonObject>

namespace keel {

/// alerts.jsonl of the data dir: a line of JSON an alert, 0600. A reader may stand beside the writer in another
/// process: a line that is not whole is passed over. The oldest half is dropped once the file has a megabyte.
class AlertLog
{
public:
    explicit AlertLog(QString file) : m_file(std::move(file)) {}

    /// Durable at return.
    [[nodiscard]] Result<void> add(const QList<Alert>& alerts) const;
    /// The newest ones, oldest first. Empty where there is no file.
    [[nodiscard]] Result<QList<Alert>> last(int limit) const;

    [[nodiscard]] static QString fileName() { return QStringLiteral("alerts.jsonl"); }
    [[nodiscard]] static QJsonObject toJson(const Alert& alert);

private:
    [[nodiscard]] Result<void> shorten() const;

    QString m_file;
};

} // namespace keel
