// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyschema.h"

#include <array>

namespace keel {

namespace {

// error_records.vis: 0 waits and is not shown yet, 1 open, 2 closed. Every order of the error list has an index that
// starts with it, so that a page far down costs a walk over index entries, not over rows.
constexpr std::array version1{
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE error_records ("
    " id INTEGER PRIMARY KEY, link TEXT NOT NULL, direction INTEGER NOT NULL, table_name TEXT NOT NULL,"
    " key_json TEXT NOT NULL, vis INTEGER NOT NULL, state INTEGER NOT NULL, waiting INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, code TEXT NOT NULL, attempts INTEGER NOT NULL,"
    " created_at INTEGER NOT NULL, opened_at INTEGER NOT NULL, last_try_at INTEGER NOT NULL,"
    " next_try_at INTEGER NOT NULL, closed_by TEXT, closed_at INTEGER,"
    " sequence INTEGER NOT NULL, operation INTEGER NOT NULL, origin TEXT NOT NULL, via TEXT NOT NULL,"
    " born INTEGER NOT NULL, key_exact BLOB NOT NULL, constraint_name TEXT NOT NULL, sql_state TEXT NOT NULL,"
    " message TEXT NOT NULL, row_json TEXT)",
    "CREATE UNIQUE INDEX error_key ON error_records (link, direction, table_name, key_json)",
    "CREATE INDEX error_due ON error_records (link, direction, next_try_at) WHERE state = 0",
    "CREATE INDEX error_by_last ON error_records (vis, last_try_at, link, table_name, kind, code)",
    "CREATE INDEX error_by_created ON error_records (vis, created_at)",
    "CREATE INDEX error_by_cause ON error_records"
    " (vis, link, direction, table_name, kind, code, constraint_name)",
    "CREATE INDEX error_by_table ON error_records (vis, table_name)",
    "CREATE INDEX error_by_key ON error_records (vis, key_json)",
    "CREATE INDEX error_by_message ON error_records (vis, substr(message, 1, 60))",
    "CREATE INDEX error_by_attempts ON error_records (vis, attempts)",
    "CREATE INDEX error_closed ON error_records (closed_at) WHERE state <> 0",
    "CREATE TABLE error_attempts (record INTEGER NOT NULL, at INTEGER NOT NULL, said TEXT NOT NULL)",
    "CREATE INDEX error_attempts_of ON error_attempts (record, at)",
    "CREATE TABLE conflicts ("
    " id INTEGER PRIMARY KEY, link TEXT NOT NULL, table_name TEXT NOT NULL, key_json TEXT NOT NULL,"
    " direction INTEGER NOT NULL, entry INTEGER NOT NULL, class TEXT NOT NULL, policy TEXT NOT NULL,"
    " winner INTEGER NOT NULL, tie INTEGER NOT NULL, at INTEGER NOT NULL, changed_a INTEGER, changed_b INTEGER,"
    " row_a TEXT, row_b TEXT)",
    "CREATE UNIQUE INDEX conflict_key ON conflicts (link, table_name, key_json, direction, entry)",
    "CREATE INDEX conflict_at ON conflicts (at, link, table_name)",
    "CREATE TABLE cycles ("
    " id INTEGER PRIMARY KEY, link TEXT NOT NULL, started_at INTEGER NOT NULL, duration_ms INTEGER NOT NULL,"
    " forward INTEGER NOT NULL, reverse INTEGER NOT NULL, errors INTEGER NOT NULL, conflicts INTEGER NOT NULL,"
    " cause INTEGER NOT NULL, failure TEXT, busy INTEGER NOT NULL, idle_cycles INTEGER NOT NULL)",
    "CREATE INDEX cycle_at ON cycles (started_at, busy)",
    "CREATE INDEX cycle_busy ON cycles (busy, started_at)",
    "CREATE INDEX cycle_link ON cycles (link, busy, started_at)",
    "CREATE TABLE samples ("
    " at INTEGER NOT NULL, link TEXT NOT NULL, seconds INTEGER NOT NULL, forward REAL NOT NULL, reverse REAL NOT NULL,"
    " cycle_ms REAL, cycle_mean_ms REAL, errors INTEGER NOT NULL, conflicts INTEGER NOT NULL,"
    " PRIMARY KEY (at, link)) WITHOUT ROWID",
    "CREATE TABLE shadow ("
    " link TEXT NOT NULL, table_name TEXT NOT NULL, key_json TEXT NOT NULL, key_exact BLOB NOT NULL, hash BLOB,"
    " PRIMARY KEY (link, table_name, key_json)) WITHOUT ROWID",
    "CREATE TABLE proofs (link TEXT PRIMARY KEY, at INTEGER NOT NULL, equal INTEGER NOT NULL, rows INTEGER NOT NULL,"
    " suspects INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE pauses (link TEXT PRIMARY KEY, who TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE operator_log (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,"
    " detail TEXT NOT NULL)",
    "CREATE INDEX operator_log_at ON operator_log (at)",
    "PRAGMA user_version = 1",
};

// mirror_due: records whose place in the target's sync_errors is behind. Kept by triggers, so that whatever writes a
// record is seen. A row that only waits is nobody's error yet.
constexpr std::array version2{
    "DROP INDEX error_by_cause",
    "CREATE INDEX error_by_cause ON error_records"
    " (vis, link, direction, table_name, kind, code, constraint_name, sql_state)",
    "CREATE TABLE mirror_due (link TEXT NOT NULL, direction INTEGER NOT NULL, record INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, PRIMARY KEY (link, direction, record)) WITHOUT ROWID",
    "INSERT INTO mirror_due SELECT link, direction, id, 1 FROM error_records WHERE vis = 1",
    "CREATE TRIGGER mirror_added AFTER INSERT ON error_records WHEN NEW.vis = 1 BEGIN"
    " INSERT INTO mirror_due VALUES (NEW.link, NEW.direction, NEW.id, 1)"
    " ON CONFLICT (link, direction, record) DO UPDATE SET revision = revision + 1; END",
    "CREATE TRIGGER mirror_changed AFTER UPDATE OF vis, state, attempts, message ON error_records"
    " WHEN NEW.vis = 1 OR (NEW.vis = 2 AND OLD.vis <> 0) BEGIN"
    " INSERT INTO mirror_due VALUES (NEW.link, NEW.direction, NEW.id, 1)"
    " ON CONFLICT (link, direction, record) DO UPDATE SET revision = revision + 1; END",
    "CREATE TRIGGER mirror_dropped AFTER DELETE ON error_records BEGIN"
    " DELETE FROM mirror_due WHERE link = OLD.link AND direction = OLD.direction AND record = OLD.id; END",
    "PRAGMA user_version = 2",
};

// conflicts.held: the row waits for a person. The exact columns hold every byte and family of a row, which its JSON
// does not: decisions are written from them. standing: what both sides hold since it was decided, if `stands`; before_a
// and before_b: what they held before the person's last decision, if `undo` (2: it was held).
constexpr std::array version3{
    "ALTER TABLE conflicts ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE conflicts ADD COLUMN key_exact BLOB",
    "ALTER TABLE conflicts ADD COLUMN exact_a BLOB",
    "ALTER TABLE conflicts ADD COLUMN exact_b BLOB",
    "ALTER TABLE conflicts ADD COLUMN stands INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE conflicts ADD COLUMN standing BLOB",
    "ALTER TABLE conflicts ADD COLUMN undo INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE conflicts ADD COLUMN before_a BLOB",
    "ALTER TABLE conflicts ADD COLUMN before_b BLOB",
    "ALTER TABLE conflicts ADD COLUMN merged TEXT",
    "ALTER TABLE conflicts ADD COLUMN note TEXT",
    "ALTER TABLE conflicts ADD COLUMN decision TEXT",
    "ALTER TABLE conflicts ADD COLUMN decided_by TEXT",
    "ALTER TABLE conflicts ADD COLUMN decided_at INTEGER",
    "CREATE UNIQUE INDEX conflict_held ON conflicts (link, table_name, key_json) WHERE held = 1",
    "PRAGMA user_version = 3",
};

// samples.canary_…: the longest that a probe row took which arrived in the step.
constexpr std::array version4{
    "ALTER TABLE samples ADD COLUMN canary_forward_ms REAL",
    "ALTER TABLE samples ADD COLUMN canary_reverse_ms REAL",
    "PRAGMA user_version = 4",
};

Result<int> versionOf(SqlFile& file)
{
    auto rows = file.run(QStringLiteral("PRAGMA user_version"));
    if (!rows)
        return fail(rows.error());
    return rows->next() ? int(rows->integer(0)) : 0;
}

Error wrongVersion(int found)
{
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::Internal;
    error.place = QStringLiteral("history.db");
    error.detail = QStringLiteral("found version %1, expected %2").arg(found).arg(historyVersion);
    error.mend = found > historyVersion ? QStringLiteral("a newer Evenkeel wrote it: use that one")
                                        : QStringLiteral("start the service once, which brings it up to date");
    return error;
}

} // namespace

Result<void> migrateHistory(SqlFile& file)
{
    return file.transaction(SqlFile::Durability::Flushed, [&]() -> Result<void> {
        const auto version = versionOf(file);
        if (!version)
            return fail(version.error());
        if (*version > historyVersion)
            return fail(wrongVersion(*version));
        if (*version < 1) {
            for (const char* statement : version1)
                KEEL_TRY(file.exec(QString::fromLatin1(statement)));
        }
        if (*version < 2) {
            for (const char* statement : version2)
                KEEL_TRY(file.exec(QString::fromLatin1(statement)));
        }
        if (*version < 3) {
            for (const char* statement : version3)
                KEEL_TRY(file.exec(QString::fromLatin1(statement)));
        }
        if (*version < 4) {
            for (const char* statement : version4)
                KEEL_TRY(file.exec(QString::fromLatin1(statement)));
        }
        KEEL_TRY(makeBrakeTables(file));
        return {};
    });
}

Result<void> checkHistoryVersion(SqlFile& file)
{
    const auto version = versionOf(file);
    if (!version)
        return fail(version.error());
    if (*version != historyVersion)
        return fail(wrongVersion(*version));
    return {};
}

Result<void> checkHistoryFile(SqlFile& file)
{
    auto rows = file.run(QStringLiteral("PRAGMA quick_check(1)"));
    if (!rows)
        return fail(rows.error());
    const QString said = rows->next() ? rows->text(0) : QStringLiteral("no answer");
    if (said == u"ok")
        return {};
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::FileDamaged;
    error.detail = said;
    return fail(error);
}

} // namespace keel
