// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgconnection.h"
#include "sync/store/sql/sqlite/sqliteconnection.h"
#include "tests/support/servers/privatepostgres.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace keel;

namespace {

const char* const tables = "create table parent (id integer primary key);"
                           "create table t (id integer primary key, u integer unique, n text not null,"
                           " p integer references parent (id), c integer check (c > 0))";

} // namespace

/// What the real engines say when something goes wrong, and the class that decides what becomes of it: tried again, a
/// record of the row, a table that stands still, or a person's matter.
class TestErrorClasses : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void postgresql_data();
    void postgresql();
    void postgresqlLocks_data();
    void postgresqlLocks();
    void postgresqlEndedSession();
    void postgresqlConnections_data();
    void postgresqlConnections();
    void sqlite_data();
    void sqlite();
    void sqliteFiles();

private:
    void needServer() const
    {
        if (!m_server)
            QSKIP(qPrintable(m_whyNot));
    }
    void expect(const Error& error, const char* kind, const char* code, const QString& state) const
    {
        const QString said = toText(error) + QStringLiteral(" [%1]").arg(error.sqlState);
        QVERIFY2(toText(error.kind) == QLatin1StringView(kind), qPrintable(said));
        QVERIFY2(toText(error.code) == QLatin1StringView(code), qPrintable(said));
        QCOMPARE(error.sqlState, state);
    }

    std::unique_ptr<PrivatePostgres> m_server;
    QString m_whyNot;
    EndpointConfig m_endpoint;
    QTemporaryDir m_folder;
};

void TestErrorClasses::initTestCase()
{
    m_server = PrivatePostgres::start(PrivatePostgres::Which::A, &m_whyNot);
    if (!m_server)
        return;
    m_endpoint = m_server->createDatabase(QStringLiteral("classes"));
    m_server->psql(
        m_endpoint.database,
        QStringLiteral("%1; insert into parent values (1); insert into t values (1, 1, 'x', 1, 1),"
                       " (2, 2, 'x', 1, 1); create view w as select * from t where c < 100 with check option;"
                       "create function raises() returns trigger language plpgsql as"
                       " $$ begin raise exception 'no'; end $$;"
                       "create table guarded (id int); create trigger g before insert on guarded"
                       " for each row execute function raises();"
                       "create table apart (a int, exclude using btree (a with =))")
            .arg(QLatin1StringView(tables)));
}

void TestErrorClasses::postgresql_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* sql, const char* state, const char* kind, const char* code) {
        QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(state) << QByteArray(kind) << QByteArray(code);
    };
    row("unique", "insert into t values (3, 1, 'x', 1, 1)", "23505", "row", "unique_violation");
    row("exclusion", "insert into apart values (1), (1)", "23P01", "row", "unique_violation");
    row("foreign key", "insert into t values (3, 3, 'x', 9, 1)", "23503", "row", "foreign_key_violation");
    row("not null", "insert into t values (3, 3, null, 1, 1)", "23502", "row", "not_null_violation");
    row("check", "insert into t values (3, 3, 'x', 1, 0)", "23514", "row", "check_violation");
    row("view's check", "insert into w values (3, 3, 'x', 1, 200)", "44000", "row", "check_violation");
    row("raised by a trigger", "insert into guarded values (1)", "P0001", "row", "refused_by_trigger");
    row("out of range", "insert into t values (99999999999, 3, 'x', 1, 1)", "22003", "row", "value_refused");
    row("not a number", "insert into t values ('x', 3, 'x', 1, 1)", "22P02", "row", "value_refused");
    row("division by zero", "select 1 / 0", "22012", "row", "value_refused");
    row("too deep", "select repeat('[', 100000)::json", "54001", "row", "value_refused");
    row("no table", "select * from missing", "42P01", "schema", "table_missing");
    row("no schema", "create table missing.t (id int)", "3F000", "schema", "table_missing");
    row("no column", "select missing from t", "42703", "schema", "column_missing");
    row("another type", "update t set u = now()", "42804", "schema", "schema_differs");
    row("no right", "set role pg_monitor; select * from t", "42501", "config", "access_denied");
    row("read-only", "begin read only; delete from t", "25006", "transient", "unreachable");
    row("statement timeout", "set statement_timeout = 20; select pg_sleep(5)", "57014", "transient", "cancelled");
    row("idle transaction ended", "select 1; begin; set local statement_timeout = 20; select pg_sleep(5)", "57014",
        "transient", "cancelled");
    row("serialization", "do $$ begin raise exception 'x' using errcode = '40001'; end $$", "40001", "transient",
        "busy");
    row("out of memory", "do $$ begin raise exception 'x' using errcode = '53200'; end $$", "53200", "transient",
        "resource_short");
    row("disk full", "do $$ begin raise exception 'x' using errcode = '53100'; end $$", "53100", "transient",
        "resource_short");
    row("internal", "do $$ begin raise exception 'x' using errcode = 'XX000'; end $$", "XX000", "bug", "internal");
}

