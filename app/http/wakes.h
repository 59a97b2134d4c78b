// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QHash>
#include <QTimer>

namespace keel::http {

/// Hints from outside, as the engine hears them: the first at once, and whatever comes within the quarter of a second
/// after it as one more a table. A thousand webhooks in a second so become four or five cycles.
class Wakes : public QObject
{
    Q_OBJECT

public:
    explicit Wakes(SyncService& service, QObject* parent = nullptr);

    /// `onA`: the table's name there.
    void add(const LinkName& link, const TableName& onA, bool reverse);

private:
    void send();

    SyncService& m_service;
    QTimer m_pause;
    QHash<std::pair<LinkName, TableName>, bool> m_waiting; ///< → with its reverse pass
};

} // namespace keel::http
