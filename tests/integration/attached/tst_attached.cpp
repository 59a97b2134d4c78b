// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/attached/attached.h"
#include "tests/support/faultproxy/faultproxy.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace keel;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Cycles of it never end.
class StuckService : public FakeSyncService
{
public:
    using FakeSyncService::FakeSyncService;
    void forceSync(quint64 /*request*/, const LinkName& link) override { calls.append(u"forceSync "_s + link.value); }
};

/// The longest time in which the thread of the window answered nobody.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(10ms);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_timer.start();
    }
    [[nodiscard]] qint64 longest() const { return m_longest; } ///< ms

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

bool anyGreen(const ServiceSnapshot& snapshot)
{
    return std::ranges::any_of(snapshot.links, [](const LinkSnapshot& link) {
        return link.state == LinkState::InSync || link.state == LinkState::CatchingUp ||
               std::ranges::any_of(link.tables, [](const auto& t) { return t.state == LinkState::InSync; });
    });
}

const LinkName cloud(u"clinic-cloud"_s);
constexpr qint64 longestPause = 400; ///< ms: a person sees a window that stands still for longer

} // namespace

/// A desktop over a network that fails, on a real HTTP server in front of a fake service.
class TestAttached : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void commandsCarryThePersonAndTheMachine();
    void answersAreThoseOfTheService();
    void aLargeSnapshotTakesNoTimeFromTheWindow();
    void twoDesktopsSeeEachOther();
    void aCutIsSaidAndMended();
    void aSilentConnectionIsNoticed();
    void aSlowNetworkIsOnlySlow();
    void aServiceThatComesBackIsFound();
    void aCommandUnderWayEndsOnceAndHonestly();
    void aWrongTokenIsAskedForOnce();
    void aTokenThatWasReplacedIsNoticed();
    void theServiceTellsTheRoleBeforeAnythingElse();
    void alertsReachEveryDesktop();
    void theBrakeIsConfirmedOnlyAsSeen();
    void overTlsTheCertificateIsChecked();

private:
    void open(std::unique_ptr<FakeSyncService> service = std::make_unique<FakeSyncService>());
    /// A desktop that goes through the proxy.
    void attachByProxy();
    [[nodiscard]] CommandOutcome outcomeOf(RemoteService& desktop, const std::function<void()>& command) const;

    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<Attached> m_attached;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<RemoteService> m_far;
};

void TestAttached::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!event=(away|refused))"_s));
}

void TestAttached::cleanup()
{
    m_far.reset();
    m_proxy.reset();
    m_attached.reset();
    m_service.reset();
}

void TestAttached::open(std::unique_ptr<FakeSyncService> service)
{
    m_service = std::move(service);
    m_attached = std::make_unique<Attached>(*m_service);
    QVERIFY(m_attached->start());
}

void TestAttached::attachByProxy()
{
    m_proxy = FaultProxy::start(u"127.0.0.1"_s, m_attached->port());
    QVERIFY(m_proxy);
    m_far = m_attached->desktop(m_proxy->port(), u"desk-9"_s);
    m_far->attach(m_attached->token());
    QTRY_VERIFY(m_far->isAttached());
}

CommandOutcome TestAttached::outcomeOf(RemoteService& desktop, const std::function<void()>& command) const
{
    QSignalSpy finished(&desktop, &SyncService::commandFinished);
    command();
    if (finished.isEmpty() && !finished.wait())
        return {.request = 0, .affected = -1, .failure = {}};
    return finished.first().first().value<CommandOutcome>();
}

void TestAttached::commandsCarryThePersonAndTheMachine()
{
    open();
    RemoteService& desktop = m_attached->service();
    const CommandOutcome outcome = outcomeOf(desktop, [&] { desktop.pause(41, cloud, u"ana"_s); });
    QCOMPARE(outcome.request, 41u);
    QCOMPARE(outcome.affected, 1);
    QVERIFY(!outcome.failure);
    QVERIFY2(m_service->calls.first().startsWith(u"pause clinic-cloud ana@desk-3"_s),
             qPrintable(m_service->calls.first()));
    // A cycle has no person in the interface: whoever sits there is in the log.
    const CommandOutcome cycle = outcomeOf(desktop, [&] { desktop.forceSync(42, {}); });
    QCOMPARE(cycle.request, 42u);
    QVERIFY(m_service->calls.join(u'\n').contains(u"note ana@desk-3"_s));
}

