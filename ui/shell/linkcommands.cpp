// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/linkcommands.h"

#include "ui/text/sentences.h"

#include <algorithm>

namespace keel {

namespace {

/// Pages number their commands from 1; the window's start here, so that nobody takes another's outcome for its own.
constexpr quint64 firstRequest = 0x5000000000000000;

} // namespace

LinkCommands::LinkCommands(SyncService& service, QString who, QObject* parent)
    : QObject(parent), m_service(service), m_who(std::move(who)), m_next(firstRequest)
{
    connect(&service, &SyncService::commandFinished, this, &LinkCommands::finish);
}

bool LinkCommands::isPaused() const
{
    const ServiceSnapshot snapshot = m_service.snapshot();
    const auto running = [this](const LinkSnapshot& link) {
        return (m_scope.isEmpty() || link.name == m_scope) && !link.paused;
    };
    return !snapshot.links.isEmpty() && std::none_of(snapshot.links.begin(), snapshot.links.end(), running);
}

QString LinkCommands::scopeName() const
{
    return m_scope.isEmpty() ? tr("all links") : say::isolate(m_scope.value);
}

quint64 LinkCommands::remember(const QString& done)
{
    m_waiting.insert(m_next, done);
    return m_next++;
}

void LinkCommands::forceSync()
{
    emit told(tr("Sync asked for: %1").arg(scopeName()), false);
    m_service.forceSync(remember(tr("Synced now: %1").arg(scopeName())), m_scope);
}

void LinkCommands::togglePause()
{
    if (isPaused())
        m_service.resume(remember(tr("Resumed: %1").arg(scopeName())), m_scope, m_who);
    else
        m_service.pause(remember(tr("Paused: %1").arg(scopeName())), m_scope, m_who);
}

void LinkCommands::verify()
{
    emit told(tr("Comparing both sides of %1").arg(scopeName()), false);
    m_service.check(remember(tr("Compared: %1. The result stands beside each link's state.").arg(scopeName())),
                    m_scope);
}

void LinkCommands::finish(const CommandOutcome& outcome)
{
    const auto waiting = m_waiting.constFind(outcome.request);
    if (waiting == m_waiting.constEnd())
        return;
    const QString done = *waiting;
    m_waiting.erase(waiting);
    emit told(outcome.failure ? say::sentence(*outcome.failure) : done, outcome.failure.has_value());
}

} // namespace keel
