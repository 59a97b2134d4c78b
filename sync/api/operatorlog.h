// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>

#include <optional>

/// The log of who did what, as a question to a SyncService.
namespace keel {

struct LogLine
{
    QDateTime at; ///< UTC
    QString who;
    QString what; ///< "pause", "retry", …
    QString detail;
};

struct OperatorLogQuery
{
    quint64 request = 0;
    qint64 offset = 0;
    qint64 limit = 200;
};

struct OperatorLogPage
{
    quint64 request = 0;
    qint64 offset = 0;
    qint64 total = 0;
    QList<LogLine> rows; ///< newest first
    std::optional<Error> failure;
};

} // namespace keel

Q_DECLARE_METATYPE(keel::OperatorLogPage)
