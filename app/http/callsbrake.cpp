// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/calls.h"
#include "app/json/recordjson.h"

#include <QJsonArray>

namespace keel::http {

namespace {

using Now = std::chrono::steady_clock;

/// What a person saw: a plan that has grown since needs to be looked at again. The count of rows in the table is left
/// out, which may move at any time.
QByteArray subjectOf(BrakeDecision decision, const BrakePlan& plan)
{
    return QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
        .arg(toText(decision))
        .arg(plan.id)
        .arg(plan.link.value, plan.table.value, plan.side.value)
        .arg(plan.deletes)
        .arg(plan.since.toMSecsSinceEpoch())
        .toUtf8();
}

QString effectOf(BrakeDecision decision, const BrakePlan& plan)
{
    switch (decision) {
    case BrakeDecision::Accept:
        return QStringLiteral("%1 rows of %2 are deleted in %3")
            .arg(plan.deletes)
            .arg(plan.table.value, plan.side.value);
    case BrakeDecision::Reverse:
        return QStringLiteral("%1 rows of %2 are restored in %3")
            .arg(plan.deletes)
            .arg(plan.table.value, plan.origin.value);
    case BrakeDecision::Drop:
        break;
    }
    return QStringLiteral("%1 rows of %2 stay in %3 only: the sides differ there until somebody repairs them")
        .arg(plan.deletes)
        .arg(plan.table.value, plan.side.value);
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
        for (const BrakePlan& plan : link.brake)
            plans.append(json::brakePlan(plan, true));
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
    if (request.query.value(QStringLiteral("dryRun")) == u"1")
        return showBrake(decision, *plan, request, done);
    const QByteArray confirm = request.body.value(u"confirm").toString().toUtf8();
    if (confirm.isEmpty())
        return done(refusal(400, QStringLiteral("confirm_missing"),
                            QStringLiteral("confirm: missing, expected the word that the same call with ?dryRun=1 "
                                           "answers")));
    if (!m_confirms.take(confirm, subjectOf(decision, *plan), request.caller, Now::now()))
        return done(refusal(409, QStringLiteral("changed"),
                            QStringLiteral("plan %1 is not what was seen, or the word was used or is older than 5 "
                                           "minutes: ask again with ?dryRun=1")
                                .arg(id)));
    const quint64 number = m_nextRequest++;
    m_commands.add(number, [done, id](const CommandOutcome& outcome) {
        if (outcome.failure)
            return done(refusal(*outcome.failure));
        done(answer({{QStringLiteral("success"), true}, {QStringLiteral("id"), id}}));
    });
    m_service.decideBrake(number, id, decision, request.who);
}

void Calls::showBrake(BrakeDecision decision, const BrakePlan& plan, const Request& request, const Done& done)
{
    const QByteArray word = m_confirms.issue(subjectOf(decision, plan), request.caller, Now::now());
    done(answer({{QStringLiteral("success"), true},
                 {QStringLiteral("dryRun"), true},
                 {QStringLiteral("plan"), json::brakePlan(plan, true)},
                 {QStringLiteral("effect"), effectOf(decision, plan)},
                 {QStringLiteral("confirm"), QString::fromLatin1(word)},
                 {QStringLiteral("confirmSeconds"), qint64{std::chrono::seconds(Confirms::lifetime).count()}}}));
}

} // namespace keel::http
