// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/alert.h"
#include "sync/api/snapshots.h"

#include <map>

namespace keel {

/// When someone is called, and about what. Told the time, holds no clock; one thread.
///
/// A cause is what stands of one link. It is told once it stood for a moment, at most once in ten minutes, and once
/// more when it is over. What comes within half a minute after a message waits and goes with the next one.
class AlertRules
{
public:
    /// `told`: what was told before this start, oldest first, so that a service that starts over and over does not
    /// call each time.
    explicit AlertRules(const QList<Alert>& told = {});

    /// What is to be told now. `configRefused`: why the newest config was not taken over; empty: it was.
    [[nodiscard]] QList<Alert> look(const ServiceSnapshot& snapshot, const QString& configRefused,
                                    const QDateTime& now);

private:
    struct Key
    {
        AlertCause cause = AlertCause::LinkDown;
        LinkName link;
        friend bool operator<(const Key& l, const Key& r)
        {
            return l.link == r.link ? l.cause < r.cause : l.link < r.link;
        }
    };
    struct State
    {
        QString text;
        QDateTime standsSince; ///< invalid: it does not stand
        QDateTime goneSince;   ///< invalid: it stands, or was not told
        QDateTime toldAt;
        bool told = false;
    };
    using Standing = std::map<Key, QString>; ///< → one sentence

    [[nodiscard]] static Standing standing(const ServiceSnapshot& snapshot, const QString& configRefused);
    void follow(const Standing& standing, const QDateTime& now);
    /// The wall clock was set back: what it said before means nothing any more.
    void forgetFuture(const QDateTime& now);

    std::map<Key, State> m_states;
    QDateTime m_lastMessage;
};

} // namespace keel