void TestErrorClasses::postgresql()
{
    needServer();
    QFETCH(QByteArray, sql);
    QFETCH(QString, state);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, code);
    auto connection = pg::PgConnection::open(m_endpoint, QStringLiteral("classes"));
    QVERIFY(connection);
    const auto done = (*connection)->execute(sql);
    QVERIFY(!done);
    expect(done.error(), kind.constData(), code.constData(), state);
}

void TestErrorClasses::postgresqlLocks_data()
{
    QTest::addColumn<bool>("deadlock");
    QTest::newRow("lock timeout") << false;
    QTest::newRow("deadlock") << true;
}

/// One session holds row 1 and, for a deadlock, waits for row 2 that the other one holds.
void TestErrorClasses::postgresqlLocks()
{
    needServer();
    QFETCH(bool, deadlock);
    auto first = pg::PgConnection::open(m_endpoint, QStringLiteral("first"));
    auto second = pg::PgConnection::open(m_endpoint, QStringLiteral("second"));
    QVERIFY(first && second);
    QVERIFY((*first)->execute("begin; set local deadlock_timeout = '30s'; set local lock_timeout = '30s';"
                              "select * from t where id = 1 for update"));
    if (!deadlock) {
        const auto waited = (*second)->execute("set lock_timeout = 20; select * from t where id = 1 for update");
        QVERIFY(!waited);
        expect(waited.error(), "transient", "busy", QStringLiteral("55P03"));
        return;
    }
    QVERIFY((*second)->execute("begin; set local deadlock_timeout = '100ms'; set local lock_timeout = 0;"
                               "select * from t where id = 2 for update"));
    // Sent, and not waited for.
    QVERIFY(PQsendQuery((*first)->native(), "select * from t where id = 2 for update") == 1);
    QTRY_COMPARE(m_server->psql(m_endpoint.database,
                                QStringLiteral("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                               " and datname = current_database()")),
                 QStringLiteral("1"));
    const auto met = (*second)->execute("select * from t where id = 1 for update");
    QVERIFY(!met);
    expect(met.error(), "transient", "busy", QStringLiteral("40P01"));
    QVERIFY((*second)->execute("rollback"));
    while (PGresult* result = PQgetResult((*first)->native()))
        PQclear(result);
}

void TestErrorClasses::postgresqlEndedSession()
{
    needServer();
    auto connection = pg::PgConnection::open(m_endpoint, QStringLiteral("ended"));
    QVERIFY(connection);
    m_server->psql(m_endpoint.database,
                   QStringLiteral("select pg_terminate_backend(%1)").arg(PQbackendPID((*connection)->native())));
    const auto done = (*connection)->execute("select 1");
    QVERIFY(!done);
    QCOMPARE(toText(done.error().kind), QStringLiteral("transient"));
    QCOMPARE(toText(done.error().code), QStringLiteral("unreachable"));
    QVERIFY((*connection)->isBroken());
}

void TestErrorClasses::postgresqlConnections_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no server") << QByteArray("port") << QByteArray("transient") << QByteArray("unreachable");
    QTest::newRow("no such database") << QByteArray("database") << QByteArray("config") << QByteArray("not_found");
    QTest::newRow("no such user") << QByteArray("user") << QByteArray("config") << QByteArray("access_denied");
}

void TestErrorClasses::postgresqlConnections()
{
    needServer();
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, code);
    EndpointConfig endpoint = m_endpoint;
    if (what == "port")
        endpoint.port = 1;
    else if (what == "database")
        endpoint.database = QStringLiteral("no_such_database");
    else
        endpoint.user = QStringLiteral("no_such_user");
    const auto connection = pg::PgConnection::open(endpoint, QStringLiteral("wrong"));
    QVERIFY(!connection);
    QCOMPARE(toText(connection.error().kind), QString::fromLatin1(kind));
    QCOMPARE(toText(connection.error().code), QString::fromLatin1(code));
}

