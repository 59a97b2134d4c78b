// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgcatalog.h"

#include "sync/store/sql/postgresql/pgtext.h"

#include <QSet>

#include <array>
#include <utility>

namespace keel::pg {

namespace {

/// Columns with their base type: domains are followed to the end.
const QByteArray columnsSql = R"(
with recursive base(attnum, oid, required) as (
    select a.attnum, a.atttypid, false from pg_attribute a where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped
  union all
    select b.attnum, t.typbasetype, b.required or t.typnotnull from base b join pg_type t on t.oid = b.oid and t.typtype = 'd')
select a.attname, format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, -1), t.typname,
       t.typcategory = 'A', a.attnotnull or b.required, a.attgenerated <> '', a.attidentity = 'a',
       case when a.attcollation <> 0 and a.attcollation <> ct.typcollation then c.collname else '' end,
       coalesce(c.collisdeterministic, true), t.typtype, t.typnamespace = 'pg_catalog'::regnamespace,
       ct.typarray = 0 or t.typtype = 'c' or t.typdelim <> ','
  from pg_attribute a
  join base b on b.attnum = a.attnum
  join pg_type t on t.oid = b.oid and t.typtype <> 'd'
  join pg_type ct on ct.oid = a.atttypid
  left join pg_collation c on c.oid = a.attcollation
 where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped
 order by a.attnum)";

QStringList fromArray(const QString& text)
{
    return text.isEmpty() ? QStringList() : text.split(QChar(0x1f));
}

/// The names of a constraint's or index's columns, in its order.
QByteArray namesOf(const char* numbers, const char* table)
{
    return QByteArrayLiteral("(select string_agg(a.attname, e'\\x1f' order by k.ord) from unnest(") + numbers +
           ") with ordinality k(num, ord) join pg_attribute a on a.attrelid = " + table + " and a.attnum = k.num)";
}

/// What the server sends is the type's output function; for these a cast to text says something else.
QByteArray outTextOf(const QString& base)
{
    static const QHash<QString, QByteArray> own{{QStringLiteral("bool"), "pg_catalog.boolout"},
                                                {QStringLiteral("bpchar"), "pg_catalog.bpcharout"},
                                                {QStringLiteral("inet"), "pg_catalog.inet_out"},
                                                {QStringLiteral("cidr"), "pg_catalog.cidr_out"},
                                                {QStringLiteral("xml"), "pg_catalog.xml_out"}};
    const auto it = own.find(base);
    return it == own.end() ? QByteArrayLiteral("%1::pg_catalog.text") : "pg_catalog.textin(" + *it + "(%1))";
}

bool hasPlainEquality(const QString& base, bool deterministic)
{
    static const QSet<QString> plain{QStringLiteral("bool"),      QStringLiteral("int2"),        QStringLiteral("int4"),
                                     QStringLiteral("int8"),      QStringLiteral("uuid"),        QStringLiteral("date"),
                                     QStringLiteral("timestamp"), QStringLiteral("timestamptz"), QStringLiteral("time"),
                                     QStringLiteral("bytea"),     QStringLiteral("oid"),         QStringLiteral("text"),
                                     QStringLiteral("name"),      QStringLiteral("varchar")};
    return deterministic && plain.contains(base);
}

} // namespace

Family familyOf(const QString& typeName, bool isArray)
{
    static const QHash<QString, Family> families{
        {QStringLiteral("bool"), Family::Boolean},      {QStringLiteral("int2"), Family::Integer},
        {QStringLiteral("int4"), Family::Integer},      {QStringLiteral("int8"), Family::Integer},
        {QStringLiteral("oid"), Family::Integer},       {QStringLiteral("numeric"), Family::Decimal},
        {QStringLiteral("float4"), Family::Float},      {QStringLiteral("float8"), Family::Float},
        {QStringLiteral("text"), Family::Text},         {QStringLiteral("varchar"), Family::Text},
        {QStringLiteral("bpchar"), Family::Text},       {QStringLiteral("name"), Family::Text},
        {QStringLiteral("citext"), Family::Text},       {QStringLiteral("char"), Family::Text},
        {QStringLiteral("bytea"), Family::Bytes},       {QStringLiteral("date"), Family::Date},
        {QStringLiteral("time"), Family::Time},         {QStringLiteral("timestamp"), Family::Timestamp},
        {QStringLiteral("interval"), Family::Interval}, {QStringLiteral("timestamptz"), Family::TimestampTz},
        {QStringLiteral("json"), Family::Json},         {QStringLiteral("jsonb"), Family::Json},
        {QStringLiteral("uuid"), Family::Uuid}};
    return isArray ? Family::Other : families.value(typeName, Family::Other);
}

