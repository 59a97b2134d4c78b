// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alertlog.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestAlertLog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsWrittenIsReadOldestFirst();
    void noFileIsNoAlert();
    void onlyItsOwnerCanReadIt();
    void aLineCutOffLosesOnlyItself();
    void itStaysSmall();

private:
    static Alert alert(int i)
    {
        return {i % 2 ? AlertCause::LinkDown : AlertCause::ConfigRefused, LinkName(i % 2 ? u"x"_s : QString()),
                i % 3 == 0, u"text %1 äöü"_s.arg(i), QDateTime({2026, 1, 1}, {0, 0}, QTimeZone::utc()).addSecs(i)};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
};

void TestAlertLog::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = m_dir->filePath(AlertLog::fileName());
}

void TestAlertLog::whatIsWrittenIsReadOldestFirst()
{
    const AlertLog log(m_file);
    QVERIFY(log.add({alert(1), alert(2)}));
    QVERIFY(log.add({alert(3)}));
    QCOMPARE(*log.last(10), QList<Alert>({alert(1), alert(2), alert(3)}));
    QCOMPARE(*log.last(2), QList<Alert>({alert(2), alert(3)}));
}

void TestAlertLog::noFileIsNoAlert()
{
    const auto last = AlertLog(m_file).last(10);
    QVERIFY(last && last->isEmpty());
}

void TestAlertLog::onlyItsOwnerCanReadIt()
{
    QVERIFY(AlertLog(m_file).add({alert(1)}));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(m_file).permissions() & others));
}

void TestAlertLog::aLineCutOffLosesOnlyItself()
{
    const AlertLog log(m_file);
    QVERIFY(log.add({alert(1), alert(2)}));
    QFile file(m_file);
    QVERIFY(file.resize(file.size() - 7));
    QVERIFY(log.add({alert(3)}));
    QCOMPARE(*log.last(10), QList<Alert>({alert(1), alert(3)}));
}

void TestAlertLog::itStaysSmall()
{
    const AlertLog log(m_file);
    QList<Alert> many;
    for (int i = 0; i < 4000; ++i)
        many.append(alert(i));
    for (int round = 0; round < 6; ++round) // about 400 KB each
        QVERIFY(log.add(many));
    QVERIFY2(QFileInfo(m_file).size() < 1'600'000, qPrintable(QString::number(QFileInfo(m_file).size())));
    QCOMPARE(log.last(1)->front(), alert(3999));
    QCOMPARE(log.last(1000)->size(), 1000);
}

QTEST_APPLESS_MAIN(TestAlertLog)
#include "tst_alertlog.moc"
