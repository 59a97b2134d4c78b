// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QHash>
#include <QTimer>

namespace keel::http {

/// Lines in the operators' log for hints, of which a thousand may come in a second: the first of a kind for a table at
/// once, those that follow within ten minutes as one line with their number. Lives in the service's thread.
class HintLog : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds period = std::chrono::minutes(10);

    /// The service outlives it.
    explicit HintLog(SyncService& service, std::chrono::milliseconds span = period, QObject* parent = nullptr);

    /// `what` as in the call's path: "webhook". `table` may be empty.
    void add(const QString& who, const QString& what, const QString& table);

private:
    struct More
    {
        QString who; ///< of the last one
        qint64 count = 0;
    };
    void writeMore();

    SyncService& m_service;
    QTimer m_span;
    QHash<std::pair<QString, QString>, More> m_more; ///< what and table → those after the first of this span
};

} // namespace keel::http
