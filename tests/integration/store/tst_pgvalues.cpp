// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/store/pgfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace keel;

/// A value of every PostgreSQL base type, with its edge values, goes from one database into another as rows do in a
/// pass, and arrives with the same text; what the target cannot hold is refused as a row error.
class PgValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everyBaseTypeHasACase();
    void arrivesEqual_data();
    void arrivesEqual();
    void keysOfAnyTypeAreFound_data();
    void keysOfAnyTypeAreFound();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();

private:
    std::unique_ptr<PrivatePostgres> m_serverA;
    std::unique_ptr<PrivatePostgres> m_serverB;
    EndpointConfig m_a;
    EndpointConfig m_b;
    std::unique_ptr<Store> m_source;
    std::unique_ptr<Store> m_target;
    const NodeId m_peer{QStringLiteral("11111111-2222-3333-4444-555555555555")};

    void both(const QString& sql)
    {
        m_serverA->psql(m_a.database, sql);
        m_serverB->psql(m_b.database, sql);
    }
    void carry(const TableBinding& binding, int rows, int firstId);
};

namespace {

struct TypeCase
{
    const char* type;
    const char* values; ///< SQL expressions, separated by " ;; "
};

/// Expected texts are the source server's own; the values are those of the reliability bar, section 5.
constexpr TypeCase cases[] = {
    {"bool", "true ;; false ;; null"},
    {"int2", "32767 ;; -32768 ;; 0"},
    {"int4", "2147483647 ;; -2147483648"},
    {"int8", "9223372036854775807 ;; -9223372036854775808 ;; 9007199254740993"},
    {"numeric", "123456789012345678901234567890.123456789 ;; 1.0 ;; 1.00 ;; 'NaN' ;; 'Infinity' ;; '-Infinity' ;; "
                "0.000 ;; 1e-50 ;; 1e300"},
    {"numeric(10,2)", "12345678.90 ;; -0.01"},
    {"float4", "0.1 ;; '-0' ;; 'NaN' ;; 'Infinity' ;; 1e-45 ;; 3.4028235e38"},
    {"float8", "0.1 ;; '-0' ;; 'NaN' ;; '-Infinity' ;; 5e-324 ;; 1.7976931348623157e308 ;; 0.30000000000000004"},
    {"money", "'-92233720368547758.08' ;; 12.34"},
    {"text", "'' ;; null ;; 'a' ;; e'tab\\tnl\\ncr\\rback\\\\slash' ;; '\\N' ;; U&'\\+01F600' ;; U&'e\\0301' ;; "
             "U&'\\00e9' ;; U&'\\200Fx' ;; "
             " ' trailing  ' ;; 'NULL' ;; '{}' ;; '\"' ;; '?' ;; ':name' ;; '[1:2]' ;; '$1' ;; e'\\x01' ;; repeat('x', "
             "300000)"},
    {"varchar(5)", "'ab   ' ;; 'abcde' ;; ''"},
    {"char(5)", "'ab' ;; '' ;; 'abcde'"},
    {"\"char\"", "'a' ;; '' ;; e'\\\\'"},
    {"name", "'pg_class' ;; repeat('n', 63)"},
    {"bytea", "'\\x00ff5c27' ;; '' ;; decode(repeat('00010203fdfeff', 40), 'hex') ;; null"},
    {"date", "'infinity' ;; '-infinity' ;; '0044-03-15 BC' ;; '0001-01-01' ;; '5874897-12-31' ;; '2024-02-29'"},
    {"time", "'24:00:00' ;; '23:59:59.999999' ;; '00:00'"},
    {"timetz", "'24:00:00+15:59:59' ;; '12:00:00.000001-03'"},
    {"timestamp",
     "'infinity' ;; '0044-03-15 12:00:00.000001 BC' ;; '294276-12-31 23:59:59.999999' ;; '2024-03-31 02:30'"},
    {"timestamptz", "'infinity' ;; '-infinity' ;; '0001-01-01 00:00 UTC' ;; '294276-12-31 23:59:59.999999 UTC' ;; "
                    " '2024-10-27 02:30:00.123456 Europe/Berlin'"},
    {"interval",
     "'1 mon' ;; '30 days' ;; '24:00:00' ;; '-178000000 years' ;; '1 year 2 mons -3 days 04:05:06.789' ;; '0'"},
    {"uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"},
    {"json", "'{\"b\":1, \"a\":1.0,\"a\":12345678901234567890.5}' ;; 'null' ;; '\"\\u0000\"' ;; (repeat('[', 1000) || "
             "repeat(']', 1000))::json"},
    {"jsonb", "'{\"b\":1,\"a\":1.0}' ;; '1' ;; '1.0' ;; 'null' ;; '12345678901234567890.123' ;; null"},
    {"jsonpath", "'$.a[*] ? (@ > 1)'"},
    {"xml", "'<a b=\"c\">t &amp; ü</a>' ;; 'text'"},
    {"bit(4)", "B'1010'"},
    {"varbit", "B'' ;; B'10101'"},
    {"bit varying(3)", "B'101'"},
    {"inet", "'192.168.0.1' ;; '192.168.0.1/24' ;; '::1' ;; 'fe80::/10'"},
    {"cidr", "'10.0.0.0/8' ;; '::/0'"},
    {"macaddr", "'08:00:2b:01:02:03'"},
    {"macaddr8", "'08:00:2b:01:02:03:04:05'"},
    {"point", "'(0.1,-0)'"},
    {"line", "'{1,2,3}'"},
    {"lseg", "'[(0,0),(1,1.5)]'"},
    {"box", "'(1,1),(0,0)'"},
    {"path", "'((0,0),(1,1))' ;; '[(0,0),(1,1)]'"},
    {"polygon", "'((0,0),(1,1),(2,0))'"},
    {"circle", "'<(0,0),1.5>'"},
    {"tsvector", "'a:1A b''c:2'"},
    {"tsquery", "'a & (b | !c)'"},
    {"int4range", "'[1,5)' ;; 'empty' ;; '(,)'"},
    {"int8range", "'[1,9223372036854775807)'"},
    {"numrange", "'[1.0,1.00]' ;; '(,5]'"},
    {"daterange", "'[2024-01-01,infinity)'"},
    {"tsrange", "'[2024-01-01 00:00,2024-01-02 00:00)'"},
    {"tstzrange", "'[2024-01-01 00:00+00,)'"},
    {"int4multirange", "'{[1,3),[5,7)}'"},
    {"int8multirange", "'{}'"},
    {"nummultirange", "'{[1.5,2.50]}'"},
    {"datemultirange", "'{[2024-01-01,2024-02-01)}'"},
    {"tsmultirange", "'{[2024-01-01,2024-02-01)}'"},
    {"tstzmultirange", "'{[2024-01-01 00:00+00,)}'"},
    {"oid", "4294967295"},
    {"oidvector", "'1 2 3'"},
    {"int2vector", "'1 2'"},
    {"tid", "'(1,2)'"},
    {"xid", "'4294967295'"},
    {"xid8", "'18446744073709551615'"},
    {"cid", "'7'"},
    {"pg_lsn", "'16/B374D848'"},
    {"pg_snapshot", "'10:20:10,14,15'"},
    {"txid_snapshot", "'10:20:10,14,15'"},
    {"regtype", "'integer'"},
    {"regclass", "'pg_class'"},
    {"regproc", "'now'"},
    {"regprocedure", "'abs(integer)'"},
    {"regoper", "'|/'"},
    {"regoperator", "'+(integer,integer)'"},
    {"regnamespace", "'public'"},
    {"regrole", "null"},
    {"regcollation", "'\"C\"'"},
    {"regconfig", "'simple'"},
    {"regdictionary", "'simple'"},
    {"refcursor", "'a cursor'"},
    {"aclitem", "null"},
    {"gtsvector", "null"},
    {"pg_node_tree", "null"},
    {"pg_ndistinct", "null"},
    {"pg_dependencies", "null"},
    {"pg_mcv_list", "null"},
    {"pg_brin_bloom_summary", "null"},
    {"pg_brin_minmax_multi_summary", "null"},
    {"int4[]", "'{1,NULL,3}' ;; '[0:1]={5,6}' ;; '{{1,2},{3,4}}' ;; '{}'"},
    {"text[]", "'{\"\",NULL,\"NULL\",\"a,b\",\"q\\\"\"}'"},
    {"varchar(3)[]", "'{abc,\"a  \"}'"},
    {"mood", "'sad' ;; 'very happy'"},
    {"short_text", "'abc'"},
    {"pair", "'(1,\"a \"\"b\")' ;; '(,)'"},
    {"pair[]", "'{\"(1,x)\",NULL}'"},
};

} // namespace

