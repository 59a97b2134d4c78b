// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/board.h"

#include "app/http/openapi.h"
#include "app/json/desktopjson.h"
#include "app/json/statusjson.h"

#include <QJsonDocument>

namespace keel::http {

using namespace std::chrono_literals;

namespace {

constexpr auto silence = 10s; ///< a service tells something every second; one so quiet hangs

} // namespace

void Board::show(const ServiceSnapshot& snapshot, Now now)
{
    m_snapshot = snapshot;
    m_told = now;
    m_status.clear();
    m_desktop.clear();
    m_metrics.show(snapshot);
}

std::optional<Answer> Board::answerTo(const QString& operation, int connections, Now now)
{
    if (operation == u"status")
        return status();
    if (operation == u"desktopSnapshot")
        return Answer{.status = 200, .body = R"({"success":true,"snapshot":)" + desktop() + '}'};
    if (operation == u"healthz")
        return health(now);
    if (operation == u"metrics")
        return Answer{.status = 200,
                      .body = m_metrics.text(connections),
                      .type = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8")};
    if (operation == u"openapi")
        return answer(openApi());
    return std::nullopt;
}

Answer Board::status()
{
    if (m_status.isEmpty())
        m_status = QJsonDocument(json::status(m_snapshot, m_watchdog, m_snapshot.serviceAnswers))
                       .toJson(QJsonDocument::Compact);
    return {.status = 200, .body = m_status};
}

Answer Board::health(Now now) const
{
    const bool silent = !m_told || now - *m_told > silence;
    const bool good = !silent && m_snapshot.serviceAnswers && m_snapshot.health != Health::Down;
    return answer({{QStringLiteral("success"), good},
                   {QStringLiteral("health"), silent ? QStringLiteral("down") : toText(m_snapshot.health)}},
                  good ? 200 : 503);
}

const QByteArray& Board::desktop()
{
    if (m_desktop.isEmpty())
        m_desktop = QJsonDocument(json::toDesktop(m_snapshot)).toJson(QJsonDocument::Compact);
    return m_desktop;
}

QByteArray Board::snapshotEvent()
{
    return R"({"type":"snapshot","snapshot":)" + desktop() + '}';
}

QByteArray Board::statusEvent() const
{
    QJsonObject document = json::status(m_snapshot, m_watchdog, m_snapshot.serviceAnswers);
    document.remove(QStringLiteral("success"));
    document.insert(QStringLiteral("type"), QStringLiteral("status"));
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

} // namespace keel::http
