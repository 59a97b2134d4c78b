// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/vitalchecks.h"

#include <algorithm>

namespace keel {

namespace {

using Kind = HealthCheck::Kind;

// Each with a lower limit that asks for a look, and a higher one that asks for more.
constexpr double rateLimit = 0.1; // per cent
constexpr double rateHigh = 1;
constexpr double memoryLimit = 200; // MiB
constexpr double memoryHigh = 500;
constexpr double poolLimit = 80;           // per cent of poolSize
constexpr double transactionLimit = 300;   // seconds
constexpr double journalLimit = 1'000'000; // entries

HealthCheck errorRate(const VitalFacts& f)
{
    HealthCheck c{Kind::ErrorRate, f.errorRate.value_or(0) <= rateLimit, f.errorRate, rateLimit, {}};
    if (!c.ok) {
        c.recommendation = *f.errorRate > rateHigh
                               ? QStringLiteral("More than one row in a hundred fails: look for a change of the schema "
                                                "or of the rights before retrying.")
                               : QStringLiteral("Look at the causes on the Errors page: one cause often explains all.");
    }
    return c;
}

HealthCheck memory(const VitalFacts& f)
{
    HealthCheck c{Kind::Memory, f.memoryMb.value_or(0) <= memoryLimit, f.memoryMb, memoryLimit, {}};
    if (!c.ok) {
        c.recommendation =
            *f.memoryMb > memoryHigh
                ? QStringLiteral(
                      "Restart the service at a quiet moment, lower batchSize, and report what it was doing.")
                : QStringLiteral("Lower batchSize if rows are large; look again in an hour whether it still grows.");
    }
    return c;
}

/// The side whose oldest transaction is the older one.
HealthCheck oldestTransaction(const VitalFacts& f, const QString& a, const QString& b)
{
    HealthCheck c{Kind::OldestTransaction, true, std::nullopt, transactionLimit, {}};
    QString place;
    std::optional<StoreVitals::Transaction> oldest;
    bool known = false;
    for (const auto& [vitals, name] : {std::pair(&f.a, &a), std::pair(&f.b, &b)}) {
        if (!*vitals)
            continue;
        known = known || (*vitals)->knowsTransactions;
        if ((*vitals)->oldest && (!oldest || (*vitals)->oldest->seconds > oldest->seconds)) {
            oldest = (*vitals)->oldest;
            place = *name;
        }
    }
    if (oldest)
        c.value = oldest->seconds;
    else if (known)
        c.value = 0;
    c.ok = c.value.value_or(0) <= transactionLimit;
    if (!c.ok)
        c.recommendation = oldest->pid == 0
                               ? QStringLiteral("Commit or roll back in %1: %2 holds its changes back and keeps the "
                                                "journal from being emptied.")
                                     .arg(place, oldest->who)
                               : QStringLiteral("End process %1 in %2, %3: it holds its changes back and keeps the "
                                                "journal from being emptied.")
                                     .arg(QString::number(oldest->pid), place, oldest->who);
    return c;
}

HealthCheck journalSize(const VitalFacts& f, const QString& a, const QString& b)
{
    const std::optional<qint64> inA = f.a ? f.a->journalEntries : std::nullopt;
    const std::optional<qint64> inB = f.b ? f.b->journalEntries : std::nullopt;
    HealthCheck c{Kind::JournalSize, true, std::nullopt, journalLimit, {}};
    if (inA || inB)
        c.value = static_cast<double>(std::max(inA.value_or(0), inB.value_or(0)));
    c.ok = c.value.value_or(0) <= journalLimit;
    if (!c.ok)
        c.recommendation =
            QStringLiteral("The journal in %1 grows: look for a link that is paused or down, or a long transaction.")
                .arg(inB.value_or(0) > inA.value_or(0) ? b : a);
    return c;
}

/// The side that is nearer to its poolSize, as its server counts; nullopt where neither has a server to count.
std::optional<HealthCheck> poolUse(const VitalFacts& f, const QString& a, const QString& b)
{
    std::optional<HealthCheck> check;
    struct Side
    {
        const std::optional<StoreVitals>& vitals;
        int pool;
        const QString& name;
    };
    for (const Side& side : {Side{f.a, f.poolA, a}, Side{f.b, f.poolB, b}}) {
        if (!side.vitals || !side.vitals->connections || side.pool <= 0)
            continue;
        const double used = 100.0 * *side.vitals->connections / side.pool;
        if (check && used <= *check->value)
            continue;
        check = HealthCheck{Kind::PoolUse, used <= poolLimit, used, poolLimit, {}};
        if (!check->ok)
            check->recommendation =
                QStringLiteral("Evenkeel has %1 connections to %2 and its poolSize is %3: raise it, "
                               "or run fewer links on that database.")
                    .arg(QString::number(*side.vitals->connections), side.name, QString::number(side.pool));
    }
    return check;
}

HealthCheck brake(const VitalFacts& f)
{
    HealthCheck c{Kind::Brake, f.brakes == 0, static_cast<double>(f.brakes), 0.0, {}};
    if (!c.ok)
        c.recommendation = QStringLiteral(
            "Deletes are held back: look at them, then accept, reverse or drop them, here or by `evenkeel brake`.");
    return c;
}

HealthCheck watchdog(const VitalFacts& f)
{
    HealthCheck c{
        Kind::Watchdog, f.rescues == 0, static_cast<double>(f.rescues), static_cast<double>(f.rescuesAllowed), {}};
    if (hasGivenUp(f))
        c.recommendation = QStringLiteral("It hung again after %1 fresh starts: see whether a server is frozen or a "
                                          "lock is held, then restart the service.")
                               .arg(f.rescues);
    else if (!c.ok)
        c.recommendation = QStringLiteral("A database did not answer and got fresh connections; nothing to do if it "
                                          "does not happen again.");
    return c;
}

} // namespace

bool hasGivenUp(const VitalFacts& facts)
{
    return facts.rescuesAllowed > 0 && facts.rescues >= facts.rescuesAllowed;
}

QList<HealthCheck> vitalChecks(const VitalFacts& f, const QString& a, const QString& b)
{
    QList<HealthCheck> checks{errorRate(f), brake(f), memory(f), oldestTransaction(f, a, b), journalSize(f, a, b)};
    if (auto pool = poolUse(f, a, b))
        checks.append(std::move(*pool));
    if (f.rescuesAllowed > 0)
        checks.append(watchdog(f));
    return checks;
}

} // namespace keel
