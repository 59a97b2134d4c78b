// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ledger/verdict.h"
#include "tests/support/ledger/writer.h"
#include "tests/support/servers/privatepostgres.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace keel;

namespace {

constexpr int kills = 5;
constexpr int serverRestarts = 2;

} // namespace

/// Two real servers, a real service between them, four users, kills and restarts: nothing acknowledged may be lost.
class TestChaos : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsLostWhileEverythingFails();

private:
    void writeConfig(const EndpointConfig& a, const EndpointConfig& b) const;
    [[nodiscard]] std::unique_ptr<QProcess> startService() const;
    [[nodiscard]] QStringList arguments(const QStringList& command) const;
    [[nodiscard]] int runToEnd(const QStringList& command, QByteArray* said) const;
    [[nodiscard]] bool quiesce(QByteArray* said) const;
    [[nodiscard]] LedgerRows rowsOf(const PrivatePostgres& server) const;
    static void letTimePass(int ms);

    std::unique_ptr<PrivatePostgres> m_a;
    std::unique_ptr<PrivatePostgres> m_b;
    QString m_database; ///< on both servers
    QTemporaryDir m_folder;
    QString m_program;
};

void TestChaos::initTestCase()
{
    // Servers of its own: it stops them.
    QString whyNot;
    m_a = PrivatePostgres::startOwn(&whyNot);
    if (!m_a)
        QSKIP(qPrintable(whyNot));
    m_b = PrivatePostgres::startOwn(&whyNot);
    if (!m_b)
        QSKIP(qPrintable(whyNot));
    m_program = qEnvironmentVariable("EVENKEEL_PROGRAM");
    QVERIFY2(QFile::exists(m_program), qPrintable(m_program));
}

