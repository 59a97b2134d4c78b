// SPDX-License-Identifier: GPL-3.0-or-later
// The brake's plans, what was deleted lately, and which databases stand on a link's sides.
#include "sync/records/historyparts.h"
#include "sync/records/historyschema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keel {

using Durability = SqlFile::Durability;

namespace {

/// Longer than the brake looks back.
constexpr qint64 recentKeptMs = 3600'000;

const QLatin1StringView planColumns(
    "id, link, table_name, direction, side, origin, deletes, row_count, reason, cause, since, samples, state,"
    " decided_by, decided_at, up_to, truncated");

QString samplesToJson(const QList<BrakeSample>& samples)
{
    QJsonArray array;
    for (const BrakeSample& sample : samples)
        array.append(QJsonObject{{QStringLiteral("key"), sample.keyJson}, {QStringLiteral("row"), sample.rowJson}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<BrakeSample> samplesFromJson(const QString& json)
{
    QList<BrakeSample> samples;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue value : array)
        samples.append({value[u"key"].toString(), value[u"row"].toString()});
    return samples;
}

BrakeHold holdOf(const SqlRows& r)
{
    BrakeHold hold;
    BrakePlan& plan = hold.plan;
    plan.id = r.integer(0);
    plan.link = LinkName(r.text(1));
    plan.table = TableName(r.text(2));
    plan.direction = directionOf(r.integer(3));
    plan.side = EndpointName(r.text(4));
    plan.origin = EndpointName(r.text(5));
    plan.deletes = r.integer(6);
    plan.rows = r.integer(7);
    plan.reason = BrakeReason(r.integer(8));
    plan.cause = r.text(9);
    plan.since = fromMs(r.integer(10));
    plan.samples = samplesFromJson(r.text(11));
    plan.state = BrakeState(r.integer(12));
    plan.decidedBy = r.text(13);
    if (!r.value(14).isNull())
        plan.decidedAt = fromMs(r.integer(14));
    hold.upTo = r.integer(15);
    hold.truncated = r.integer(16) != 0;
    return hold;
}

Result<std::vector<BrakeHold>> readHolds(SqlFile& file, const QString& where, const QVariantList& values)
{
    auto rows =
        file.run(QStringLiteral("SELECT %1 FROM brake_plans WHERE %2 ORDER BY id").arg(planColumns, where), values);
    if (!rows)
        return fail(rows.error());
    std::vector<BrakeHold> holds;
    while (rows->next())
        holds.push_back(holdOf(*rows));
    return holds;
}

QString orEmpty(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QString nameOf(Side side)
{
    return side == Side::A ? QStringLiteral("a") : QStringLiteral("b");
}

BrakeState stateOf(BrakeDecision decision)
{
    switch (decision) {
    case BrakeDecision::Accept:
        return BrakeState::Accepted;
    case BrakeDecision::Reverse:
        return BrakeState::Reversed;
    case BrakeDecision::Drop:
        break;
    }
    return BrakeState::Dropped;
}

} // namespace

Result<void> makeBrakeTables(SqlFile& file)
{
    for (const char* statement : {
             "CREATE TABLE IF NOT EXISTS brake_plans ("
             " id INTEGER PRIMARY KEY, link TEXT NOT NULL, table_name TEXT NOT NULL, direction INTEGER NOT NULL,"
             " side TEXT NOT NULL, origin TEXT NOT NULL, deletes INTEGER NOT NULL, row_count INTEGER NOT NULL,"
             " reason INTEGER NOT NULL, cause TEXT NOT NULL, since INTEGER NOT NULL, samples TEXT NOT NULL,"
             " state INTEGER NOT NULL, decided_by TEXT, decided_at INTEGER, up_to INTEGER NOT NULL,"
             " truncated INTEGER NOT NULL)",
             // state 4 is Done: one plan at most is open for a table and direction.
             "CREATE UNIQUE INDEX IF NOT EXISTS brake_open ON brake_plans (link, table_name, direction)"
             " WHERE state <> 4",
             "CREATE TABLE IF NOT EXISTS brake_recent (link TEXT NOT NULL, table_name TEXT NOT NULL,"
             " direction INTEGER NOT NULL, at INTEGER NOT NULL, deletes INTEGER NOT NULL)",
             "CREATE INDEX IF NOT EXISTS brake_recent_at ON brake_recent (link, at)",
             "CREATE TABLE IF NOT EXISTS known_sides (link TEXT NOT NULL, side TEXT NOT NULL, identity TEXT NOT NULL,"
             " PRIMARY KEY (link, side)) WITHOUT ROWID",
         })
        KEEL_TRY(file.exec(QString::fromLatin1(statement)));
    return {};
}

Result<void> History::hold(const BrakeHold& hold)
{
    const BrakePlan& plan = hold.plan;
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        auto open = readHolds(*d->file, QStringLiteral("link = ? AND table_name = ? AND direction = ? AND state <> 4"),
                              {plan.link.value, plan.table.value, toNumber(plan.direction)});
        if (!open)
            return fail(std::move(open).error());
        QVariant id; // null: a new one
        if (!open->empty() && open->front().plan.state == BrakeState::Held) {
            id = open->front().plan.id;
            KEEL_TRY(d->file->run(QStringLiteral("DELETE FROM brake_plans WHERE id = ?"), {id}));
        } else if (!open->empty()) {
            KEEL_TRY(
                d->file->run(QStringLiteral("UPDATE brake_plans SET state = 4 WHERE id = ?"), {open->front().plan.id}));
        }
        return d->file
            ->run(QStringLiteral("INSERT INTO brake_plans (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL,"
                                 " NULL, ?, ?)")
                      .arg(planColumns),
                  {id, plan.link.value, plan.table.value, toNumber(plan.direction), orEmpty(plan.side.value),
                   orEmpty(plan.origin.value), plan.deletes, plan.rows, int(plan.reason), orEmpty(plan.cause),
                   plan.since.toMSecsSinceEpoch(), samplesToJson(plan.samples), hold.upTo, hold.truncated ? 1 : 0})
            .map([](SqlRows&&) {});
    });
}

Result<std::vector<BrakeHold>> History::holds(const LinkName& link)
{
    return readHolds(*d->file, QStringLiteral("link = ? AND state <> 4"), {link.value});
}

Result<void> History::finish(qint64 id)
{
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        return d->file->run(QStringLiteral("UPDATE brake_plans SET state = 4 WHERE id = ?"), {id}).map([](SqlRows&&) {
        });
    });
}

