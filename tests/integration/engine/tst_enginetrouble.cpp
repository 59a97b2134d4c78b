// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/engine/sqlitepair.h"

#include <QDir>
#include <QSignalSpy>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const QString clinic = QStringLiteral("clinic");
const QString cloud = QStringLiteral("cloud");
const LinkName pairLink{QStringLiteral("pair")};
const QString countNotes = QStringLiteral("select count(*) from notes");
const QString refuse = QStringLiteral("create trigger refuses before insert on notes when new.text = 'bad' "
                                      "begin select raise(abort, 'text is refused'); end");

CommandOutcome outcomeOf(const QSignalSpy& spy, int index)
{
    return spy.at(index).at(0).value<CommandOutcome>();
}

} // namespace

class TestEngineTrouble : public QObject
{
    Q_OBJECT

private slots:
    void missingFolderIsDownUntilItIsThere()
    {
        const SqlitePair pair;
        Config config = pair.config();
        const QString folder = pair.dataPath() + QStringLiteral("-later");
        config.endpoints[1].path = folder + QStringLiteral("/cloud.db");
        const auto engine = pair.engine(config);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*engine), QStringLiteral("down"), 20'000);
        const LinkSnapshot link = linkOf(*engine);
        QVERIFY(link.a.reachable);
        QVERIFY(!link.b.reachable);
        QVERIFY(link.lastError && !link.lastError->detail.isEmpty());
        QVERIFY2(link.lastError->place.contains(cloud), qPrintable(toText(*link.lastError)));
        QCOMPARE(engine->snapshot().health, Health::Down);

        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        engine->forceSync(1, pairLink);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(outcomeOf(finished, 0).failure.has_value());

        QVERIFY(QDir().mkpath(folder));
        SqlitePair::run(cloud, QStringLiteral("pragma wal_checkpoint(truncate)"));
        QVERIFY(QFile::copy(pair.path(cloud), config.endpoints[1].path));
        engine->forceSync(2, pairLink);
        QTRY_COMPARE(finished.size(), 2);
        QVERIFY2(!outcomeOf(finished, 1).failure, qPrintable(outcomeOf(finished, 1).failure.value_or(Error{}).detail));
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        QVERIFY(!linkOf(*engine).lastError);
    }

    void unknownDriverStopsItsLinkOnly()
    {
        const SqlitePair pair;
        Config config = pair.config();
        EndpointConfig strange = pair.endpoint(QStringLiteral("strange"));
        strange.driver = QStringLiteral("oracle");
        config.endpoints.push_back(strange);
        config.links.push_back(SqlitePair::link(QStringLiteral("odd"), clinic, QStringLiteral("strange")));
        const auto engine = pair.engine(config);
        QTRY_COMPARE(stateOf(*engine, 0), QStringLiteral("in_sync"));
        QTRY_COMPARE(stateOf(*engine, 1), QStringLiteral("down"));
        const LinkSnapshot odd = linkOf(*engine, 1);
        QVERIFY(odd.lastError->kind == ErrorClass::Config);
        QVERIFY(odd.lastError->detail.contains(u"oracle"));
        QVERIFY(odd.lastError->mend.contains(u"sqlite"));
    }

    void missingTableIsDownWithItsName()
    {
        const SqlitePair pair;
        SqlitePair::run(cloud, QStringLiteral("drop table notes"));
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("down"));
        QVERIFY2(toText(*linkOf(*engine).lastError).contains(u"notes"), qPrintable(toText(*linkOf(*engine).lastError)));
    }

    void refusedRowIsShownAndRetried()
    {
        const SqlitePair pair;
        SqlitePair::run(cloud, refuse);
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        QSignalSpy changed(engine.get(), &SyncService::recordsChanged);
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'bad', ''), (2, 'good', '')"));
        QTRY_COMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("1"));
        QTRY_COMPARE(linkOf(*engine).errorsOpen, 1);
        QCOMPARE(stateOf(*engine), QStringLiteral("attention"));
        QCOMPARE(linkOf(*engine).tables[0].errors, 1);
        QTRY_VERIFY(!changed.isEmpty());

        QSignalSpy pages(engine.get(), &SyncService::errorsArrived);
        ErrorQuery query;
        query.request = 3;
        engine->requestErrors(query);
        QTRY_COMPARE(pages.size(), 1);
        const auto page = pages[0][0].value<ErrorPage>();
        QCOMPARE(page.request, 3U);
        QCOMPARE(page.rows.size(), 1);
        QVERIFY2(page.rows[0].message.contains(u"text is refused"), qPrintable(page.rows[0].message));

        QSignalSpy details(engine.get(), &SyncService::errorDetailArrived);
        engine->requestErrorDetail(4, page.rows[0].id);
        QTRY_COMPARE(details.size(), 1);
        QVERIFY(
            details[0][1].value<ErrorDetail>().row.contains(NamedValue{QStringLiteral("text"), QStringLiteral("bad")}));

        SqlitePair::run(cloud, QStringLiteral("drop trigger refuses"));
        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        engine->retryErrors(5, {page.rows[0].id}, QStringLiteral("ann"));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(outcomeOf(finished, 0).affected, 1);
        QTRY_COMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("2"));
        QTRY_COMPARE(linkOf(*engine).errorsOpen, 0);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
    }

    void ignoredRowLeavesTheLinkUnproven()
    {
        const SqlitePair pair;
        SqlitePair::run(cloud, refuse);
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'bad', '')"));
        QTRY_COMPARE(linkOf(*engine).errorsOpen, 1);
        QSignalSpy pages(engine.get(), &SyncService::errorsArrived);
        engine->requestErrors({});
        QTRY_COMPARE(pages.size(), 1);
        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        engine->ignoreErrors(1, {pages[0][0].value<ErrorPage>().rows.at(0).id}, QStringLiteral("ann"));
        QTRY_COMPARE(finished.size(), 1);
        QTRY_COMPARE(linkOf(*engine).errorsOpen, 0);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("not_proven")); // the sides differ: never green
        engine->check(2, pairLink);
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(outcomeOf(finished, 1).affected, 1);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("attention"));
    }

    void lockedTargetIsWaitedForAndNothingIsLost()
    {
        const SqlitePair pair;
        Config config = pair.config();
        config.links[0].retry.initialDelay = 50ms;
        const auto engine = pair.engine(config);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        SqlitePair::run(cloud, QStringLiteral("begin exclusive"));
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'waits', '')"));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(*engine) != QStringLiteral("in_sync"), 20'000);
        SqlitePair::run(cloud, QStringLiteral("rollback"));
        QTRY_COMPARE_WITH_TIMEOUT(SqlitePair::value(cloud, countNotes), QStringLiteral("1"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*engine), QStringLiteral("in_sync"), 20'000);
        QCOMPARE(linkOf(*engine).consecutiveFailures, 0);
    }

    void recordsThatCannotBeOpenedAreSaidSo()
    {
        const SqlitePair pair;
        QVERIFY(QDir().mkpath(pair.dataPath() + QStringLiteral("/history.db"))); // a folder in the file's place
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("down"));
        QVERIFY(linkOf(*engine).lastError);
        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        engine->forceSync(1, {});
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(outcomeOf(finished, 0).failure.has_value());
        QSignalSpy pages(engine.get(), &SyncService::errorsArrived);
        engine->requestErrors({});
        QTRY_COMPARE(pages.size(), 1);
        QVERIFY(pages[0][0].value<ErrorPage>().failure.has_value());
    }
};

QTEST_GUILESS_MAIN(TestEngineTrouble)
#include "tst_enginetrouble.moc"
