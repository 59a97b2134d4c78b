// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/setupsql.h"

#include "sync/store/sql/postgresql/pgcanary.h"
#include "sync/store/sql/postgresql/pgcolumns.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/setupobjects.h"
#include "sync/store/sql/postgresql/tablesql.h"

#include <QCryptographicHash>

#include <algorithm>

namespace keel::pg {

namespace {

QByteArray keyArray(const TableSql& sql, const char* prefix)
{
    QByteArray parts;
    for (const int index : sql.binding().key)
        parts += (parts.isEmpty() ? "" : ", ") + sql.outText(index, sql.name(index, prefix));
    return "array[" + parts + ']';
}

QByteArray functionName(int id, const QByteArray& event)
{
    return "evenkeel.capture_" + QByteArray::number(id) + '_' + event;
}

/// Does the key's text hang on no setting of the application's session?
bool plainKey(const TableSql& sql)
{
    return std::ranges::all_of(sql.binding().key, [&](int index) {
        switch (sql.binding().columns[static_cast<std::size_t>(index)].family) {
        case Family::Decimal:
            return true;
        case Family::Boolean:
        case Family::Integer:
        case Family::Text:
        case Family::Uuid:
            return sql.column(index).plainEquality;
        default:
            return false;
        }
    });
}

/// Settings cost every statement of the application: pinning the search path alone was measured to take a third of the
/// trigger's time. Bodies that name every function and operator with its schema do without.
QByteArray settingsFor(const TableSql& sql, const CaptureFunction& function)
{
    if (plainKey(sql))
        return function.qualified ? "" : " set search_path = pg_catalog, pg_temp";
    return " set search_path = pg_catalog, pg_temp set DateStyle = 'ISO, MDY' set TimeZone = 'UTC'"
           " set IntervalStyle = postgres set bytea_output = hex set extra_float_digits = 1 set lc_monetary = 'C'";
}

QByteArray literal(const QString& text)
{
    return quoteLiteral(text.toUtf8());
}

QByteArray readerDirection(Side role)
{
    return role == Side::A ? "forward" : "reverse";
}

} // namespace

Result<QStringList> SetupSql::missing(const SetupRequest& request)
{
    m_statements.clear();
    m_newIds = 0;
    KEEL_TRY(addObjects());
    KEEL_TRY(addCanary(request));
    KEEL_TRY(addChangedColumn(request));
    KEEL_TRY(addIdentity(request));
    if (request.captured) {
        for (const TableBinding& table : request.tables) {
            if (table.journal)
                KEEL_TRY(addTable(table));
        }
    }
    return m_statements;
}

Result<void> SetupSql::addObjects()
{
    QByteArray sql = "select to_regnamespace('evenkeel') is not null";
    for (const SetupObject& object : setupObjects())
        sql += QByteArrayLiteral(", to_regclass('") + object.name + "') is not null";
    auto present = m_connection.execute(sql);
    if (!present)
        return fail(present.error());
    m_hasSchema = true;
    if (!present->flag(0, 0))
        add("create schema evenkeel");
    int column = 0;
    for (const SetupObject& object : setupObjects()) {
        if (present->flag(0, ++column))
            continue;
        m_hasSchema = false;
        const bool old = object.before15 && PQserverVersion(m_connection.native()) < 150'000;
        add(old ? object.before15 : object.sql);
    }
    if (m_hasSchema)
        return {};
    // For the case that an owner runs the script for the user that syncs.
    auto user = m_connection.execute("select quote_ident(current_user)");
    if (!user)
        return fail(user.error());
    const QByteArray name = user->bytes(0, 0);
    add("grant usage on schema evenkeel to " + name);
    add("grant select, insert, update, delete on all tables in schema evenkeel to " + name);
    add("grant usage, select, update on all sequences in schema evenkeel to " + name);
    return {};
}

Result<void> SetupSql::addCanary(const SetupRequest& request)
{
    if (std::ranges::none_of(request.tables, &TableBinding::probes))
        return {};
    auto present = m_connection.execute("select to_regclass('evenkeel.canary') is not null, quote_ident(current_user)");
    if (!present)
        return fail(present.error());
    m_hasCanary = present->flag(0, 0);
    if (m_hasCanary)
        return {};
    add(canarySql);
    add("grant select, insert, update, delete on evenkeel.canary to " + present->bytes(0, 1));
    return {};
}

/// A journal of an older version has no place for the columns; nobody but policy `merge` needs it.
Result<void> SetupSql::addChangedColumn(const SetupRequest& request)
{
    if (std::ranges::none_of(request.tables, &TableBinding::columnsJournaled))
        return {};
    auto lacks = m_connection.execute("select to_regclass('evenkeel.change_log') is not null and not exists (select"
                                      " from pg_attribute where attrelid = to_regclass('evenkeel.change_log')"
                                      " and attname = 'changed' and not attisdropped)");
    if (!lacks)
        return fail(lacks.error());
    if (lacks->flag(0, 0))
        add("alter table evenkeel.change_log add column if not exists changed text[]");
    return {};
}

Result<bool> SetupSql::journalsColumns(int id, quint32 oid)
{
    auto row = m_connection.execute("select exists (select from pg_trigger where tgrelid = $1::oid and tgname ="
                                    " 'evenkeel_update' and tgtype & 1 = 1 and tgfoid = to_regprocedure($2))",
                                    {QByteArray::number(oid), functionName(id, "update") + "()"});
    if (!row)
        return fail(row.error());
    return row->flag(0, 0);
}

Result<void> SetupSql::addIdentity(const SetupRequest& request)
{
    const QByteArray link = literal(request.link.value);
    const QByteArray role = request.role == Side::A ? "'a'" : "'b'";
    const QByteArray direction = quoteLiteral(readerDirection(request.role));
    bool identified = false;
    bool reads = false;
    if (m_hasSchema) {
        auto rows = m_connection.execute(
            "select exists (select from evenkeel.identity where link = " + link + " and role = " + role +
            "), exists (select from evenkeel.reader where link = " + link + " and direction = " + direction + ')');
        if (!rows)
            return fail(rows.error());
        identified = rows->flag(0, 0);
        reads = rows->flag(0, 1);
    }
    if (!identified) {
        add("insert into evenkeel.identity (link, role, node, system_identifier, timeline) select " + link + ", " +
            role +
            ", coalesce((select node from evenkeel.identity limit 1), gen_random_uuid()::text),"
            " (select system_identifier::text from pg_control_system()),"
            " (select timeline_id from pg_control_checkpoint())"
            " on conflict (link) do update set role = excluded.role");
    }
    // Before the triggers, so that purge never drops what this reader has not done.
    if (request.captured && !reads) {
        add("insert into evenkeel.reader (link, direction, cursor) values (" + link + ", " + direction +
            ", pg_current_snapshot()::text) on conflict do nothing");
    }
    return {};
}

Result<int> SetupSql::tableId(const TableBinding& table)
{
    int next = 1;
    if (m_hasSchema) {
        auto rows = m_connection.execute("select (select id from evenkeel.captured_table where name = $1),"
                                         " (select coalesce(max(id), 0) + 1 from evenkeel.captured_table)",
                                         {table.name.value.toUtf8()});
        if (!rows)
            return fail(rows.error());
        if (!rows->isNull(0, 0))
            return static_cast<int>(rows->number(0, 0));
        next = static_cast<int>(rows->number(0, 1));
    }
    const int id = next + m_newIds++;
    add("insert into evenkeel.captured_table (id, name) values (" + QByteArray::number(id) + ", " +
        literal(table.name.value) + ')');
    return id;
}

Result<void> SetupSql::addTable(const TableBinding& table)
{
    const bool isNew = table.probes && !m_hasCanary; // this script makes it
    const auto facts = isNew ? Result<TableFacts>(canaryFacts()) : m_catalog.facts(table.name);
    if (!facts)
        return fail(facts.error());
    const auto sql = TableSql::make(table, *facts);
    if (!sql)
        return fail(sql.error());
    const auto id = tableId(table);
    if (!id)
        return fail(id.error());
    // Where two links share the table and one of them merges, the other leaves the columns to it.
    const auto already = journalsColumns(*id, facts->oid);
    if (!already)
        return fail(already.error());
    const bool columns = (table.columnsJournaled || *already) && !facts->partitioned;
    const CaptureParts parts{.table = *id,
                             .newKey = keyArray(*sql, "n."),
                             .oldKey = keyArray(*sql, "o."),
                             .rekeyed = keyArray(*sql, "old."),
                             .rowKey = keyArray(*sql, "new."),
                             .changed = columns ? changedExpression(*sql) : QByteArray(),
                             .partitioned = facts->partitioned,
                             .bell = table.bell};
    for (const CaptureFunction& function : captureFunctions(parts)) {
        const QByteArray definition = "() returns trigger language plpgsql security definer" +
                                      settingsFor(*sql, function) + " as $evenkeel$" + function.body + "$evenkeel$";
        KEEL_TRY(addFunction(functionName(*id, function.event), definition));
    }
    RekeyTrigger rekey;
    rekey.eachRow = columns;
    if (!facts->partitioned) {
        rekey.columns = sql->keyList();
        rekey.when = '(' + sql->keyList("old.") + ") is distinct from (" + sql->keyList("new.") + ')';
    }
    const auto all = isNew ? Result<std::vector<Relation>>({{facts->oid, facts->quoted}}) : relations(facts->oid);
    if (!all)
        return fail(all.error());
    for (const Relation& relation : *all)
        KEEL_TRY(addTriggers(*id, relation, rekey));
    return {};
}

Result<void> SetupSql::addFunction(const QByteArray& name, const QByteArray& definition)
{
    const QByteArray mark = "evenkeel " + QCryptographicHash::hash(definition, QCryptographicHash::Md5).toHex();
    auto present =
        m_connection.execute("select obj_description(to_regprocedure($1), 'pg_proc') = $2", {name + "()", mark});
    if (!present)
        return fail(present.error());
    if (present->flag(0, 0))
        return {};
    add("create or replace function " + name + definition);
    add("revoke all on function " + name + "() from public");
    add("comment on function " + name + "() is " + quoteLiteral(mark));
    return {};
}

Result<std::vector<SetupSql::Relation>> SetupSql::relations(quint32 oid)
{
    // A statement trigger fires for the table that the statement names: every partition needs its own.
    auto rows =
        m_connection.execute("with recursive tree(oid) as (select $1::oid union all select i.inhrelid"
                             " from pg_inherits i join tree on tree.oid = i.inhparent)"
                             " select c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) from tree"
                             " join pg_class c on c.oid = tree.oid join pg_namespace n on n.oid = c.relnamespace"
                             " where c.relkind in ('r', 'p') order by c.oid <> $1::oid, 2",
                             {QByteArray::number(oid)});
    if (!rows)
        return fail(rows.error());
    std::vector<Relation> relations;
    for (int r = 0; r < rows->rows(); ++r)
        relations.push_back({rows->bytes(r, 0).toUInt(), rows->bytes(r, 1)});
    return relations;
}

Result<void> SetupSql::addTriggers(int id, const Relation& relation, const RekeyTrigger& rekey)
{
    struct Wanted
    {
        QByteArray event;
        QByteArray clause;
    };
    std::vector<Wanted> wanted{
        {"insert", "after insert on %1 referencing new table as new_rows for each statement"},
        {"update", "after update on %1 referencing old table as old_rows new table as new_rows for each statement"},
        {"delete", "after delete on %1 referencing old table as old_rows for each statement"},
        {"truncate", "after truncate on %1 for each statement"},
    };
    if (rekey.eachRow)
        wanted[1].clause = "after update on %1 for each row";
    if (!rekey.when.isEmpty()) {
        if (!rekey.eachRow)
            wanted[1].clause = "after update on %1 referencing new table as new_rows for each statement";
        // The condition is parsed anew by every statement that reaches it, so only those that name a key column do;
        // unless a trigger of the user may change a key that the statement does not name.
        const auto rewriting = m_connection.execute(
            "select exists (select from pg_trigger where tgrelid = $1::oid and not tgisinternal and tgtype & 19 = 19)",
            {QByteArray::number(relation.oid)});
        if (!rewriting)
            return fail(rewriting.error());
        const QByteArray of = rewriting->flag(0, 0) ? "" : " of " + rekey.columns;
        wanted.push_back({"rekey", "after update" + of + " on %1 for each row when (" + rekey.when + ')'});
    }
    for (const Wanted& trigger : wanted) {
        const QByteArray name = "evenkeel_" + trigger.event;
        const QByteArray function = functionName(id, trigger.event) + "()";
        auto present = m_connection.execute("select exists (select from pg_trigger where tgrelid = $1::oid"
                                            " and tgname = $2 and tgenabled = 'A' and tgfoid = to_regprocedure($3)"
                                            " and obj_description(oid, 'pg_trigger') = $4)",
                                            {QByteArray::number(relation.oid), name, function, trigger.clause});
        if (!present)
            return fail(present.error());
        if (present->flag(0, 0))
            continue;
        QByteArray clause = trigger.clause;
        add("create or replace trigger " + name + ' ' + clause.replace("%1", relation.quoted) + " execute function " +
            function);
        add("alter table " + relation.quoted + " enable always trigger " + name);
        add("comment on trigger " + name + " on " + relation.quoted + " is " + quoteLiteral(trigger.clause));
    }
    return {};
}

Result<QStringList> SetupSql::teardown()
{
    auto rows =
        m_connection.execute("select quote_ident(t.tgname), quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
                             " from pg_trigger t join pg_proc p on p.oid = t.tgfoid"
                             " join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace"
                             " where p.pronamespace = to_regnamespace('evenkeel') and not t.tgisinternal"
                             " order by 2, 1");
    if (!rows)
        return fail(rows.error());
    QStringList statements;
    for (int r = 0; r < rows->rows(); ++r)
        statements.append(QStringLiteral("drop trigger %1 on %2").arg(rows->text(r, 0), rows->text(r, 1)));
    auto schema = m_connection.execute("select to_regnamespace('evenkeel') is not null");
    if (!schema)
        return fail(schema.error());
    if (schema->flag(0, 0))
        statements.append(QStringLiteral("drop schema evenkeel cascade"));
    return statements;
}

} // namespace keel::pg