Result<PgCatalog::Found> PgCatalog::find(const TableName& table)
{
    const QByteArray sql = "select c.oid, n.nspname, c.relname, greatest(c.reltuples, 0)::int8,"
                           " c.relkind = 'p' or exists (select from pg_inherits i where i.inhparent = c.oid"
                           " or i.inhrelid = c.oid)"
                           " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                           " where c.oid = to_regclass($1) and c.relkind in ('r', 'p')";
    const QualifiedName exact = splitName(table);
    const QualifiedName lower{exact.schema.toLower(), exact.table.toLower()};
    for (const QualifiedName& name : {exact, lower}) {
        const QByteArray quoted =
            (name.schema.isEmpty() ? QByteArray() : quoteName(name.schema) + '.') + quoteName(name.table);
        auto found = m_connection.execute(sql, {quoted});
        if (!found)
            return fail(found.error());
        if (found->rows() == 1)
            return Found{found->bytes(0, 0).toUInt(), found->text(0, 1), found->text(0, 2), found->number(0, 3),
                         found->flag(0, 4)};
    }
    return fail({.kind = ErrorClass::Schema,
                 .code = ErrorCode::TableMissing,
                 .detail = QStringLiteral("there is no table %1").arg(table.value),
                 .place = table.value,
                 .mend = QStringLiteral("create it, or correct its name in the config")});
}

Result<TableSchema> PgCatalog::describe(const TableName& table)
{
    const auto found = find(table);
    if (!found)
        return fail(found.error());
    TableSchema schema;
    schema.name = joinName(found->schema, found->name);
    schema.estimatedRows = found->estimatedRows;
    KEEL_TRY(readColumns(*found, schema));
    KEEL_TRY(readKeys(*found, schema));
    KEEL_TRY(readForeignKeys(*found, schema));
    KEEL_TRY(readTriggers(*found, schema));
    return schema;
}

Result<void> PgCatalog::readColumns(const Found& found, TableSchema& schema)
{
    auto rows = m_connection.execute(columnsSql, {QByteArray::number(found.oid)});
    if (!rows)
        return fail(rows.error());
    for (int r = 0; r < rows->rows(); ++r) {
        ColumnSchema column;
        column.name = rows->text(r, 0);
        column.type = rows->text(r, 1);
        column.family = familyOf(rows->text(r, 3), rows->flag(r, 4));
        column.nullable = !rows->flag(r, 5);
        column.generated = rows->flag(r, 6);
        column.collation = rows->text(r, 8);
        schema.columns.push_back(std::move(column));
    }
    return {};
}

Result<void> PgCatalog::readKeys(const Found& found, TableSchema& schema)
{
    const QByteArray sql =
        "select c.relname, i.indisprimary, " + namesOf("(i.indkey::int2[])[0:i.indnkeyatts - 1]", "i.indrelid") +
        " from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::oid and i.indisunique"
        " and i.indisvalid and i.indpred is null and i.indexprs is null"
        " order by c.relname";
    auto rows = m_connection.execute(sql, {QByteArray::number(found.oid)});
    if (!rows)
        return fail(rows.error());
    for (int r = 0; r < rows->rows(); ++r) {
        if (rows->flag(r, 1))
            schema.primaryKey = fromArray(rows->text(r, 2));
        else
            schema.uniqueKeys.push_back({rows->text(r, 0), fromArray(rows->text(r, 2))});
    }
    return {};
}

