// SPDX-License-Identifier: GPL-3.0-or-later
// The canary's part of SqliteStore.
#include "sync/store/sql/sqlite/sqlitestore.h"

namespace keel {

std::optional<TableBinding> SqliteStore::canaryTable(const LinkName& link) const
{
    TableBinding table;
    table.name = table.configured = TableName(QStringLiteral("evenkeel_canary"));
    for (const auto& [name, type] : {std::pair("link", "TEXT"), std::pair("direction", "TEXT"),
                                     std::pair("number", "INTEGER"), std::pair("written_at", "TEXT")})
        table.columns.push_back(
            {.name = QString::fromLatin1(name), .type = QString::fromLatin1(type), .family = Family::Null});
    table.key = {0, 1};
    table.filter = QStringLiteral("link = ") + sqliteText(link.value);
    table.probes = true;
    return table;
}

Result<qint64> SqliteStore::writeCanary(const LinkName& link, Direction direction)
{
    auto upsert = m_connection->prepare(
        QStringLiteral("INSERT INTO evenkeel_canary (link, direction, number, written_at)"
                       " VALUES (?, ?, 1, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ON CONFLICT (link, direction)"
                       " DO UPDATE SET number = number + 1, written_at = excluded.written_at RETURNING number"));
    if (!upsert)
        return fail(std::move(upsert).error());
    upsert->add(link.value).add(toText(direction));
    qint64 number = 0;
    for (;;) { // it is committed when it has no more rows
        auto more = upsert->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return number;
        number = upsert->number(0);
    }
}

} // namespace keel
