// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/metrics.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void rowsAreCountedByTableDirectionAndOutcome();
    void conflictsAreCountedByClassAndWinner();
    void errorsAreCountedByClass();
    void aFigureThatIsNotKnownIsLeftOut();
    void promtoolFindsNothingWrong();
    void whatTheResourcesNameExists_data();
    void whatTheResourcesNameExists();
    void theAlertRulesAreValid();

private:
    [[nodiscard]] QByteArrayList lines() const { return m_metrics->text(3).split('\n'); }
    static QByteArray resource(const QString& name)
    {
        QFile file(QStringLiteral(EVENKEEL_RESOURCES "/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static ServiceSnapshot full();

    std::unique_ptr<http::Metrics> m_metrics;
};

/// A service about which everything is known.
ServiceSnapshot TestMetrics::full()
{
    ServiceSnapshot snapshot;
    snapshot.at = QDateTime::currentDateTimeUtc();
    snapshot.startedAt = snapshot.at.addSecs(-60);
    LinkSnapshot link;
    link.name = LinkName(u"clinic \"A\""_s);
    link.lag = Milliseconds(1500);
    link.pendingForward = 3;
    link.pendingReverse = 0;
    link.lastSync = snapshot.at;
    link.proof = Proof{.at = snapshot.at, .equal = true, .rows = 10, .suspects = 0};
    link.canary = Canary{.forward = Milliseconds(250), .reverse = Milliseconds(40), .at = snapshot.at};
    link.checks = {
        HealthCheck{.kind = HealthCheck::Kind::Lag, .ok = false, .value = 1, .limit = 1, .recommendation = {}}};
    link.conflictTally = {{u"update_origin_differs"_s, u"a"_s, 4}, {u"update_origin_differs"_s, u"held"_s, 2}};
    link.errorTally = {{ErrorClass::Row, 7}};
    TableSnapshot table;
    table.a = TableName(u"public.users"_s);
    table.rowsA = 10;
    table.rowsB = 10;
    table.pendingForward = 3;
    table.pendingReverse = 0;
    table.tallyForward = {.inserted = 11, .updated = 12, .deleted = 13, .equal = 14, .failed = 15};
    table.tallyReverse = {.inserted = 21};
    link.tables = {table};
    snapshot.links = {link};
    return snapshot;
}

void TestMetrics::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_metrics = std::make_unique<http::Metrics>();
    m_metrics->show(full());
    CycleRecord cycle;
    cycle.link = full().links[0].name;
    cycle.duration = Milliseconds(20);
    m_metrics->addCycle(cycle);
    m_metrics->countAnswer(200);
    m_metrics->setOpenErrors({{{cycle.link.value, u"row"_s}, 5}});
}

void TestMetrics::rowsAreCountedByTableDirectionAndOutcome()
{
    const QByteArray head = R"(evenkeel_rows_total{link="clinic \"A\"",table="public.users",)";
    const QByteArrayList all = lines();
    QVERIFY(all.contains(head + R"(direction="forward",outcome="inserted"} 11)"));
    QVERIFY(all.contains(head + R"(direction="forward",outcome="updated"} 12)"));
    QVERIFY(all.contains(head + R"(direction="forward",outcome="deleted"} 13)"));
    QVERIFY(all.contains(head + R"(direction="forward",outcome="equal"} 14)"));
    QVERIFY(all.contains(head + R"(direction="forward",outcome="failed"} 15)"));
    QVERIFY(all.contains(head + R"(direction="reverse",outcome="inserted"} 21)"));
    QVERIFY(all.contains(head + R"(direction="reverse",outcome="updated"} 0)"));
}

void TestMetrics::conflictsAreCountedByClassAndWinner()
{
    const QByteArray head = R"(evenkeel_conflicts_total{link="clinic \"A\"",class="update_origin_differs",)";
    QVERIFY(lines().contains(head + R"(winner="a"} 4)"));
    QVERIFY(lines().contains(head + R"(winner="held"} 2)"));
}