void TestAttached::answersAreThoseOfTheService()
{
    open();
    RemoteService& desktop = m_attached->service();
    QSignalSpy pages(&desktop, &SyncService::errorsArrived);
    ErrorQuery query;
    query.request = 7;
    query.filter.text = u"é&+%20 \"x\""_s;
    query.filter.constraint = QString(); // of no constraint, which is not the same as of any
    query.filter.code = ErrorCode::ValueRefused;
    query.filter.since = QDateTime(QDate(2026, 1, 22), QTime(7, 42, 18, 345), Qt::UTC);
    query.filter.openOnly = false;
    query.sort = ErrorSort::Attempts;
    query.descending = false;
    query.offset = 3;
    query.limit = 50;
    desktop.requestErrors(query);
    QTRY_COMPARE(pages.size(), 1);
    QCOMPARE(pages.first().first().value<ErrorPage>().request, 7u);
    const ErrorQuery heardQuery = m_service->errorQueries.last();
    QCOMPARE(heardQuery.filter.text, query.filter.text);
    QCOMPARE(heardQuery.filter.constraint, query.filter.constraint);
    QCOMPARE(heardQuery.filter.code, query.filter.code);
    QCOMPARE(heardQuery.filter.since, query.filter.since);
    QVERIFY(!heardQuery.filter.link && !heardQuery.filter.sqlState && !heardQuery.filter.openOnly);
    QCOMPARE(heardQuery.sort, ErrorSort::Attempts);
    QVERIFY(!heardQuery.descending);
    QCOMPARE(heardQuery.offset, 3);
    QCOMPARE(heardQuery.limit, 50);

    // A failure of the service comes whole, not as an HTTP status.
    m_service->failWith = Error{.kind = ErrorClass::Schema,
                                .code = ErrorCode::ColumnMissing,
                                .detail = u"no column"_s,
                                .place = u"users"_s,
                                .mend = u"add it"_s,
                                .sqlState = u"42703"_s};
    const CommandOutcome outcome = outcomeOf(desktop, [&] { desktop.retryErrors(8, {1, 2}, u"ana"_s); });
    QVERIFY(outcome.failure);
    QCOMPARE(outcome.failure->code, ErrorCode::ColumnMissing);
    QCOMPARE(outcome.failure->kind, ErrorClass::Schema);
    QCOMPARE(outcome.failure->sqlState, u"42703"_s);
    QCOMPARE(outcome.failure->place, u"users"_s);
}

/// 20 links of 50 tables with five minutes of rates, ten times a second: more than a window ever shows.
void TestAttached::aLargeSnapshotTakesNoTimeFromTheWindow()
{
    open();
    ServiceSnapshot large = m_service->snapshot();
    LinkSnapshot link = large.links.first();
    for (int i = 0; link.tables.size() < 50; ++i) {
        link.tables.append(link.tables.at(i));
        link.tables.last().a.value += QString::number(i);
    }
    while (link.recent.size() < 300)
        link.recent.append({123.4, 56.7});
    large.links.clear();
    for (int i = 0; i < 20; ++i) {
        link.name = LinkName(u"link-%1"_s.arg(i));
        large.links.append(link);
    }
    RemoteService& desktop = m_attached->service();
    QSignalSpy shown(&desktop, &SyncService::snapshotChanged);
    QTimer ten;
    int told = 0;
    connect(&ten, &QTimer::timeout, this, [&] {
        large.errorsOpen = ++told;
        m_service->show(large);
    });
    // The service lives in this thread too and copies its snapshot; what is measured is more than a desktop's part.
    const Heartbeat heart;
    ten.start(100);
    QTRY_VERIFY(told >= 30);
    ten.stop();
    QTRY_COMPARE(desktop.snapshot().errorsOpen, told);
    QVERIFY(shown.size() > 5);
    QCOMPARE(desktop.snapshot().links.size(), 20);
    qInfo("%lld of %d snapshots shown, longest pause of the thread %lld ms", qint64{shown.size()}, told,
          heart.longest());
    QVERIFY2(heart.longest() < longestPause, qPrintable(QString::number(heart.longest())));
}

