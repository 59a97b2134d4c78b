// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alertrules.h"

#include <algorithm>
#include <chrono>

namespace keel {

namespace {

using namespace std::chrono_literals;

constexpr Milliseconds repeatAfter = 10min;
constexpr Milliseconds gatherFor = 30s;
/// A link that reconnects at once is nobody's business; what waits for a person does not go away by itself.
constexpr Milliseconds downSettles = 10s;
constexpr Milliseconds settles = 3s;
constexpr Milliseconds calm = 10s;
/// After a start not everything has been looked at yet: nothing is over before that.
constexpr Milliseconds startUp = 60s;

bool hasPassed(const QDateTime& since, const QDateTime& now, Milliseconds time)
{
    return since.isValid() && since.msecsTo(now) >= time.count();
}

QString downText(const LinkSnapshot& link)
{
    QStringList silent;
    for (const EndpointSnapshot* endpoint : {&link.a, &link.b}) {
        if (!endpoint->reachable)
            silent.append(endpoint->name.value);
    }
    // Never the server's own words: they may quote a row.
    if (silent.isEmpty())
        return QStringLiteral("%1 is down: its cycles fail").arg(link.name.value);
    return QStringLiteral("%1 is down: %2 cannot be reached")
        .arg(link.name.value, silent.join(QStringLiteral(" and ")));
}

QString brakeText(const LinkSnapshot& link)
{
    qint64 deletes = 0;
    for (const BrakePlan& plan : link.brake)
        deletes += plan.deletes;
    return QStringLiteral("The brake of %1 holds %2 deletes in %3 %4 until someone decides")
        .arg(link.name.value)
        .arg(deletes)
        .arg(link.brake.size())
        .arg(link.brake.size() == 1 ? QStringLiteral("plan") : QStringLiteral("plans"));
}

QString proofText(const LinkSnapshot& link)
{
    return QStringLiteral("%1: %2 and %3 differ in %4 %5")
        .arg(link.name.value, link.a.name.value, link.b.name.value)
        .arg(link.proof->suspects)
        .arg(link.proof->suspects == 1 ? QStringLiteral("row") : QStringLiteral("rows"));
}

QString errorsText(const LinkSnapshot& link, const HealthCheck& check)
{
    return QStringLiteral("%1 has %2 open errors, more than %3")
        .arg(link.name.value)
        .arg(link.errorsOpen)
        .arg(check.limit.value_or(0));
}

} // namespace

AlertRules::AlertRules(const QList<Alert>& told)
{
    for (const Alert& alert : told) {
        State& state = m_states[{alert.cause, alert.link}];
        state.text = alert.text;
        state.told = !alert.over;
        if (!alert.over)
            state.toldAt = alert.at;
    }
}

AlertRules::Standing AlertRules::standing(const ServiceSnapshot& snapshot, const QString& configRefused)
{
    Standing standing;
    for (const LinkSnapshot& link : snapshot.links) {
        const auto stands = [&](AlertCause cause, const QString& text) { standing[{cause, link.name}] = text; };
        if (healthOf(link.state) == Health::Down)
            stands(AlertCause::LinkDown, downText(link));
        if (!link.brake.isEmpty())
            stands(AlertCause::BrakeHolds, brakeText(link));
        if (link.held > 0)
            stands(AlertCause::RowsHeld,
                   QStringLiteral("%1: %2 conflicts wait for a decision").arg(link.name.value).arg(link.held));
        if (link.proof && !link.proof->equal)
            stands(AlertCause::ProofUnequal, proofText(link));
        for (const HealthCheck& check : link.checks) {
            if (check.ok)
                continue;
            if (check.kind == HealthCheck::Kind::ErrorsOpen)
                stands(AlertCause::ErrorsOpen, errorsText(link, check));
            else if (check.kind == HealthCheck::Kind::Watchdog && check.limit > 0 && check.value >= check.limit)
                stands(AlertCause::WatchdogGaveUp,
                       QStringLiteral("%1 hangs, and fresh connections did not help").arg(link.name.value));
            else if (check.kind == HealthCheck::Kind::Canary)
                stands(AlertCause::CanaryLate,
                       QStringLiteral("%1: the probe row does not arrive in time").arg(link.name.value));
        }
    }
    if (!configRefused.isEmpty())
        standing[{AlertCause::ConfigRefused, {}}] =
            QStringLiteral("The changed config was not taken over: %1").arg(configRefused.simplified());
    return standing;
}

void AlertRules::forgetFuture(const QDateTime& now)
{
    const auto inFuture = [&](QDateTime& time) {
        if (time.isValid() && time > now)
            time = now;
    };
    for (auto& [key, state] : m_states) {
        inFuture(state.standsSince);
        inFuture(state.goneSince);
        inFuture(state.toldAt);
    }
    inFuture(m_lastMessage);
}

void AlertRules::follow(const Standing& standing, const QDateTime& now)
{
    for (const auto& [key, text] : standing) {
        State& state = m_states[key];
        state.text = text;
        state.goneSince = {};
        if (!state.standsSince.isValid())
            state.standsSince = now;
    }
    for (auto it = m_states.begin(); it != m_states.end();) {
        State& state = it->second;
        if (!standing.contains(it->first)) {
            state.standsSince = {};
            if (state.told && !state.goneSince.isValid())
                state.goneSince = now;
        }
        const bool forgotten = !state.told && !state.standsSince.isValid() &&
                               (!state.toldAt.isValid() || hasPassed(state.toldAt, now, repeatAfter));
        it = forgotten ? m_states.erase(it) : std::next(it);
    }
}

QList<Alert> AlertRules::look(const ServiceSnapshot& snapshot, const QString& configRefused, const QDateTime& now)
{
    if (!snapshot.serviceAnswers)
        return {};
    forgetFuture(now);
    follow(standing(snapshot, configRefused), now);
    if (m_lastMessage.isValid() && !hasPassed(m_lastMessage, now, gatherFor))
        return {};
    const qint64 age = snapshot.startedAt.msecsTo(now); // below 0: the clock was set back
    const bool looked = age < 0 || age >= startUp.count();
    QList<Alert> alerts;
    for (auto& [key, state] : m_states) {
        const Milliseconds mustStand = key.cause == AlertCause::LinkDown ? downSettles : settles;
        const bool mayTell = !state.toldAt.isValid() || hasPassed(state.toldAt, now, repeatAfter);
        if (!state.told && mayTell && hasPassed(state.standsSince, now, mustStand)) {
            state.told = true;
            state.toldAt = now;
            alerts.append({key.cause, key.link, false, state.text, now});
        } else if (state.told && looked && hasPassed(state.goneSince, now, calm)) {
            state.told = false;
            state.goneSince = {};
            alerts.append({key.cause, key.link, true, state.text, now});
        }
    }
    if (!alerts.isEmpty())
        m_lastMessage = now;
    return alerts;
}

} // namespace keel
