// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/fakesyncservice.h"
#include "ui/desktop.h"
#include "ui/pages/registry.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a number of snapshots made the window do in its thread.
struct Work
{
    qint64 rows = 0; ///< that models said have changed, come or gone
    int resets = 0;
    qsizetype questions = 0; ///< to the service about error records

    friend bool operator==(const Work&, const Work&) = default;
};

QByteArray text(const Work& work)
{
    return QByteArray::number(work.rows) + " rows, " + QByteArray::number(work.resets) + " resets, " +
           QByteArray::number(work.questions) + " questions";
}

void watch(QAbstractItemModel& model, Work& work)
{
    const auto span = [&work](const QModelIndex&, int first, int last) { work.rows += last - first + 1; };
    QObject::connect(
        &model, &QAbstractItemModel::dataChanged, &model,
        [&work](const QModelIndex& from, const QModelIndex& to) { work.rows += to.row() - from.row() + 1; });
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, &model, span);
    QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &model, span);
    QObject::connect(&model, &QAbstractItemModel::modelReset, &model, [&work] { ++work.resets; });
    QObject::connect(&model, &QAbstractItemModel::layoutChanged, &model, [&work] { ++work.resets; });
}

} // namespace

/// How long the window stands still depends on the machine (tests/bench/window measures it); how much it does does not.
class TestWindowWork : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void aSnapshotsWorkDoesNotGrowWithTheRecords_data();
    void aSnapshotsWorkDoesNotGrowWithTheRecords();

private:
    static Work workOfSnapshots(const QString& page, qint64 records);
    /// The first answers have come: nothing has changed for half a second.
    static void waitUntilShown(const Work& work)
    {
        Work last{.resets = -1};
        QElapsedTimer quiet;
        const auto isQuiet = [&] {
            if (!(work == last))
                quiet.start();
            last = work;
            return quiet.elapsed() > 500;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), 20'000);
    }
    static void letItSettle(int ms)
    {
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY(timer.elapsed() > ms);
    }
};

Work TestWindowWork::workOfSnapshots(const QString& page, qint64 records)
{
    constexpr int snapshots = 10;
    QTemporaryDir dir;
    FakeSyncService service;
    service.errorCount = records;
    service.cycleCount = records;
    DesktopOptions options;
    options.look = DesktopOptions::Look::Light;
    options.language = u"en"_s;
    options.settingsFile = dir.filePath(u"desktop.ini"_s);
    options.who = u"ana"_s;
    const auto window = makeDesktop(service, options);
    window->show();
    static_cast<MainWindow&>(*window).showPage(page, std::nullopt);
    Work work;
    for (QAbstractItemModel* model : window->findChildren<QAbstractItemModel*>())
        watch(*model, work);
    waitUntilShown(work);
    work = {};
    const qsizetype asked = service.errorQueries.size();
    ServiceSnapshot snapshot = service.snapshot();
    for (int i = 0; i < snapshots; ++i) {
        snapshot.at = snapshot.at.addSecs(1);
        snapshot.links[0].lastSync = snapshot.at;
        snapshot.links[0].totalForward += 100;
        service.show(snapshot);
        letItSettle(100);
    }
    work.questions = service.errorQueries.size() - asked;
    return work;
}

void TestWindowWork::aSnapshotsWorkDoesNotGrowWithTheRecords_data()
{
    QTest::addColumn<QString>("page");
    for (const PageEntry& entry : pageRegistry())
        QTest::newRow(entry.id.data()) << QString(entry.id);
}

void TestWindowWork::aSnapshotsWorkDoesNotGrowWithTheRecords()
{
    QFETCH(QString, page);
    const Work few = workOfSnapshots(page, 1'000);
    const Work many = workOfSnapshots(page, 100'000);
    QVERIFY2(few == many, text(few) + " with a thousand, " + text(many) + " with a hundred thousand");
    // One link of a handful changed: nothing is built anew.
    QCOMPARE(many.resets, 0);
    QVERIFY2(many.rows < 500, text(many));
}

QTEST_MAIN(TestWindowWork)
#include "tst_windowwork.moc"
