// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/calls.h"
#include "app/json/recordjson.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace keel::http {

namespace {

/// Says which plan a person saw: one that has grown since needs to be looked at again.
QString confirmOf(const BrakePlan& plan)
{
    const QString seen = QStringLiteral("%1|%2|%3|%4|%5|%6")
                             .arg(plan.id)
                             .arg(plan.link.value, plan.table.value, plan.side.value)
                             .arg(plan.deletes)
                             .arg(plan.since.toMSecsSinceEpoch());
    return QString::fromLatin1(QCryptographicHash::hash(seen.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

const BrakePlan* findPlan(const ServiceSnapshot& snapshot, qint64 id)
{
    for (const LinkSnapshot& link : snapshot.links) {
        for (const BrakePlan& plan : link.brake) {
            if (plan.id == id)
                return &plan;
        }
    }
    return nullptr;
}

} // namespace

void Calls::brake(const Request& /*request*/, const Done& done)
{
    QJsonArray plans;
    for (const LinkSnapshot& link : std::as_const(m_latest.links)) {
        for (const BrakePlan& plan : link.brake) {
            QJsonObject object = json::brakePlan(plan, true);
            object.insert(QStringLiteral("confirm"), confirmOf(plan));
            plans.append(object);
        }
    }
    done(answer({{QStringLiteral("success"), true}, {QStringLiteral("brake"), plans}}));
}

void Calls::brakeAccept(const Request& request, const Done& done)
{
    decideBrake(BrakeDecision::Accept, request, done);
}

void Calls::brakeReverse(const Request& request, const Done& done)
{
    decideBrake(BrakeDecision::Reverse, request, done);
}

void Calls::brakeDrop(const Request& request, const Done& done)
{
    decideBrake(BrakeDecision::Drop, request, done);
}

void Calls::decideBrake(BrakeDecision decision, const Request& request, const Done& done)
{
    const qint64 id = request.path.value(QStringLiteral("id")).toLongLong();
    const BrakePlan* plan = findPlan(m_latest, id);
    if (!plan)
        return done(refusal(404, QStringLiteral("not_found"), QStringLiteral("the brake holds no plan %1").arg(id)));
    if (request.body.value(u"confirm").toString() != confirmOf(*plan))
        return done(refusal(409, QStringLiteral("changed"),
                            QStringLiteral("plan %1 is not what was seen: read it again").arg(id)));
    const quint64 number = m_nextRequest++;
    m_commands.add(number, [done, id](const CommandOutcome& outcome) {
        if (outcome.failure)
            return done(refusal(*outcome.failure));
        done(answer({{QStringLiteral("success"), true}, {QStringLiteral("id"), id}}));
    });
    m_service.decideBrake(number, id, decision, request.who);
}

} // namespace keel::http