Result<void> PgCatalog::readForeignKeys(const Found& found, TableSchema& schema)
{
    const QByteArray sql =
        "select f.conname, n.nspname, p.relname, " + namesOf("f.conkey", "f.conrelid") + ", " +
        namesOf("f.confkey", "f.confrelid") +
        " from pg_constraint f join pg_class p on p.oid = f.confrelid join pg_namespace n on n.oid = p.relnamespace"
        " where f.conrelid = $1::oid and f.contype = 'f' and not p.relispartition order by f.conname";
    auto rows = m_connection.execute(sql, {QByteArray::number(found.oid)});
    if (!rows)
        return fail(rows.error());
    for (int r = 0; r < rows->rows(); ++r)
        schema.foreignKeys.push_back({rows->text(r, 0), fromArray(rows->text(r, 3)),
                                      joinName(rows->text(r, 1), rows->text(r, 2)), fromArray(rows->text(r, 4))});
    return {};
}

Result<void> PgCatalog::readTriggers(const Found& found, TableSchema& schema)
{
    // tgtype: 1 is per row, 2 is before, 4 insert, 16 update (pg_trigger.h).
    auto rows =
        m_connection.execute("select distinct tgname from pg_trigger where not tgisinternal and tgenabled <> 'D'"
                             " and (tgtype & 3) = 3 and (tgtype & 20) <> 0 and tgrelid in"
                             " (select relid::oid from pg_partition_tree($1::oid) union select $1::oid) order by 1",
                             {QByteArray::number(found.oid)});
    if (!rows)
        return fail(rows.error());
    for (int r = 0; r < rows->rows(); ++r)
        schema.beforeTriggers.append(rows->text(r, 0));
    return {};
}

Result<std::vector<TableName>> PgCatalog::tables()
{
    auto rows = m_connection.execute("select n.nspname, c.relname from pg_class c"
                                     " join pg_namespace n on n.oid = c.relnamespace"
                                     " where c.relkind in ('r', 'p') and not c.relispartition"
                                     " and c.relpersistence <> 't' and n.nspname !~ '^pg_'"
                                     " and n.nspname not in ('information_schema', 'evenkeel')"
                                     " and not exists (select from pg_depend d where d.objid = c.oid"
                                     " and d.classid = 'pg_class'::regclass and d.deptype = 'e')"
                                     " order by 1, 2");
    if (!rows)
        return fail(rows.error());
    std::vector<TableName> names;
    for (int r = 0; r < rows->rows(); ++r)
        names.push_back(joinName(rows->text(r, 0), rows->text(r, 1)));
    return names;
}

Result<TableFacts> PgCatalog::facts(const TableName& table)
{
    const auto found = find(table);
    if (!found)
        return fail(found.error());
    auto rows = m_connection.execute(columnsSql, {QByteArray::number(found->oid)});
    if (!rows)
        return fail(rows.error());
    TableFacts facts;
    facts.oid = found->oid;
    facts.quoted = quoteName(found->schema) + '.' + quoteName(found->name);
    facts.partitioned = found->partitioned;
    for (int r = 0; r < rows->rows(); ++r) {
        const QString base = rows->text(r, 3);
        const bool isArray = rows->flag(r, 4);
        const bool isEnum = rows->view(r, 10) == "e";
        const bool builtIn = rows->flag(r, 11);
        ColumnFacts column;
        column.castType = rows->bytes(r, 2);
        column.inputType = isArray || rows->flag(r, 12) ? QByteArrayLiteral("text") : column.castType;
        column.outText = builtIn ? outTextOf(base) : QByteArrayLiteral("%1::pg_catalog.text");
        column.identityAlways = rows->flag(r, 7);
        column.plainEquality = isEnum || (builtIn && !isArray && hasPlainEquality(base, rows->flag(r, 9)));
        facts.columns.insert(rows->text(r, 0), column);
    }
    return facts;
}

} // namespace keel::pg
