// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/conflictdecision.h"

namespace keel {

Health healthOf(LinkState state)
{
    switch (state) {
    case LinkState::InSync:
    case LinkState::NotProven:
    case LinkState::CatchingUp:
    case LinkState::Paused:
        return Health::Healthy;
    case LinkState::Attention:
    case LinkState::Held:
        return Health::Degraded;
    case LinkState::Down:
        return Health::Down;
    }
    return Health::Down;
}

QString toText(Health health)
{
    switch (health) {
    case Health::Healthy:
        return QStringLiteral("healthy");
    case Health::Degraded:
        return QStringLiteral("degraded");
    case Health::Down:
        return QStringLiteral("down");
    }
    return {};
}

QString toText(LinkState state)
{
    switch (state) {
    case LinkState::InSync:
        return QStringLiteral("in_sync");
    case LinkState::NotProven:
        return QStringLiteral("not_proven");
    case LinkState::CatchingUp:
        return QStringLiteral("catching_up");
    case LinkState::Paused:
        return QStringLiteral("paused");
    case LinkState::Attention:
        return QStringLiteral("attention");
    case LinkState::Held:
        return QStringLiteral("held");
    case LinkState::Down:
        return QStringLiteral("down");
    }
    return {};
}

QString toText(Direction direction)
{
    return direction == Direction::Forward ? QStringLiteral("forward") : QStringLiteral("reverse");
}

QString toText(HealthCheck::Kind kind)
{
    using Kind = HealthCheck::Kind;
    switch (kind) {
    case Kind::LastSync:
        return QStringLiteral("last_sync");
    case Kind::CycleTime:
        return QStringLiteral("cycle_time");
    case Kind::ErrorsOpen:
        return QStringLiteral("errors_open");
    case Kind::FailuresInARow:
        return QStringLiteral("failures_in_a_row");
    case Kind::BothReachable:
        return QStringLiteral("both_reachable");
    case Kind::Proof:
        return QStringLiteral("proof");
    case Kind::Lag:
        return QStringLiteral("lag");
    case Kind::BellAlive:
        return QStringLiteral("bell_alive");
    case Kind::ClockOffset:
        return QStringLiteral("clock_offset");
    case Kind::HeldRows:
        return QStringLiteral("held_rows");
    case Kind::OldestTransaction:
        return QStringLiteral("oldest_transaction");
    case Kind::JournalSize:
        return QStringLiteral("journal_size");
    case Kind::Memory:
        return QStringLiteral("memory");
    case Kind::ErrorRate:
        return QStringLiteral("error_rate");
    case Kind::Brake:
        return QStringLiteral("brake");
    case Kind::Watchdog:
        return QStringLiteral("watchdog");
    case Kind::Canary:
        return QStringLiteral("canary");
    case Kind::PoolUse:
        return QStringLiteral("pool_use");
    }
    return {};
}

QString toText(CycleRecord::Trigger trigger)
{
    switch (trigger) {
    case CycleRecord::Trigger::Timer:
        return QStringLiteral("timer");
    case CycleRecord::Trigger::Bell:
        return QStringLiteral("bell");
    case CycleRecord::Trigger::Person:
        return QStringLiteral("person");
    case CycleRecord::Trigger::Start:
        return QStringLiteral("start");
    }
    return {};
}

QString toText(ConflictDecision::Kind kind)
{
    switch (kind) {
    case ConflictDecision::Kind::TakeA:
        return QStringLiteral("a");
    case ConflictDecision::Kind::TakeB:
        return QStringLiteral("b");
    case ConflictDecision::Kind::TakeRow:
        return QStringLiteral("row");
    case ConflictDecision::Kind::BringBack:
        return QStringLiteral("bring-back");
    case ConflictDecision::Kind::Undo:
        return QStringLiteral("undo");
    }
    return {};
}

} // namespace keel