void TestAttached::twoDesktopsSeeEachOther()
{
    open();
    const auto other = m_attached->desktop(m_attached->port(), u"desk-4"_s);
    other->attach(m_attached->token());
    QTRY_VERIFY(other->isAttached());
    const auto isPaused = [&] {
        const ServiceSnapshot snapshot = other->snapshot();
        return std::ranges::any_of(snapshot.links, [](const auto& l) { return l.name == cloud && l.paused; });
    };
    QVERIFY(!isPaused());
    QSignalSpy records(other.get(), &SyncService::recordsChanged);
    QElapsedTimer since;
    since.start();
    m_attached->service().pause(1, cloud, u"ana"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(), 1000);
    m_attached->service().ignoreErrors(2, {3}, u"ana"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!records.isEmpty(), 1000);
    QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));

    QSignalSpy cycles(other.get(), &SyncService::cycleFinished);
    CycleRecord cycle;
    cycle.link = cloud;
    cycle.forward = 12;
    cycle.failure = Error{.kind = ErrorClass::Transient, .code = ErrorCode::Busy, .detail = u"lock"_s};
    m_service->finishCycle(cycle);
    QTRY_COMPARE(cycles.size(), 1);
    QCOMPARE(cycles.first().first().value<CycleRecord>().failure->code, ErrorCode::Busy);
}

void TestAttached::aCutIsSaidAndMended()
{
    open();
    attachByProxy();
    const Heartbeat heart;
    QVERIFY(m_far->snapshot().serviceAnswers);
    QVERIFY(anyGreen(m_far->snapshot()));
    const QDateTime told = m_far->snapshot().at;
    QSignalSpy shown(m_far.get(), &SyncService::snapshotChanged);
    m_proxy->set(FaultProxy::Fault::Cut);
    QTRY_VERIFY_WITH_TIMEOUT(!m_far->snapshot().serviceAnswers, 6000);
    QVERIFY(!shown.isEmpty());
    QCOMPARE(m_far->snapshot().at, told); // the age of what is shown stays known
    QVERIFY(!anyGreen(m_far->snapshot()));
    QVERIFY(!m_far->snapshot().notice.isEmpty());

    // At once, and nothing is kept for later.
    QElapsedTimer since;
    since.start();
    const CommandOutcome refused = outcomeOf(*m_far, [&] { m_far->resume(5, cloud, u"ana"_s); });
    QVERIFY(since.elapsed() < 200);
    QVERIFY(refused.failure);
    QCOMPARE(refused.failure->code, ErrorCode::Unreachable);
    QSignalSpy pages(m_far.get(), &SyncService::historyArrived);
    m_far->requestHistory({.request = 6, .link = {}});
    QTRY_COMPARE(pages.size(), 1);
    QVERIFY(pages.first().first().value<HistoryPage>().failure);

    QSignalSpy records(m_far.get(), &SyncService::recordsChanged);
    since.start();
    m_proxy->mend();
    QTRY_VERIFY_WITH_TIMEOUT(m_far->isAttached(), 5000);
    QVERIFY(m_far->snapshot().serviceAnswers);
    QVERIFY(anyGreen(m_far->snapshot()));
    QVERIFY(!records.isEmpty());
    QVERIFY(!m_service->calls.join(u'\n').contains(u"resume"_s));
    QVERIFY2(heart.longest() < longestPause, qPrintable(QString::number(heart.longest())));
}

void TestAttached::aSilentConnectionIsNoticed()
{
    open();
    attachByProxy();
    const Heartbeat heart;
    for (const FaultProxy::Fault fault : {FaultProxy::Fault::HalfOpen, FaultProxy::Fault::Stall}) {
        m_proxy->set(fault);
        QTRY_VERIFY_WITH_TIMEOUT(!m_far->snapshot().serviceAnswers, 6000);
        QVERIFY(!anyGreen(m_far->snapshot()));
        m_proxy->mend();
        QTRY_VERIFY_WITH_TIMEOUT(m_far->isAttached(), 5000);
        QVERIFY(anyGreen(m_far->snapshot()));
    }
    QVERIFY2(heart.longest() < longestPause, qPrintable(QString::number(heart.longest())));
}

void TestAttached::aSlowNetworkIsOnlySlow()
{
    open();
    attachByProxy();
    QSignalSpy away(m_far.get(), &RemoteService::away);
    m_proxy->set(FaultProxy::Fault::Delay, 700);
    const CommandOutcome outcome = outcomeOf(*m_far, [&] { m_far->pause(3, cloud, u"ana"_s); });
    QCOMPARE(outcome.request, 3u);
    QVERIFY(!outcome.failure);
    QSignalSpy pages(m_far.get(), &SyncService::errorsArrived);
    m_far->requestErrors({.request = 4, .filter = {}});
    QTRY_COMPARE(pages.size(), 1);
    QVERIFY(!pages.first().first().value<ErrorPage>().failure);
    QTRY_VERIFY(m_far->snapshot().links.first().paused || m_far->snapshot().links.last().paused ||
                std::ranges::any_of(m_far->snapshot().links, &LinkSnapshot::paused));
    QVERIFY(away.isEmpty());
}

