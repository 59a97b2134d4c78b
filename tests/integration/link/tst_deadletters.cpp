// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keel;

/// Error records as the people of the target database see them (contract section 6), on both engines and both ways.
class TestDeadLetters : public QObject
{
    Q_OBJECT

    Pair::Servers m_servers;
    std::unique_ptr<Pair> m_pair;

    void engines() const
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("sqlite") << QStringLiteral("sqlite");
        QTest::newRow("postgresql") << QStringLiteral("postgresql");
    }

    [[nodiscard]] QString errorsTable() const
    {
        return m_pair->engine('b') == u"sqlite" ? QStringLiteral("evenkeel_sync_errors")
                                                : QStringLiteral("evenkeel.sync_errors");
    }
    [[nodiscard]] QString inTarget(const QString& columns, char side = 'b') const
    {
        return m_pair->sql(
            side,
            QStringLiteral("select %1 from (select * from %2 order by record_key) e").arg(columns, errorsTable()));
    }
    [[nodiscard]] qint64 idOf(const QString& keyJson) const
    {
        const auto page = m_pair->history().errors({});
        for (const ErrorRecord& record : page->rows) {
            if (record.keyJson == keyJson)
                return record.id;
        }
        return 0;
    }

private slots:
    void initTestCase()
    {
        m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
        m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
    }

    void init()
    {
        m_pair.reset();
        QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql|QObject|QThread|sync_errors")));
    }

    void theTargetListsWhatItRefusedAndFollows_data() { engines(); }
    void theTargetListsWhatItRefusedAndFollows()
    {
        QFETCH(QString, engine);
        m_pair = Pair::make(engine, engine, m_servers);
        if (!m_pair)
            QSKIP(qPrintable(m_servers.whyNot));
        m_pair->sql('a', QStringLiteral("create table t (id integer primary key, v text)"));
        m_pair->sql('b', QStringLiteral("create table t (id integer primary key, v text check (length(v) < 5))"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->connect();
        m_pair->cycle();
        m_pair->sql('a',
                    QStringLiteral("insert into t values (1, 'good'), (2, 'much too long'), (3, 'also too long')"));
        m_pair->cycle();
        QCOMPARE(inTarget(QStringLiteral("error_type, table_name, record_key, attempts, resolved_by is null")),
                 engine == u"sqlite" ? QStringLiteral("row|t|[\"2\"]|1|1\nrow|t|[\"3\"]|1|1")
                                     : QStringLiteral("row|t|[\"2\"]|1|t\nrow|t|[\"3\"]|1|t"));
        const QString metadata = inTarget(QStringLiteral("metadata")).section(u'\n', 0, 0);
        const QJsonObject object = QJsonDocument::fromJson(metadata.toUtf8()).object();
        QCOMPARE(object.value(u"direction").toString(), QStringLiteral("forward"));
        QCOMPARE(object.value(u"code").toString(), QStringLiteral("check_violation"));
        QVERIFY2(metadata.contains(u"much too long"), qPrintable(metadata));
        QVERIFY(inTarget(QStringLiteral("message")).contains(u"check", Qt::CaseInsensitive));
        QCOMPARE(inTarget(QStringLiteral("count(*)"), 'a').toInt(), 0);

        m_pair->sql('a', QStringLiteral("update t set v = 'ok' where id = 2"));
        m_pair->cycle();
        QCOMPARE(*m_pair->history().resolve({idOf(QStringLiteral("[\"3\"]"))}, QStringLiteral("anna")), 1);
        m_pair->cycle();
        QCOMPARE(inTarget(QStringLiteral("resolved_by")), QStringLiteral("evenkeel: the row went in\nanna"));
        QCOMPARE(inTarget(QStringLiteral("sum(case when resolved_at is null then 1 else 0 end)")), QStringLiteral("0"));

        // It fails once more: the same line opens again.
        m_pair->sql('a', QStringLiteral("update t set v = 'too long again' where id = 2"));
        m_pair->cycle();
        QCOMPARE(inTarget(QStringLiteral("record_key, resolved_at is null")),
                 engine == u"sqlite" ? QStringLiteral("[\"2\"]|1\n[\"3\"]|0") : QStringLiteral("[\"2\"]|t\n[\"3\"]|f"));
    }

    void bothDirectionsOfAKeyHaveALineEach_data() { engines(); }
    void bothDirectionsOfAKeyHaveALineEach()
    {
        QFETCH(QString, engine);
        m_pair = Pair::make(engine, engine, m_servers);
        if (!m_pair)
            QSKIP(qPrintable(m_servers.whyNot));
        m_pair->both(QStringLiteral("create table t (id integer primary key, v text unique)"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->connect();
        m_pair->cycle();
        m_pair->sql('a', QStringLiteral("insert into t values (1, 'x')"));
        m_pair->sql('b', QStringLiteral("insert into t values (2, 'x')"));
        m_pair->cycle();
        QCOMPARE(inTarget(QStringLiteral("record_key")), QStringLiteral("[\"1\"]"));
        QCOMPARE(inTarget(QStringLiteral("record_key"), 'a'), QStringLiteral("[\"2\"]"));
        const auto page = m_pair->history().errors({});
        QCOMPARE(page->causes.size(), 2); // one a direction
        QCOMPARE(page->causes[0].code, ErrorCode::UniqueViolation);
    }

    void manyRefusedRowsOfALargeBatchStandAlone()
    {
        m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
        if (!m_pair)
            QSKIP(qPrintable(m_servers.whyNot));
        m_pair->sql('a', QStringLiteral("create table t (id int primary key, v text, w text)"));
        m_pair->sql('b', QStringLiteral("create table t (id int primary key, v varchar(9) check (v <> 'bad'),"
                                        " w text not null)"));
        m_pair->sql('b', QStringLiteral("create function late() returns trigger language plpgsql as $$ begin"
                                        " if new.v = 'late' then raise exception 'refused at the end'; end if;"
                                        " return null; end $$; create trigger late after insert on t"
                                        " for each row execute function late()"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->connect();
        m_pair->cycle();
        m_pair->sql('a', QStringLiteral("insert into t select n, case when n % 100 = 7 then 'bad' when n % 1000 = 13"
                                        " then 'late' when n % 1000 = 500 then 'much too long' else 'good' end,"
                                        " case when n % 500 <> 250 then 'w' end from generate_series(1, 3000) n"));
        m_pair->cycle();
        QCOMPARE(m_pair->sql('b', QStringLiteral("select count(*), count(*) filter (where v <> 'good') from t")),
                 QStringLiteral("2958|0"));
        QStringList expected;
        for (int n = 1; n <= 3000; ++n) {
            const char* code = n % 100 == 7      ? "check_violation"
                               : n % 1000 == 13  ? "refused_by_trigger"
                               : n % 1000 == 500 ? "value_refused"
                               : n % 500 == 250  ? "not_null_violation"
                                                 : nullptr;
            if (code)
                expected.append(QStringLiteral("[\"%1\"] %2").arg(n).arg(QLatin1StringView(code)));
        }
        QCOMPARE(expected.size(), 42);
        ErrorQuery query;
        query.limit = 100;
        QStringList found;
        const auto page = m_pair->history().errors(query);
        for (const ErrorRecord& record : page->rows)
            found.append(record.keyJson + u' ' + toText(record.code));
        expected.sort();
        found.sort();
        QCOMPARE(found, expected);
    }

    void aTargetWithoutTheTableKeepsNobodyBack()
    {
        m_pair = Pair::make(QStringLiteral("sqlite"), QStringLiteral("sqlite"), m_servers);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("sync_errors not written")));
        m_pair->sql('a', QStringLiteral("create table t (id integer primary key, v text)"));
        m_pair->sql('b', QStringLiteral("create table t (id integer primary key, v text check (length(v) < 5))"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->connect();
        m_pair->cycle();
        m_pair->sql('b', QStringLiteral("drop table evenkeel_sync_errors"));
        m_pair->sql('a', QStringLiteral("insert into t values (1, 'good'), (2, 'much too long')"));
        m_pair->cycle();
        m_pair->cycle();
        QCOMPARE(m_pair->sql('b', QStringLiteral("select count(*) from t")), QStringLiteral("1"));
        QCOMPARE(m_pair->openErrors(), QStringList{QStringLiteral("t 2 check_violation")});
        m_pair->connect(); // setup brings the table back, and what is due with it
        m_pair->cycle();
        QCOMPARE(inTarget(QStringLiteral("record_key")), QStringLiteral("[\"2\"]"));
    }
};

QTEST_GUILESS_MAIN(TestDeadLetters)
#include "tst_deadletters.moc"