void TestErrorClasses::sqlite_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* sql, const char* state, const char* kind, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(state) << QByteArray(kind)
                            << QByteArray(code);
    };
    row("unique", "insert into t values (3, 1, 'x', 1, 1)", "SQLITE_CONSTRAINT_UNIQUE", "row", "unique_violation");
    row("primary key", "insert into t values (1, 9, 'x', 1, 1)", "SQLITE_CONSTRAINT_PRIMARYKEY", "row",
        "unique_violation");
    row("foreign key", "insert into t values (3, 3, 'x', 9, 1)", "SQLITE_CONSTRAINT_FOREIGNKEY", "row",
        "foreign_key_violation");
    row("not null", "insert into t values (3, 3, null, 1, 1)", "SQLITE_CONSTRAINT_NOTNULL", "row",
        "not_null_violation");
    row("check", "insert into t values (3, 3, 'x', 1, 0)", "SQLITE_CONSTRAINT_CHECK", "row", "check_violation");
    row("raised by a trigger", "insert into guarded values (1)", "SQLITE_CONSTRAINT_TRIGGER", "row",
        "refused_by_trigger");
    row("another type", "insert into strictly values ('x')", "SQLITE_CONSTRAINT_DATATYPE", "row", "value_refused");
    row("not a row number", "insert into t values ('x', 9, 'x', 1, 1)", "SQLITE_MISMATCH", "row", "value_refused");
    row("too big", "insert into t values (3, 3, zeroblob(2000000000), 1, 1)", "SQLITE_TOOBIG", "row", "value_refused");
    row("no table", "delete from missing", "SQLITE_ERROR", "schema", "table_missing");
    row("no column", "update t set missing = 1", "SQLITE_ERROR", "schema", "column_missing");
    row("syntax", "update t set", "SQLITE_ERROR", "config", "config_invalid");
    row("locked", "begin immediate", "SQLITE_BUSY", "transient", "busy");
    row("read-only", "pragma query_only = on; delete from t", "SQLITE_READONLY", "config", "access_denied");
    row("disk full", "pragma max_page_count = 1; insert into t values (3, 3, zeroblob(100000), 1, 1)", "SQLITE_FULL",
        "transient", "resource_short");
}

void TestErrorClasses::sqlite()
{
    QFETCH(QString, sql);
    QFETCH(QString, state);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, code);
    const QString path =
        m_folder.filePath(QStringLiteral("%1.db").arg(qHash(QLatin1StringView(QTest::currentDataTag()))));
    sqlite3* user = nullptr;
    QCOMPARE(sqlite3_open(qPrintable(path), &user), SQLITE_OK);
    const auto close = qScopeGuard([user] { sqlite3_close(user); });
    const QByteArray setup = QByteArray(tables) +
                             "; insert into parent values (1); insert into t values (1, 1, 'x', 1, 1);"
                             "create table strictly (i integer) strict; create table guarded (id integer);"
                             "create trigger g before insert on guarded begin select raise(abort, 'no'); end";
    QCOMPARE(sqlite3_exec(user, setup.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    auto connection = SqliteConnection::open(path, QStringLiteral("classes"), SqliteConnection::Access::ReadWrite);
    QVERIFY(connection);
    if (state == QStringLiteral("SQLITE_BUSY"))
        QCOMPARE(sqlite3_exec(user, "begin immediate", nullptr, nullptr, nullptr), SQLITE_OK);
    const QStringList statements = sql.split(QStringLiteral("; "));
    for (qsizetype i = 0; i + 1 < statements.size(); ++i)
        QVERIFY((*connection)->execute(statements[i]));
    const auto done = (*connection)->execute(statements.last());
    QVERIFY(!done);
    expect(done.error(), kind.constData(), code.constData(), state);
}

void TestErrorClasses::sqliteFiles()
{
    const auto open = [](const QString& path) {
        return SqliteConnection::open(path, QStringLiteral("files"), SqliteConnection::Access::ReadWrite);
    };
    const auto missing = open(m_folder.filePath(QStringLiteral("missing.db")));
    QVERIFY(!missing);
    QCOMPARE(toText(missing.error().kind), QStringLiteral("config"));
    QFile file(m_folder.filePath(QStringLiteral("text.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto text = open(file.fileName());
    const auto failure = text ? (*text)->execute(QStringLiteral("select * from sqlite_schema")) : Result<void>();
    const Error error = text ? failure.error() : text.error();
    QCOMPARE(toText(error.kind), QStringLiteral("config"));
    QCOMPARE(toText(error.code), QStringLiteral("file_damaged"));
}

QTEST_GUILESS_MAIN(TestErrorClasses)
#include "tst_errorclasses.moc"