void TestAttached::aServiceThatComesBackIsFound()
{
    open();
    attachByProxy();
    const int port = m_proxy->port();
    m_proxy.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!m_far->snapshot().serviceAnswers, 1000);
    QCOMPARE(m_far->snapshot().links.size(), m_service->snapshot().links.size());
    // Another desktop that starts while nobody answers: empty, and says so.
    const auto late = m_attached->desktop(port, u"desk-5"_s);
    QSignalSpy away(late.get(), &RemoteService::away);
    late->attach(m_attached->token());
    QTRY_VERIFY(!away.isEmpty());
    QVERIFY(!late->snapshot().serviceAnswers);
    QVERIFY(late->snapshot().links.isEmpty());
}

void TestAttached::aCommandUnderWayEndsOnceAndHonestly()
{
    open(std::make_unique<StuckService>());
    attachByProxy();
    QSignalSpy finished(m_far.get(), &SyncService::commandFinished);
    m_far->forceSync(9, cloud);
    QTRY_COMPARE(m_service->calls.filter(u"forceSync"_s).size(), 1);
    QVERIFY(finished.isEmpty());
    m_proxy.reset();
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished.first().first().value<CommandOutcome>();
    QCOMPARE(outcome.request, 9u);
    QVERIFY(outcome.failure);
    QVERIFY2(outcome.failure->detail.contains(u"not known"_s), qPrintable(outcome.failure->detail));
    QTRY_VERIFY(!m_far->snapshot().serviceAnswers);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_service->calls.filter(u"forceSync"_s).size(), 1);
}

void TestAttached::aWrongTokenIsAskedForOnce()
{
    open();
    const auto other = m_attached->desktop(m_attached->port(), u"desk-6"_s);
    QSignalSpy wanted(other.get(), &RemoteService::tokenWanted);
    other->attach("wrong-token-of-a-length-that-could-be-right");
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<Error>().code, ErrorCode::AccessDenied);
    QVERIFY(!other->isAttached());
    other->attach(m_attached->token());
    QTRY_VERIFY(other->isAttached());
    QCOMPARE(wanted.size(), 1);
}

void TestAttached::aTokenThatWasReplacedIsNoticed()
{
    open();
    RemoteService& desktop = m_attached->service();
    QSignalSpy wanted(&desktop, &RemoteService::tokenWanted);
    QVERIFY(m_attached->rotateToken());
    const CommandOutcome outcome = outcomeOf(desktop, [&] { desktop.pause(1, cloud, u"ana"_s); });
    QVERIFY(outcome.failure);
    QCOMPARE(outcome.failure->code, ErrorCode::AccessDenied);
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(!desktop.snapshot().serviceAnswers);
    QVERIFY(m_service->calls.isEmpty());
    desktop.attach(m_attached->token());
    QTRY_VERIFY(desktop.isAttached());
}

void TestAttached::theServiceTellsTheRoleBeforeAnythingElse()
{
    open();
    for (const QString& role : {u"viewer"_s, u"operator"_s, u"admin"_s}) {
        const auto other = m_attached->desktop(m_attached->port(), u"desk-7"_s);
        QStringList order;
        connect(other.get(), &RemoteService::roleTold, other.get(), [&](const QString& told) { order << told; });
        connect(other.get(), &RemoteService::attached, other.get(), [&] { order << u"attached"_s; });
        other->attach(role == u"admin" ? m_attached->token() : m_attached->makeToken(role));
        QTRY_VERIFY(other->isAttached());
        // What an older service would leave behind: nothing is known of the role until it is told.
        QCOMPARE(order, QStringList({QString(), role, u"attached"_s}));
    }
}

