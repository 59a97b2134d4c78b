// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgbell.h"

#include "sync/store/sql/postgresql/pgconnect.h"

#include <QLoggingCategory>

#include <algorithm>

namespace keel::pg {

Q_LOGGING_CATEGORY(lcBell, "keel.store.postgresql.bell", QtInfoMsg)

namespace {

using namespace std::chrono_literals;

constexpr auto firstRetry = 500ms;
constexpr auto longestRetry = 30s;
constexpr auto ringAgain = 20ms;

} // namespace

PgBell::PgBell(const EndpointConfig& endpoint, const QString& label) : m_endpoint(endpoint), m_label(label)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(0);
    m_again.setSingleShot(true);
    m_again.setInterval(ringAgain);
    connect(&m_retry, &QTimer::timeout, this, &PgBell::connectToServer);
    connect(&m_again, &QTimer::timeout, this, &PgBell::rang);
    m_retry.start();
}

PgBell::~PgBell()
{
    m_notifier.reset();
    if (m_native)
        closeNative(m_label);
}

void PgBell::connectToServer()
{
    const auto native = openNative(m_endpoint, m_label);
    bool listening = false;
    if (native) {
        PGresult* result = PQexec(*native, "set application_name = 'evenkeel bell'; listen evenkeel");
        listening = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
    }
    if (!listening) {
        if (native)
            closeNative(m_label);
        const auto next =
            std::clamp<std::chrono::milliseconds>(m_retry.intervalAsDuration() * 2, firstRetry, longestRetry);
        qCInfo(lcBell) << "not connected, endpoint=" << m_endpoint.name.value << "retryMs=" << next.count();
        m_retry.start(next);
        return;
    }
    m_native = *native;
    m_retry.setInterval(firstRetry);
    m_notifier = std::make_unique<QSocketNotifier>(PQsocket(m_native), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &PgBell::readSocket);
    emit aliveChanged(true);
    emit rang();
}

void PgBell::readSocket()
{
    // The notifier goes before libpq may close its socket: another connection could get the same number.
    m_notifier->setEnabled(false);
    if (PQconsumeInput(m_native) == 0 || PQstatus(m_native) != CONNECTION_OK) {
        drop();
        return;
    }
    m_notifier->setEnabled(true);
    bool heard = false;
    while (PGnotify* notification = PQnotifies(m_native)) {
        heard = true;
        PQfreemem(notification);
    }
    if (!heard)
        return;
    m_again.start();
    emit rang();
}

void PgBell::drop()
{
    qCInfo(lcBell) << "lost its connection, endpoint=" << m_endpoint.name.value;
    // Called from its own signal.
    m_notifier.release()->deleteLater();
    m_native = nullptr;
    closeNative(m_label);
    m_retry.start(firstRetry);
    emit aliveChanged(false);
}

} // namespace keel::pg
