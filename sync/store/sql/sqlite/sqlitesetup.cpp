// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitesetup.h"

#include "sync/store/sql/sqlite/sqlitejournal.h"
#include "sync/store/sql/sqlite/sqlitetriggers.h"

#include <QUuid>

#include <array>

namespace keel {

namespace {

struct Object
{
    const char* name;
    const char* sql;
};

constexpr auto objects = std::to_array<Object>({
    {"evenkeel_identity", "CREATE TABLE evenkeel_identity (link TEXT PRIMARY KEY NOT NULL, uuid TEXT NOT NULL, "
                          "role TEXT NOT NULL)"},
    {"evenkeel_change_log", "CREATE TABLE evenkeel_change_log (seq INTEGER PRIMARY KEY AUTOINCREMENT, born INTEGER NOT "
                            "NULL, tbl TEXT NOT NULL, "
                            "op TEXT NOT NULL, \"key\" TEXT NOT NULL, origin TEXT, via TEXT, who TEXT, changed TEXT)"},
    {"evenkeel_change_log_key", "CREATE INDEX evenkeel_change_log_key ON evenkeel_change_log (tbl, \"key\")"},
    {"evenkeel_checkpoint",
     "CREATE TABLE evenkeel_checkpoint (link TEXT NOT NULL, direction TEXT NOT NULL, lane TEXT NOT NULL, "
     "cursor TEXT NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (link, direction, lane)) WITHOUT ROWID"},
    {"evenkeel_reader",
     "CREATE TABLE evenkeel_reader (link TEXT NOT NULL, direction TEXT NOT NULL, done INTEGER NOT NULL, "
     "PRIMARY KEY (link, direction)) WITHOUT ROWID"},
    {"evenkeel_sync_errors",
     "CREATE TABLE evenkeel_sync_errors (id INTEGER PRIMARY KEY, error_type TEXT NOT NULL, link TEXT NOT NULL, "
     "table_name TEXT NOT NULL, record_key TEXT, message TEXT NOT NULL, stack_trace TEXT, metadata TEXT, "
     "attempts INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, resolved INTEGER NOT NULL DEFAULT 0, "
     "resolved_at TEXT, resolved_by TEXT)"},
    {"evenkeel_sync_errors_record",
     "CREATE INDEX evenkeel_sync_errors_record ON evenkeel_sync_errors (link, table_name, record_key)"},
});

constexpr char canary[] =
    "CREATE TABLE evenkeel_canary (link TEXT NOT NULL, direction TEXT NOT NULL, number INTEGER NOT "
    "NULL, written_at TEXT NOT NULL, PRIMARY KEY (link, direction)) WITHOUT ROWID";

using Catalog = std::map<QString, QString>; ///< name → SQL, of our objects that are in place

Result<Catalog> present(SqliteConnection& connection)
{
    auto select =
        connection.prepare(QStringLiteral("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'evenkeel\\_%' "
                                          "ESCAPE '\\'"));
    if (!select)
        return fail(std::move(select).error());
    Catalog catalog;
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return catalog;
        catalog[select->string(0)] = select->string(1);
    }
}

QString roleText(Side role)
{
    return role == Side::A ? QStringLiteral("a") : QStringLiteral("b");
}

Result<void> addIdentity(SqliteConnection& connection, const SetupRequest& request, const Catalog& catalog,
                         QStringList& script)
{
    const QString role = roleText(request.role);
    if (catalog.contains(QLatin1StringView(sqlitenames::identity))) {
        auto select = connection.prepare(QStringLiteral("SELECT role FROM evenkeel_identity WHERE link = ?"));
        if (!select)
            return fail(std::move(select).error());
        auto found = select->add(request.link.value).step();
        if (!found)
            return fail(std::move(found).error());
        if (*found && select->string(0) != role)
            return fail({.kind = ErrorClass::Config,
                         .code = ErrorCode::ConfigInvalid,
                         .detail = QStringLiteral("this file is side %1 of link %2, not side %3")
                                       .arg(select->string(0), request.link.value, role),
                         .mend = QStringLiteral("check that the paths of the two endpoints are not swapped")});
        if (*found)
            return {};
    }
    script.append(
        QStringLiteral("INSERT INTO evenkeel_identity (link, uuid, role) VALUES (%1, coalesce((SELECT uuid FROM "
                       "evenkeel_identity LIMIT 1), %2), %3)")
            .arg(sqliteText(request.link.value), sqliteText(QUuid::createUuid().toString(QUuid::WithoutBraces)),
                 sqliteText(role)));
    return {};
}

/// A reader stands at 0 until it first acknowledges, so that nothing it needs is purged before.
Result<void> addReader(SqliteConnection& connection, const SetupRequest& request, const Catalog& catalog,
                       QStringList& script)
{
    const QString condition = QStringLiteral("link = %1 AND direction = '%2'")
                                  .arg(sqliteText(request.link.value),
                                       request.role == Side::A ? QStringLiteral("forward") : QStringLiteral("reverse"));
    if (catalog.contains(QLatin1StringView(sqlitenames::reader))) {
        auto count = connection.number(QStringLiteral("SELECT count(*) FROM evenkeel_reader WHERE ") + condition);
        if (!count)
            return fail(std::move(count).error());
        if (count->value_or(0) > 0)
            return {};
    }
    script.append(QStringLiteral("INSERT INTO evenkeel_reader (link, direction, done) VALUES (%1, '%2', 0)")
                      .arg(sqliteText(request.link.value),
                           request.role == Side::A ? QStringLiteral("forward") : QStringLiteral("reverse")));
    return {};
}

Result<void> addTriggers(SqliteConnection& connection, const TableBinding& table, const Catalog& catalog,
                         QStringList& script)
{
    // The canary's table may be made by this very script; it has no index but its key.
    auto indexes =
        table.probes ? Result<std::vector<std::vector<IndexedColumn>>>() : uniqueIndexes(connection, table.name);
    if (!indexes)
        return fail(std::move(indexes).error());
    auto schema = table.probes ? Result<TableSchema>() : describeSqliteTable(connection, table.name);
    if (!schema)
        return fail(std::move(schema).error());
    if (schema->primaryKey.size() == 1) { // an INTEGER PRIMARY KEY has no index of its own
        indexes->push_back({{.name = schema->primaryKey.front(), .collation = QStringLiteral("BINARY")}});
        const auto isSame = [&](const auto& i) { return i.size() == 1 && i[0].name == schema->primaryKey.front(); };
        if (std::ranges::count_if(*indexes, isSame) > 1)
            indexes->pop_back();
    }
    TableBinding merging = table; // where two links share the table and one merges, the other leaves that to it
    merging.columnsJournaled = true;
    const auto withColumns = sqliteTriggers(merging, *indexes);
    for (const auto& [name, sql] : sqliteTriggers(table, *indexes)) {
        const auto found = catalog.find(name);
        if (found != catalog.end() && found->second == withColumns.at(name))
            continue;
        if (found != catalog.end() && found->second == sql)
            continue;
        if (found != catalog.end())
            script.append(QStringLiteral("DROP TRIGGER ") + sqliteName(name));
        script.append(sql);
    }
    return {};
}

} // namespace