void TestAttached::alertsReachEveryDesktop()
{
    open();
    const auto other = m_attached->desktop(m_attached->port(), u"desk-7"_s);
    other->attach(m_attached->makeToken(u"viewer"_s));
    QTRY_VERIFY(other->isAttached());
    QSignalSpy here(&m_attached->service(), &RemoteService::alertCame);
    QSignalSpy there(other.get(), &RemoteService::alertCame);
    m_attached->api().tellAlert(u"Evenkeel: 2 alerts"_s, u"one\ntwo"_s);
    const QVariantList alert{u"Evenkeel: 2 alerts"_s, u"one\ntwo"_s};
    QTRY_COMPARE(here.size(), 1);
    QTRY_COMPARE(there.size(), 1);
    QCOMPARE(here.first(), alert);
    QCOMPARE(there.first(), alert);
}

void TestAttached::theBrakeIsConfirmedOnlyAsSeen()
{
    open();
    ServiceSnapshot held = m_service->snapshot();
    BrakePlan plan;
    plan.id = 7;
    plan.link = cloud;
    plan.table = TableName(u"patients"_s);
    plan.side = EndpointName(u"cloud"_s);
    plan.origin = EndpointName(u"clinic"_s);
    plan.deletes = 12431;
    plan.since = sample::now();
    for (LinkSnapshot& link : held.links) {
        if (link.name == cloud)
            link.brake = {plan};
    }
    m_service->show(held);
    attachByProxy();
    // It grew, and this desktop has not heard of it yet.
    m_proxy->set(FaultProxy::Fault::Delay, 300);
    ServiceSnapshot grown = held;
    for (LinkSnapshot& link : grown.links) {
        if (link.name == cloud)
            link.brake.first().deletes = 20000;
    }
    m_service->show(grown);
    const CommandOutcome refused =
        outcomeOf(*m_far, [&] { m_far->decideBrake(1, 7, BrakeDecision::Accept, u"ana"_s); });
    QVERIFY(refused.failure);
    QCOMPARE(refused.failure->code, ErrorCode::Changed);
    QVERIFY(m_service->calls.filter(u"brake"_s).isEmpty());
    m_proxy->mend();
    const auto deletes = [&] {
        for (const LinkSnapshot& link : m_far->snapshot().links) {
            if (!link.brake.isEmpty())
                return link.brake.first().deletes;
        }
        return qint64{0};
    };
    QTRY_COMPARE(deletes(), 20000);
    const CommandOutcome done = outcomeOf(*m_far, [&] { m_far->decideBrake(2, 7, BrakeDecision::Accept, u"ana"_s); });
    QVERIFY2(!done.failure, done.failure ? qPrintable(toText(*done.failure)) : "");
    QCOMPARE(m_service->calls.filter(u"brake accept 7 ana@desk-9"_s).size(), 1);
    const CommandOutcome again = outcomeOf(*m_far, [&] { m_far->decideBrake(3, 9, BrakeDecision::Drop, u"ana"_s); });
    QCOMPARE(again.failure->code, ErrorCode::NotFound);
}

void TestAttached::overTlsTheCertificateIsChecked()
{
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        QSKIP("openssl is needed: https was not tried");
    const QTemporaryDir dir;
    const TlsConfig tls{.certificate = dir.filePath(u"cert.pem"_s), .key = dir.filePath(u"cert.key"_s)};
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                   u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s, u"/CN=test"_s, u"-addext"_s,
                   u"subjectAltName=IP:127.0.0.1"_s, u"-out"_s, tls.certificate, u"-keyout"_s, tls.key});
    QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
    QVERIFY(QFile::setPermissions(tls.key, QFile::ReadOwner | QFile::WriteOwner));
    m_service = std::make_unique<FakeSyncService>();
    m_attached = std::make_unique<Attached>(*m_service, tls);
    QVERIFY(m_attached->start());
    RemoteService& desktop = m_attached->service();
    const CommandOutcome outcome = outcomeOf(desktop, [&] { desktop.pause(1, cloud, u"ana"_s); });
    QVERIFY2(!outcome.failure, outcome.failure ? qPrintable(toText(*outcome.failure)) : "");
    QCOMPARE(heard(*m_service), QStringList{u"pause clinic-cloud ana"_s});

    const auto stranger = m_attached->strangerOverTls();
    QSignalSpy away(stranger.get(), &RemoteService::away);
    stranger->attach(m_attached->token());
    QTRY_VERIFY(!away.isEmpty());
    QVERIFY(!stranger->isAttached());
    const QString said = toText(away.first().first().value<Error>());
    QVERIFY2(said.contains(u"--ca"_s), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestAttached)
#include "tst_attached.moc"
