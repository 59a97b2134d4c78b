// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/store/bell.h"

#include <QSocketNotifier>
#include <QTimer>

#include <libpq-fe.h>

#include <memory>

namespace keel::pg {

/// Listens to NOTIFY evenkeel on a connection of its own. A transaction that was open when the bell was re-armed, and
/// rang before that, commits unheard: so each ring is followed by another one a moment later.
class PgBell final : public Bell
{
    Q_OBJECT

public:
    PgBell(const EndpointConfig& endpoint, const QString& label);
    ~PgBell() override;
    [[nodiscard]] bool isAlive() const override { return m_native != nullptr; }

private:
    void connectToServer();
    void readSocket();
    void drop();

    EndpointConfig m_endpoint;
    QString m_label;
    PGconn* m_native = nullptr; ///< owned by the QSqlDatabase named m_label; null while down
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_retry;
    QTimer m_again;
};

} // namespace keel::pg