void PgValuesTest::initTestCase()
{
    QString whyNot;
    m_serverA = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    m_serverB = PrivatePostgres::start(PrivatePostgres::Which::B, &whyNot);
    if (!m_serverA || !m_serverB)
        QSKIP(qUtf8Printable(whyNot));
    m_a = m_serverA->createDatabase(QStringLiteral("keel_values_a"));
    m_b = m_serverB->createDatabase(QStringLiteral("keel_values_b"));
    both(QStringLiteral("create type mood as enum ('very happy', 'sad'); create domain short_text as varchar(3);"
                        "create type pair as (n int, t text);"));
    // What the application's own settings would do to texts must not matter.
    for (const char* setting : {"DateStyle = 'SQL, DMY'", "TimeZone = 'Asia/Kathmandu'", "IntervalStyle = 'iso_8601'",
                                "bytea_output = 'escape'", "extra_float_digits = -3"})
        m_serverA->psql(m_a.database,
                        QStringLiteral("alter database %1 set %2").arg(m_a.database, QLatin1StringView(setting)));
    m_source = openStore(m_a, QStringLiteral("source"));
    m_target = openStore(m_b, QStringLiteral("target"));
}

void PgValuesTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
}

void PgValuesTest::everyBaseTypeHasACase()
{
    QStringList listed;
    for (const TypeCase& one : cases)
        listed.append(QStringLiteral("'%1'::regtype").arg(QLatin1StringView(one.type)));
    const QString left = m_serverA->psql(
        m_a.database, QStringLiteral("select typname from pg_type where typnamespace = 'pg_catalog'::regnamespace"
                                     " and typtype in ('b', 'r', 'm') and typelem = 0 and oid <> all(array[%1]::oid[])")
                          .arg(listed.join(u',')));
    QCOMPARE(left, QString());
}

