// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QHash>
#include <QTimer>

namespace keel::http {

/// Hints from outside, as the engine hears them: the first at once, and whatever comes within the quarter of a second
/// after it as one more. A thousand webhooks in a second so become four or five cycles.
class Wakes : public QObject
{
    Q_OBJECT

public:
    explicit Wakes(SyncService& service, QObject* parent = nullptr);

    void add(const LinkName& link, bool reverse);

private:
    void send();

    SyncService& m_service;
    QTimer m_pause;
    QHash<LinkName, bool> m_waiting; ///< link → with its reverse pass
};

} // namespace keel::http
