// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/sentences.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace keel::say {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sentences)
};

enum class Unit { Seconds, Percent, Count, Sides, Alive, Mebibytes };

Unit unitOf(HealthCheck::Kind kind)
{
    switch (kind) {
    case HealthCheck::Kind::CycleTime:
    case HealthCheck::Kind::ErrorRate:
    case HealthCheck::Kind::PoolUse:
        return Unit::Percent;
    case HealthCheck::Kind::ErrorsOpen:
    case HealthCheck::Kind::FailuresInARow:
    case HealthCheck::Kind::HeldRows:
    case HealthCheck::Kind::Brake:
    case HealthCheck::Kind::Watchdog:
    case HealthCheck::Kind::JournalSize:
        return Unit::Count;
    case HealthCheck::Kind::BothReachable:
        return Unit::Sides;
    case HealthCheck::Kind::BellAlive:
        return Unit::Alive;
    case HealthCheck::Kind::Memory:
        return Unit::Mebibytes;
    case HealthCheck::Kind::LastSync:
    case HealthCheck::Kind::Proof:
    case HealthCheck::Kind::Lag:
    case HealthCheck::Kind::ClockOffset:
    case HealthCheck::Kind::OldestTransaction:
    case HealthCheck::Kind::Canary:
        break;
    }
    return Unit::Seconds;
}

QString inUnit(double value, HealthCheck::Kind kind)
{
    switch (unitOf(kind)) {
    case Unit::Percent:
        return Words::tr("%1 %").arg(decimal(value));
    case Unit::Count:
        return number(qRound64(value));
    case Unit::Sides:
        return Words::tr("%1 of 2").arg(qRound64(value));
    case Unit::Alive:
        return value > 0 ? Words::tr("yes") : Words::tr("no");
    case Unit::Mebibytes:
        return Words::tr("%1 MiB").arg(decimal(value));
    case Unit::Seconds:
        break;
    }
    if (kind == HealthCheck::Kind::ClockOffset)
        return Words::tr("%1 s").arg(decimal(value));
    return age(Milliseconds(qRound64(value * 1000)));
}

} // namespace

QString checkName(HealthCheck::Kind kind)
{
    switch (kind) {
    case HealthCheck::Kind::LastSync:
        return Words::tr("Last sync");
    case HealthCheck::Kind::CycleTime:
        return Words::tr("Cycle fits its interval");
    case HealthCheck::Kind::ErrorsOpen:
        return Words::tr("Errors to review");
    case HealthCheck::Kind::FailuresInARow:
        return Words::tr("Failures in a row");
    case HealthCheck::Kind::BothReachable:
        return Words::tr("Both sides reachable");
    case HealthCheck::Kind::Proof:
        return Words::tr("Proof is fresh");
    case HealthCheck::Kind::Lag:
        return Words::tr("Lag");
    case HealthCheck::Kind::BellAlive:
        return Words::tr("Bell is alive");
    case HealthCheck::Kind::ClockOffset:
        return Words::tr("Clock offset");
    case HealthCheck::Kind::HeldRows:
        return Words::tr("Rows held");
    case HealthCheck::Kind::OldestTransaction:
        return Words::tr("Oldest transaction");
    case HealthCheck::Kind::JournalSize:
        return Words::tr("Journal entries");
    case HealthCheck::Kind::ErrorRate:
        return Words::tr("Error rate");
    case HealthCheck::Kind::Brake:
        return Words::tr("Brake");
    case HealthCheck::Kind::Watchdog:
        return Words::tr("Restarts in a row");
    case HealthCheck::Kind::Canary:
        return Words::tr("Probe row");
    case HealthCheck::Kind::PoolUse:
        return Words::tr("Connections in use");
    case HealthCheck::Kind::Memory:
        break;
    }
    return Words::tr("Memory");
}

QString checkValue(const HealthCheck& check)
{
    return check.value ? inUnit(*check.value, check.kind) : unknown();
}

QString checkLimit(const HealthCheck& check)
{
    const Unit unit = unitOf(check.kind);
    if (!check.limit || unit == Unit::Sides || unit == Unit::Alive)
        return {};
    return Words::tr("limit %1").arg(unit == Unit::Count ? compact(*check.limit) : inUnit(*check.limit, check.kind));
}

} // namespace keel::say