Result<QStringList> sqliteSetupScript(SqliteConnection& connection, const SetupRequest& request)
{
    auto catalog = present(connection);
    if (!catalog)
        return fail(std::move(catalog).error());
    QStringList script;
    for (const Object& object : objects) {
        if (!catalog->contains(QLatin1StringView(object.name)))
            script.append(QLatin1StringView(object.sql));
    }
    // A journal of an older version has no place for the columns; nobody but policy `merge` needs it.
    const auto log = catalog->find(QLatin1StringView(sqlitenames::changeLog));
    if (log != catalog->end() && !log->second.contains(u"changed TEXT") &&
        std::ranges::any_of(request.tables, &TableBinding::columnsJournaled))
        script.append(QStringLiteral("ALTER TABLE evenkeel_change_log ADD COLUMN changed TEXT"));
    if (!catalog->contains(QStringLiteral("evenkeel_canary")) &&
        std::ranges::any_of(request.tables, &TableBinding::probes))
        script.append(QLatin1StringView(canary));
    KEEL_TRY(addIdentity(connection, request, *catalog, script));
    if (!request.captured)
        return script;
    KEEL_TRY(addReader(connection, request, *catalog, script));
    for (const TableBinding& table : request.tables) {
        if (table.journal)
            KEEL_TRY(addTriggers(connection, table, *catalog, script));
    }
    return script;
}

Result<QStringList> sqliteTeardownScript(SqliteConnection& connection)
{
    auto select = connection.prepare(
        QStringLiteral("SELECT type, name FROM sqlite_schema WHERE name LIKE 'evenkeel\\_%' ESCAPE '\\' "
                       "AND type IN ('trigger', 'table') ORDER BY type DESC, name"));
    if (!select)
        return fail(std::move(select).error());
    QStringList script;
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return script;
        script.append(QStringLiteral("DROP %1 %2").arg(select->string(0).toUpper(), sqliteName(select->string(1))));
    }
}

Result<void> runSqliteScript(SqliteConnection& connection, const QStringList& script)
{
    if (script.isEmpty())
        return {};
    KEEL_TRY(connection.execute(QStringLiteral("BEGIN IMMEDIATE")));
    Result<void> done;
    for (const QString& statement : script) {
        done = connection.execute(statement);
        if (!done)
            break;
    }
    if (done)
        done = connection.execute(QStringLiteral("COMMIT"));
    if (!done && connection.inTransaction())
        static_cast<void>(connection.execute(QStringLiteral("ROLLBACK")));
    return done;
}

} // namespace keel
