// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QHash>

namespace keel {

/// Force sync, pause, resume and verify for the links in scope, and what came of them in a sentence. No widgets.
class LinkCommands : public QObject
{
    Q_OBJECT

public:
    LinkCommands(SyncService& service, QString who, QObject* parent = nullptr);

    void setScope(const LinkName& link) { m_scope = link; } ///< empty: all
    [[nodiscard]] const LinkName& scope() const { return m_scope; }
    /// Whether every link in scope is paused, so that the button says Resume.
    [[nodiscard]] bool isPaused() const;

    void forceSync();
    void togglePause();
    void verify();

signals:
    /// For the status bar; `failed` when nothing was done.
    void told(const QString& sentence, bool failed);

private:
    [[nodiscard]] QString scopeName() const;
    [[nodiscard]] quint64 remember(const QString& done);
    void finish(const CommandOutcome& outcome);

    SyncService& m_service;
    QString m_who;
    LinkName m_scope;
    quint64 m_next;
    QHash<quint64, QString> m_waiting; ///< request → what to say when it is done
};

} // namespace keel