void PgValuesTest::arrivesEqual_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("values");
    for (const TypeCase& one : cases)
        QTest::newRow(one.type) << QString::fromUtf8(one.type) << QString::fromUtf8(one.values);
}

/// Lock, write, lock again, as a pass does it; `firstId` keeps array sets and staged sets apart.
void PgValuesTest::carry(const TableBinding& binding, int rows, int firstId)
{
    std::vector<Key> keys;
    for (int i = 0; i < rows; ++i)
        keys.push_back(keyOf({QByteArray::number(firstId + i)}));
    auto snapshot = must(m_source->snapshot({}, {}));
    const auto sent = must(snapshot->rows(binding, keys));
    std::vector<Change> changes;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        QVERIFY(sent[i].has_value());
        changes.push_back(changeOf(binding, keys[i], sent[i], m_peer));
    }
    std::vector<const Change*> list;
    std::vector<Write> writes;
    for (const Change& change : changes) {
        list.push_back(&change);
        writes.push_back({&change, Presence::Absent});
    }
    auto transaction = must(m_target->begin(m_peer));
    QCOMPARE(must(transaction->lock(binding, list)), std::vector(keys.size(), Presence::Absent));
    must(transaction->write(binding, writes));
    QCOMPARE(must(transaction->lock(binding, list)), std::vector(keys.size(), Presence::Equal));
    for (Write& write : writes)
        write.presence = Presence::Differs;
    must(transaction->write(binding, writes));
    must(transaction->commit());
    auto after = must(m_target->snapshot({}, {}));
    const auto stored = must(after->rows(binding, keys));
    for (std::size_t i = 0; i < keys.size(); ++i)
        QCOMPARE(shown(*stored[i]), shown(*sent[i]));
    QCOMPARE(must(after->digest(binding, {})), must(snapshot->digest(binding, {})));
}

void PgValuesTest::arrivesEqual()
{
    QFETCH(QString, type);
    QFETCH(QString, values);
    const QStringList list = values.split(QStringLiteral(" ;; "));
    QString sql = QStringLiteral("drop table if exists v; create table v (id int primary key, x %1);").arg(type);
    both(sql);
    sql.clear();
    for (int i = 0; i < list.size(); ++i)
        sql += QStringLiteral("insert into v values (%1, %2);").arg(i).arg(list[i]);
    m_serverA->psql(m_a.database, sql);
    // Describing also makes both forget what they knew of the last table.
    const TableBinding binding = bindingOf(*m_source, QStringLiteral("v"));
    (void)must(m_target->describe(binding.name));
    carry(binding, static_cast<int>(list.size()), 0);
    if (QTest::currentTestFailed())
        return;
    // The same through the staging table: enough rows of it.
    if (type == QLatin1StringView("text"))
        return;
    m_serverA->psql(m_a.database,
                    QStringLiteral("insert into v select 1000 + n, x from v, generate_series(0, 0) z,"
                                   " lateral (select 300 * id + g as n from generate_series(0, 299) g) q"));
    m_serverB->psql(m_b.database, QStringLiteral("truncate v"));
    m_serverA->psql(m_a.database, QStringLiteral("delete from v where id < 1000"));
    carry(binding, 300 * static_cast<int>(list.size()), 1000);
}