Result<void> History::noteDeletes(const LinkName& link, const TableName& onA, Direction direction, TimeUs at,
                                  qint64 deletes)
{
    const qint64 now = toMs(at);
    return d->write(Durability::Written, [&]() -> Result<void> {
        KEEL_TRY(d->file->run(QStringLiteral("DELETE FROM brake_recent WHERE link = ? AND at < ?"),
                              {link.value, now - recentKeptMs}));
        return d->file
            ->run(QStringLiteral("INSERT INTO brake_recent (link, table_name, direction, at, deletes)"
                                 " VALUES (?, ?, ?, ?, ?)"),
                  {link.value, onA.value, toNumber(direction), now, deletes})
            .map([](SqlRows&&) {});
    });
}

Result<std::vector<BrakeBook::Recent>> History::recentDeletes(const LinkName& link, TimeUs since)
{
    auto rows = d->file->run(QStringLiteral("SELECT table_name, direction, sum(deletes) FROM brake_recent"
                                            " WHERE link = ? AND at >= ? GROUP BY 1, 2"),
                             {link.value, toMs(since)});
    if (!rows)
        return fail(rows.error());
    std::vector<Recent> found;
    while (rows->next())
        found.push_back({TableName(rows->text(0)), directionOf(rows->integer(1)), rows->integer(2)});
    return found;
}

Result<std::optional<QString>> History::knownSide(const LinkName& link, Side side)
{
    auto rows = d->file->run(QStringLiteral("SELECT identity FROM known_sides WHERE link = ? AND side = ?"),
                             {link.value, nameOf(side)});
    return std::move(rows).map([](SqlRows&& r) { return r.next() ? std::optional(r.text(0)) : std::nullopt; });
}

Result<void> History::setKnownSide(const LinkName& link, Side side, const QString& identity)
{
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        return d->file
            ->run(QStringLiteral("INSERT OR REPLACE INTO known_sides (link, side, identity) VALUES (?, ?, ?)"),
                  {link.value, nameOf(side), identity})
            .map([](SqlRows&&) {});
    });
}

Result<QList<BrakePlan>> History::brakePlans(const std::optional<LinkName>& link)
{
    auto held = readHolds(*d->file, link ? QStringLiteral("state <> 4 AND link = ?") : QStringLiteral("state <> 4"),
                          link ? QVariantList{link->value} : QVariantList());
    if (!held)
        return fail(std::move(held).error());
    QList<BrakePlan> plans;
    for (BrakeHold& hold : *held)
        plans.append(std::move(hold.plan));
    return plans;
}

Result<BrakePlan> History::brakePlan(qint64 id)
{
    auto found = readHolds(*d->file, QStringLiteral("id = ?"), {id});
    if (!found)
        return fail(std::move(found).error());
    if (found->empty())
        return fail(notFound(QStringLiteral("plan of the brake"), id));
    return std::move(found->front().plan);
}

Result<qint64> History::decideBrake(qint64 id, BrakeDecision decision, const QString& who)
{
    auto done = d->write(Durability::Flushed, [&]() -> Result<void> {
        auto found = readHolds(*d->file, QStringLiteral("id = ? AND state = 0"), {id});
        if (!found)
            return fail(std::move(found).error());
        if (found->empty())
            return fail(notFound(QStringLiteral("held plan of the brake"), id));
        KEEL_TRY(d->file->run(
            QStringLiteral("UPDATE brake_plans SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?"),
            {int(stateOf(decision)), orEmpty(who), d->nowMs(), id}));
        if (decision == BrakeDecision::Drop) // the sides will differ: an older proof says nothing any more
            KEEL_TRY(d->file->run(QStringLiteral("UPDATE proofs SET at = 0, equal = 0 WHERE link = ?"),
                                  {found->front().plan.link.value}));
        return d->putLogLine(who, QStringLiteral("brake ") + toText(decision),
                             QStringLiteral("%1 %2: %3")
                                 .arg(found->front().plan.link.value)
                                 .arg(id)
                                 .arg(brakeSentence(found->front().plan)));
    });
    return std::move(done).map([] { return qint64(1); });
}

Result<void> History::forgetSides(const LinkName& link)
{
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        return d->file->run(QStringLiteral("DELETE FROM known_sides WHERE link = ?"), {link.value}).map([](SqlRows&&) {
        });
    });
}

} // namespace keel
