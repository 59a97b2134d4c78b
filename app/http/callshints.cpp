// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/calls.h"
#include "app/json/jsonparts.h"

#include <QJsonArray>

namespace keel::http {

namespace {

/// A name without a schema means any.
bool isSameTable(const QString& asked, const QString& configured)
{
    if (asked == configured)
        return true;
    const qsizetype askedDot = asked.lastIndexOf(u'.');
    const qsizetype configuredDot = configured.lastIndexOf(u'.');
    if (askedDot >= 0 && configuredDot >= 0)
        return false;
    return QStringView(asked).mid(askedDot + 1) == QStringView(configured).mid(configuredDot + 1);
}

Answer fine()
{
    return answer({{QStringLiteral("success"), true}});
}

} // namespace

/// Wakes that table, in every link that has it. From b means: b says that it has something for a.
void Calls::hint(const Request& request, const QString& table, const QString& link, bool fromB, const Done& done)
{
    if (!link.isEmpty() && !m_config.link(LinkName(link)))
        return done(
            refusal(404, QStringLiteral("not_found"), QStringLiteral("no link is named \"%1\" here").arg(link)));
    QJsonArray woken;
    for (const LinkSnapshot& one : m_latest.links) {
        if ((!link.isEmpty() && one.name.value != link) || (fromB && !one.reverse))
            continue;
        bool any = false;
        for (const TableSnapshot& candidate : one.tables) {
            const bool inB = isSameTable(table, candidate.b.value);
            if (!inB && (fromB || !isSameTable(table, candidate.a.value)))
                continue;
            m_wakes.add(one.name, candidate.a, inB && one.reverse);
            // As configured: what was asked for may be written in any number of ways.
            m_hints.add(request.who, fromB ? QStringLiteral("webhook") : QStringLiteral("queue-notify"),
                        candidate.a.value);
            any = true;
        }
        if (any)
            woken.append(one.name.value);
    }
    if (woken.isEmpty())
        return done(refusal(404, QStringLiteral("not_found"), QStringLiteral("no link has a table %1").arg(table)));
    done(answer({{QStringLiteral("success"), true}, {QStringLiteral("links"), woken}}, 202));
}

void Calls::queueNotify(const Request& request, const Done& done)
{
    hint(request, request.body.value(u"table").toString(), request.body.value(u"link").toString(), false, done);
}

/// Only the table's name is looked at; the row is read from the database, where it cannot be forged.
void Calls::webhook(const Request& request, const Done& done)
{
    const QString schema = request.body.value(u"schema").toString();
    const QString table = request.body.value(u"table").toString();
    hint(request, schema.isEmpty() ? table : schema + u'.' + table, {}, true, done);
}

void Calls::checkUpdate(const Request& request, const Done& done)
{
    const Devices::State state = m_devices.state(request.query.value(QStringLiteral("deviceId")));
    done(answer({{QStringLiteral("success"), true},
                 {QStringLiteral("needsUpdate"), state.needsUpdate},
                 {QStringLiteral("lastSync"), json::time(state.lastSync)}}));
}

void Calls::markUpdate(const Request& request, const Done& done)
{
    m_devices.markUpdate(request.body.value(u"deviceId").toString());
    m_hints.add(request.who, QStringLiteral("mark-update"), {});
    done(fine());
}

void Calls::markSynced(const Request& request, const Done& done)
{
    m_devices.markSynced(request.body.value(u"deviceId").toString(), QDateTime::currentDateTimeUtc());
    m_hints.add(request.who, QStringLiteral("mark-synced"), {});
    done(fine());
}

void Calls::notifyChange(const Request& request, const Done& done)
{
    m_devices.changed(request.body.value(u"sourceDeviceId").toString());
    m_hints.add(request.who, QStringLiteral("notify-change"), {});
    for (const QJsonValue name : request.body.value(u"collections").toArray()) {
        for (const LinkSnapshot& link : std::as_const(m_latest.links)) {
            for (const TableSnapshot& table : link.tables) {
                if (isSameTable(name.toString(), table.a.value) || isSameTable(name.toString(), table.b.value))
                    m_wakes.add(link.name, table.a, link.reverse);
            }
        }
    }
    done(fine());
}

} // namespace keel::http
