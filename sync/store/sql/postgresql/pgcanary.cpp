// SPDX-License-Identifier: GPL-3.0-or-later
// The canary's part of PgStore.
#include "sync/store/sql/postgresql/pgcanary.h"

#include "sync/store/sql/postgresql/pgstore.h"
#include "sync/store/sql/postgresql/pgtext.h"

#include <array>

namespace keel::pg {

namespace {

struct Column
{
    const char* name;
    const char* type;
    Family family;
};

constexpr std::array columns{Column{"link", "text", Family::Text}, Column{"direction", "text", Family::Text},
                             Column{"number", "bigint", Family::Integer}, Column{"written_at", "text", Family::Text}};

} // namespace

const QByteArray canarySql = R"(create table evenkeel.canary (
    link text,
    direction text,
    number bigint not null,
    written_at text not null,
    primary key (link, direction)))";

TableFacts canaryFacts()
{
    TableFacts facts{.oid = 0, .quoted = "evenkeel.canary", .partitioned = false, .columns = {}};
    for (const Column& column : columns)
        facts.columns.insert(QString::fromLatin1(column.name), ColumnFacts{.castType = column.type,
                                                                           .inputType = column.type,
                                                                           .outText = "%1::pg_catalog.text",
                                                                           .plainEquality = true});
    return facts;
}

std::optional<TableBinding> PgStore::canaryTable(const LinkName& link) const
{
    TableBinding table;
    table.name = table.configured = TableName(QStringLiteral("evenkeel.canary"));
    for (const Column& column : columns)
        table.columns.push_back({.name = QString::fromLatin1(column.name),
                                 .type = QString::fromLatin1(column.type),
                                 .family = column.family});
    table.key = {0, 1};
    table.filter = QStringLiteral("link = ") + QString::fromUtf8(quoteLiteral(link.value.toUtf8()));
    table.probes = true;
    return table;
}

Result<qint64> PgStore::writeCanary(const LinkName& link, Direction direction)
{
    auto row = m_connection->execute(
        "insert into evenkeel.canary as c (link, direction, number, written_at) values ($1, $2, 1,"
        " to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'))"
        " on conflict (link, direction) do update set number = c.number + 1, written_at = excluded.written_at"
        " returning number",
        {link.value.toUtf8(), directionText(direction)});
    if (!row)
        return fail(row.error());
    return row->number(0, 0);
}

} // namespace keel::pg