void TestMetrics::errorsAreCountedByClass()
{
    QVERIFY(lines().contains(R"(evenkeel_errors_total{link="clinic \"A\"",class="row"} 7)"));
    QVERIFY(lines().contains(R"(evenkeel_errors_open{link="clinic \"A\"",class="row"} 5)"));
}

void TestMetrics::aFigureThatIsNotKnownIsLeftOut()
{
    ServiceSnapshot snapshot = full();
    snapshot.links[0].pendingForward.reset();
    snapshot.links[0].proof.reset();
    snapshot.links[0].canary.reset();
    m_metrics->show(snapshot);
    const QByteArray text = m_metrics->text(0);
    QVERIFY(!text.contains(R"(evenkeel_pending_rows{link="clinic \"A\"",direction="forward"})"));
    QVERIFY(text.contains(R"(evenkeel_pending_rows{link="clinic \"A\"",direction="reverse"} 0)"));
    QVERIFY(!text.contains("evenkeel_proof_equal"));
    QVERIFY(!text.contains("evenkeel_canary_seconds"));
}

void TestMetrics::promtoolFindsNothingWrong()
{
    const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
    if (promtool.isEmpty())
        QSKIP("promtool is not installed: the format was not checked by it");
    QProcess check;
    check.start(promtool, {u"check"_s, u"metrics"_s});
    check.write(m_metrics->text(3));
    check.closeWriteChannel();
    QVERIFY(check.waitForFinished());
    QVERIFY2(check.exitCode() == 0, check.readAllStandardError().constData());
    QCOMPARE(check.readAllStandardError(), QByteArray());
}

void TestMetrics::whatTheResourcesNameExists_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("dashboard") << u"grafana/evenkeel.json"_s;
    QTest::newRow("alert rules") << u"prometheus/evenkeel.rules.yml"_s;
}

void TestMetrics::whatTheResourcesNameExists()
{
    QFETCH(QString, file);
    const QString text = QString::fromUtf8(resource(file));
    if (file.endsWith(u".json"))
        QVERIFY(QJsonDocument::fromJson(text.toUtf8()).object()[u"panels"].toArray().size() > 10);
    const QString known = QString::fromUtf8(m_metrics->text(3));
    static const QRegularExpression names(QStringLiteral(R"(\b(?:evenkeel|process)_[a-z_]+)"));
    QSet<QString> asked;
    for (auto it = names.globalMatch(text); it.hasNext();)
        asked.insert(it.next().captured());
    QVERIFY(asked.size() > 5);
    for (const QString& name : std::as_const(asked))
        QVERIFY2(known.contains(u'\n' + name + u'{') || known.contains(u'\n' + name + u' '), qPrintable(name));
    // Labels by which the files choose or group.
    static const QRegularExpression labels(QStringLiteral(R"((evenkeel_[a-z_]+)\{([^}]*)\})"));
    for (auto it = labels.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        static const QRegularExpression label(QStringLiteral(R"(([a-z]+)=~?\\?")"));
        for (auto one = label.globalMatch(match.captured(2)); one.hasNext();) {
            const QString name = one.next().captured(1);
            if (name == u"job")
                continue; // Prometheus adds it
            const QRegularExpression has(match.captured(1) + u"\\{[^}]*\\b"_s + name + u"=\""_s);
            QVERIFY2(known.contains(has), qPrintable(match.captured()));
        }
    }
}

void TestMetrics::theAlertRulesAreValid()
{
    const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
    if (promtool.isEmpty())
        QSKIP("promtool is not installed: the alert rules were not checked by it");
    QProcess check;
    check.start(promtool,
                {u"check"_s, u"rules"_s, QStringLiteral(EVENKEEL_RESOURCES "/prometheus/evenkeel.rules.yml")});
    QVERIFY(check.waitForFinished());
    QVERIFY2(check.exitCode() == 0, check.readAllStandardError() + check.readAllStandardOutput());
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
