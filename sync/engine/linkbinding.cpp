// SPDX-License-Identifier: GPL-3.0-or-later
// Which tables a link works on: LinkRunner's binding and setup.
#include "sync/engine/linkrunner_p.h"

#include <QSet>

#include <algorithm>

namespace keel {

namespace {

/// "users" of "public.users": what tables: "*" matches by, since the schemas' names are the engines' own.
QString bareName(const TableName& table)
{
    return table.value.section(QLatin1Char('.'), -1);
}

/// The engine without its version: "PostgreSQL" of "PostgreSQL 15.20".
QString engineOf(const StoreInfo& info)
{
    return info.product.section(QLatin1Char(' '), 0, 0);
}

} // namespace

Result<void> LinkRunner::bind()
{
    KEEL_TRY(d->readInfo());
    auto tables = d->wantedTables();
    if (!tables)
        return fail(std::move(tables).error());
    d->bound.clear();
    d->stopped.clear();
    for (const TableConfig& table : *tables) {
        auto bound = d->bindOne(table);
        if (bound)
            d->bound.push_back(std::move(*bound));
        else if (bound.error().isTransient())
            return fail(std::move(bound).error());
        else
            d->noteStopped(table, std::move(bound).error());
    }
    if (d->bound.empty()) {
        if (!d->stopped.empty())
            return fail(d->stopped.front().error);
        return fail({.kind = ErrorClass::Config,
                     .code = ErrorCode::TableMissing,
                     .detail = QStringLiteral("no table is on both sides with the same name and key"),
                     .place = d->config.place + QStringLiteral(".tables"),
                     .mend = QStringLiteral("name the tables")});
    }
    d->bindCanary();
    return {};
}

Result<void> LinkRunner::Private::readInfo()
{
    for (const Side side : {Side::A, Side::B}) {
        auto read = store(side).info(config.name);
        if (!read)
            return fail(std::move(read).error());
        (side == Side::A ? infoA : infoB) = std::move(*read);
    }
    return {};
}

Result<std::vector<TableConfig>> LinkRunner::Private::wantedTables() const
{
    if (!config.allTables)
        return config.tables;
    auto onA = parts.a.tables();
    if (!onA)
        return fail(std::move(onA).error());
    auto onB = parts.b.tables();
    if (!onB)
        return fail(std::move(onB).error());
    std::vector<TableConfig> wanted;
    for (const TableName& a : *onA) {
        const auto b = std::ranges::find_if(*onB, [&](const TableName& t) { return bareName(t) == bareName(a); });
        if (b == onB->end())
            continue;
        auto schemaA = parts.a.describe(a);
        auto schemaB = parts.b.describe(*b);
        if (!schemaA || !schemaB)
            return fail(!schemaA ? std::move(schemaA).error() : std::move(schemaB).error());
        if (schemaA->primaryKey.isEmpty() || schemaA->primaryKey != schemaB->primaryKey)
            continue;
        TableConfig table;
        table.place = config.place + QStringLiteral(".tables(") + a.value + QLatin1Char(')');
        table.a = a;
        table.b = *b;
        table.capture = config.capture;
        table.bell = config.bell;
        wanted.push_back(std::move(table));
    }
    return wanted;
}

Result<BoundTable> LinkRunner::Private::bindOne(const TableConfig& table) const
{
    std::array<TableSchema, 2> schemas;
    for (const Side side : {Side::A, Side::B}) {
        auto schema = store(side).describe(side == Side::A ? table.a : table.b);
        if (!schema) {
            Error error = std::move(schema).error();
            error.place = table.place + (side == Side::A ? QStringLiteral(".a") : QStringLiteral(".b"));
            error.detail = endpoint(side).value + QStringLiteral(": ") + error.detail;
            return fail(std::move(error));
        }
        schemas[side == Side::A ? 0 : 1] = std::move(*schema);
    }
    auto bound = bindTable(table, schemas[0], schemas[1], engineOf(infoA) == engineOf(infoB));
    if (bound && config.conflict == ConflictPolicy::Merge)
        bound->a.columnsJournaled = bound->b.columnsJournaled = bound->a.journal && bound->b.journal;
    return bound;
}

void LinkRunner::Private::noteStopped(const TableConfig& table, Error error)
{
    std::erase_if(stopped, [&](const Stopped& s) { return s.config.a == table.a; });
    stopped.push_back({.config = table, .error = std::move(error)});
}

SetupRequest LinkRunner::Private::setupRequest(Side side) const
{
    SetupRequest request{.link = config.name, .role = side, .tables = {}};
    // With both directions each journal is read: by its own pass, and by the other's search for rivals.
    request.captured = config.forward && config.reverse ? true : sourceOf(home()) == side;
    for (const BoundTable& table : bound) {
        if (table.config.capture == CaptureKind::Journal)
            request.tables.push_back(side == Side::A ? table.a : table.b);
    }
    if (canary)
        request.tables.push_back(side == Side::A ? canary->a : canary->b);
    for (std::size_t i = 0; i < request.tables.size(); ++i)
        request.tables[i].index = static_cast<int>(i);
    request.captured = request.captured && !request.tables.empty();
    return request;
}

/// Tables that stood still are looked at again every half minute; one that fits again goes on from where it stopped.
Result<void> LinkRunner::Private::rebindStopped()
{
    using namespace std::chrono_literals;
    const auto now = parts.clock.steady();
    if (stopped.empty() || now < nextRebind)
        return {};
    nextRebind = now + 30s;
    const std::vector<Stopped> waiting = stopped;
    for (const Stopped& entry : waiting) {
        auto again = bindOne(entry.config);
        if (!again) {
            if (again.error().isTransient())
                return fail(std::move(again).error());
            noteStopped(entry.config, std::move(again).error());
            continue;
        }
        std::erase_if(bound, [&](const BoundTable& table) { return table.a.configured == entry.config.a; });
        bound.push_back(std::move(*again));
        std::erase_if(stopped, [&](const Stopped& s) { return s.config.a == entry.config.a; });
        for (const Side side : {Side::A, Side::B})
            KEEL_TRY(store(side).setup(setupRequest(side)));
    }
    return stopped.size() < waiting.size() ? openLanes() : Result<void>();
}

} // namespace keel