void TestChaos::letTimePass(int ms)
{
    // The test's own length: users work and faults come while it passes; nothing is decided by it.
    QDeadlineTimer deadline(ms);
    while (!deadline.hasExpired())
        QCoreApplication::sendPostedEvents(), std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

void TestChaos::writeConfig(const EndpointConfig& a, const EndpointConfig& b) const
{
    const auto endpoint = [](const EndpointConfig& e) {
        return QJsonObject{{QStringLiteral("driver"), QStringLiteral("postgresql")},
                           {QStringLiteral("host"), e.host},
                           {QStringLiteral("port"), e.port},
                           {QStringLiteral("database"), e.database},
                           {QStringLiteral("user"), e.user}};
    };
    const QJsonObject config{
        {QStringLiteral("endpoints"),
         QJsonObject{{QStringLiteral("clinic"), endpoint(a)}, {QStringLiteral("cloud"), endpoint(b)}}},
        {QStringLiteral("links"),
         QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("chaos")},
                                {QStringLiteral("a"), QStringLiteral("clinic")},
                                {QStringLiteral("b"), QStringLiteral("cloud")},
                                {QStringLiteral("intervalMs"), 200},
                                {QStringLiteral("batchSize"), 50},
                                // The writers delete more of the small table than a person would let pass.
                                {QStringLiteral("brake"), QJsonObject{{QStringLiteral("maxDeletes"), 1'000'000},
                                                                      {QStringLiteral("minDeletes"), 1'000'000}}},
                                {QStringLiteral("retry"), QJsonObject{{QStringLiteral("initialDelayMs"), 100},
                                                                      {QStringLiteral("maxDelayMs"), 1000}}},
                                {QStringLiteral("tables"),
                                 QJsonArray{QJsonObject{{QStringLiteral("a"), QStringLiteral("public.chaos")},
                                                        {QStringLiteral("b"), QStringLiteral("public.chaos")}}}}}}},
        {QStringLiteral("api"), QJsonObject{{QStringLiteral("enabled"), false}}}};
    QFile file(m_folder.filePath(QStringLiteral("evenkeel.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(config).toJson());
}

QStringList TestChaos::arguments(const QStringList& command) const
{
    return command + QStringList{QStringLiteral("--config"), m_folder.filePath(QStringLiteral("evenkeel.json")),
                                 QStringLiteral("--data-dir"), m_folder.filePath(QStringLiteral("data"))};
}

std::unique_ptr<QProcess> TestChaos::startService() const
{
    auto service = std::make_unique<QProcess>();
    service->setProcessChannelMode(QProcess::MergedChannels);
    service->setStandardOutputFile(m_folder.filePath(QStringLiteral("serve.log")), QIODevice::Append);
    service->start(m_program, arguments({QStringLiteral("serve")}));
    service->waitForStarted();
    return service;
}

int TestChaos::runToEnd(const QStringList& command, QByteArray* said) const
{
    QProcess process;
    process.start(m_program, arguments(command));
    if (!process.waitForFinished(60000))
        return -1;
    *said = process.readAllStandardOutput() + process.readAllStandardError();
    return process.exitCode();
}

/// Cycles until a cycle carries nothing; the records that wait for a second try have had it by then.
bool TestChaos::quiesce(QByteArray* said) const
{
    for (int round = 0; round < 50; ++round) {
        const int code = runToEnd({QStringLiteral("once"), QStringLiteral("--json")}, said);
        if (code != 0 && code != 1)
            return false;
        const auto link = QJsonDocument::fromJson(said->left(said->lastIndexOf('}') + 1))
                              .object()
                              .value(QStringLiteral("links"))
                              .toArray()
                              .first()
                              .toObject();
        const auto rows = link.value(QStringLiteral("rows")).toObject();
        if (!rows.isEmpty() && rows.value(QStringLiteral("forward")).toInt() == 0 &&
            rows.value(QStringLiteral("reverse")).toInt() == 0)
            return true;
    }
    return false;
}

LedgerRows TestChaos::rowsOf(const PrivatePostgres& server) const
{
    LedgerRows rows;
    const QString all = server.psql(m_database, QStringLiteral("select id, version || '|' || note from chaos"));
    for (const QString& line : all.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        rows.insert(line.section(QLatin1Char('|'), 0, 0).toInt(), line.section(QLatin1Char('|'), 1));
    return rows;
}

void TestChaos::nothingIsLostWhileEverythingFails()
{
    const int seconds = qEnvironmentVariableIntValue("EVENKEEL_CHAOS_SECONDS") > 0
                            ? qEnvironmentVariableIntValue("EVENKEEL_CHAOS_SECONDS")
                            : 60;
    const EndpointConfig a = m_a->createDatabase(QStringLiteral("chaos"));
    const EndpointConfig b = m_b->createDatabase(QStringLiteral("chaos"));
    m_database = a.database;
    m_a->psql(a.database,
              QStringLiteral("create table chaos (id int primary key, version text not null, note text not null)"));
    m_b->psql(b.database,
              QStringLiteral("create table chaos (id int primary key, version text not null, note text not null"
                             " check (note <> 'poison'))"));
    writeConfig(a, b);
    auto service = startService();
    // Triggers first: what is written before them is the initial comparison's, which is not tested here.
    QTRY_VERIFY_WITH_TIMEOUT(
        m_b->psql(b.database, QStringLiteral("select to_regclass('evenkeel.checkpoint') is not null and"
                                             " exists (select from pg_trigger where tgrelid = 'chaos'::regclass)"))
                .trimmed() == QStringLiteral("t"),
        20000);

    Ledger ledger;
    std::vector<std::unique_ptr<Writer>> writers;
    for (int i = 0; i < 4; ++i) {
        writers.push_back(std::make_unique<Writer>(
            Writer::Options{.name = QStringLiteral("%1%2").arg(i < 2 ? u'a' : u'b').arg(i),
                            .endpoint = i < 2 ? a : b,
                            .table = QStringLiteral("chaos"),
                            .seed = static_cast<unsigned>(i + 1),
                            .poisons = i == 0 ? QStringList{QStringLiteral("poison")} : QStringList()},
            ledger));
        writers.back()->start();
    }
    const int steps = kills + serverRestarts;
    for (int step = 0; step < steps; ++step) {
        letTimePass(seconds * 1000 / (steps + 1));
        if (step == 2 || step == 5) {
            PrivatePostgres& server = step == 2 ? *m_a : *m_b;
            server.stop();
            QVERIFY(server.run());
        } else {
            service->kill();
            QVERIFY(service->waitForFinished());
            service = startService();
        }
    }
    letTimePass(seconds * 1000 / (steps + 1));
    writers.clear();
    service->terminate();
    QVERIFY2(service->waitForFinished(35000), "the service did not stop on SIGTERM");
    QCOMPARE(service->exitCode(), 0);

    QByteArray said;
    QVERIFY2(quiesce(&said), said.constData());

    const LedgerRecords records = readRecords(m_folder.filePath(QStringLiteral("data/history.db")), ledger);
    const LedgerRows onA = rowsOf(*m_a);
    qInfo("acknowledged %lld, rows %lld, conflicts %lld, rows with open errors %lld",
          qlonglong(ledger.acknowledgedCount()), qlonglong(onA.size()), qlonglong(records.conflicts),
          qlonglong(records.explained.size()));
    const QStringList findings = judge(ledger, onA, rowsOf(*m_b), records);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
    QVERIFY(ledger.acknowledgedCount() > 500);
}

QTEST_GUILESS_MAIN(TestChaos)
#include "tst_chaos.moc"