void PgValuesTest::keysOfAnyTypeAreFound_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("value");
    QTest::newRow("bool") << "bool"
                          << "true";
    QTest::newRow("char(5)") << "char(5)"
                             << "'ab'";
    QTest::newRow("varchar(5)") << "varchar(5)"
                                << "'ab  '";
    QTest::newRow("text with quotes") << "text"
                                      << "'a\",{}\\b''c'";
    QTest::newRow("numeric") << "numeric"
                             << "1.50";
    QTest::newRow("float8") << "float8"
                            << "0.1";
    QTest::newRow("date") << "date"
                          << "'0044-03-15 BC'";
    QTest::newRow("timestamptz") << "timestamptz"
                                 << "'2024-10-27 02:30:00.123456 Europe/Berlin'";
    QTest::newRow("interval") << "interval"
                              << "'1 mon 3 days'";
    QTest::newRow("bytea") << "bytea"
                           << "'\\x00ff5c27'";
    QTest::newRow("uuid") << "uuid"
                          << "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'";
    QTest::newRow("inet") << "inet"
                          << "'192.168.0.1'";
    QTest::newRow("enum") << "mood"
                          << "'very happy'";
    QTest::newRow("domain") << "short_text"
                            << "'abc'";
    QTest::newRow("array") << "int4[]"
                           << "'{1,NULL}'";
}

/// The key that the trigger journals, in an application's session with other settings, finds the row and is the text
/// that the row carries.
void PgValuesTest::keysOfAnyTypeAreFound()
{
    QFETCH(QString, type);
    QFETCH(QString, value);
    must(m_source->teardown());
    m_serverA->psql(m_a.database,
                    QStringLiteral("drop table if exists v; create table v (k %1 primary key, x int)").arg(type));
    const TableBinding binding = bindingOf(*m_source, QStringLiteral("v"));
    setUp(*m_source, {binding});
    const Cursor start = must(m_source->currentCursor());
    m_serverA->psql(m_a.database, QStringLiteral("insert into v values (%1, 1)").arg(value));
    const std::vector<TableBinding> tables{binding};
    auto snapshot = must(m_source->snapshot(start, tables));
    const KeyBatch batch = must(snapshot->nextKeys(10));
    QCOMPARE(batch.entries.size(), std::size_t(1));
    const std::vector<Key> keys{batch.entries[0].key};
    const auto rows = must(snapshot->rows(binding, keys));
    QVERIFY(rows[0].has_value());
    QCOMPARE(binding.keyOf(*rows[0]), keys[0]);
    const KeyRange range{keys[0], std::nullopt};
    QCOMPARE(must(snapshot->count(binding, range)), qint64(0));
}

void PgValuesTest::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("too long for varchar") << "varchar(3)" << QByteArray("abcd");
    QTest::newRow("too long for char") << "char(3)" << QByteArray("abcd");
    QTest::newRow("too long for a domain") << "short_text" << QByteArray("abcd");
    QTest::newRow("too many digits") << "numeric(4,1)" << QByteArray("12345.6");
    QTest::newRow("out of range") << "int2" << QByteArray("32768");
    QTest::newRow("not a date") << "date" << QByteArray("0000-00-00");
    QTest::newRow("unknown label") << "mood" << QByteArray("furious");
    QTest::newRow("bits") << "bit(4)" << QByteArray("10101");
    QTest::newRow("not UTF-8") << "text" << QByteArray("a\xff");
    QTest::newRow("half a surrogate pair") << "text" << QByteArray("\xed\xa0\x80");
    QTest::newRow("U+0000") << "text" << QByteArray("a\0b", 3);
    QTest::newRow("U+0000 in jsonb") << "jsonb" << QByteArray("\"\\u0000\"");
    // Fits only when it is rounded or cut: refused once it was read back.
    QTest::newRow("rounded") << "numeric(6,1)" << QByteArray("1.25");
    QTest::newRow("spaces cut") << "varchar(3)" << QByteArray("abc  ");
    QTest::newRow("nanoseconds") << "timestamp" << QByteArray("2024-01-01 00:00:00.123456789");
}

void PgValuesTest::whatDoesNotFitIsRefused()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, text);
    m_serverB->psql(m_b.database,
                    QStringLiteral("drop table if exists v; create table v (id int primary key, x %1)").arg(type));
    TableBinding binding = bindingOf(*m_target, QStringLiteral("v"));
    binding.verifyStored = true;
    auto transaction = must(m_target->begin(m_peer));
    const Change change = changeOf(binding, keyOf({"1"}), Row{{"1", Family::Integer}, {text, Family::Text}}, m_peer);
    const Change* const list[] = {&change};
    const auto locked = transaction->lock(binding, list);
    if (!locked) {
        QCOMPARE(locked.error().kind, ErrorClass::Row);
    } else {
        const Write write{&change, Presence::Absent};
        const auto written = transaction->write(binding, {&write, 1});
        if (written) {
            QCOMPARE(written->storedDiffers.size(), std::size_t(1));
            QCOMPARE(written->storedDiffers[0].second.constraint, QStringLiteral("x"));
        } else {
            QCOMPARE(written.error().kind, ErrorClass::Row);
        }
    }
    must(transaction->commit());
    QCOMPARE(m_serverB->psql(m_b.database, QStringLiteral("select count(*) from v")), QStringLiteral("0"));
}

QTEST_GUILESS_MAIN(PgValuesTest)
#include "tst_pgvalues.moc"
