// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/fakesyncservice.h"
#include "ui/desktop.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/permits.h"

#include <QAction>
#include <QApplication>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace keel;
using namespace Qt::Literals::StringLiterals;
using Level = Permits::Level;

namespace {

const QString onlyLook = u"The token of this window allows to look only: this needs an operator's."_s;
const QString noLoss = u"The token of this window does not allow what can lose data: this needs an admin's."_s;

/// The sample, with deletes that the brake holds.
ServiceSnapshot heldSnapshot()
{
    ServiceSnapshot snapshot = sample::snapshot();
    BrakePlan plan;
    plan.id = 7;
    plan.link = snapshot.links.first().name;
    plan.table = TableName(u"patients"_s);
    plan.side = snapshot.links.first().b.name;
    plan.origin = snapshot.links.first().a.name;
    plan.deletes = 120;
    plan.rows = 130;
    plan.since = sample::now();
    snapshot.links.first().brake = {plan};
    return snapshot;
}

} // namespace

/// A window whose token does not allow everything: what it does not allow cannot be pressed, and says why.
class TestPermits : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aViewerLooksOnly();
    void anOperatorMendsButLosesNothing();
    void anotherTokenIsTakenOverByTheWindowThatStands();

private:
    void open(Level level);
    [[nodiscard]] MainWindow& window() { return *static_cast<MainWindow*>(m_window.get()); }
    [[nodiscard]] QToolButton* tool(QStringView name) const;
    [[nodiscard]] QAbstractButton* push(const QString& page, const QString& name);
    [[nodiscard]] QAction* action(QStringView text);
    /// Everything that a person could press to change something, with the errors page's by its actions.
    void isRefused(const QAbstractButton* button, const QString& why) const;
    void selectAnError();

    QTemporaryDir m_dir;
    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<Permits> m_permits;
    std::unique_ptr<QWidget> m_window;
};

void TestPermits::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
}

void TestPermits::open(Level level)
{
    m_window.reset();
    m_permits = std::make_unique<Permits>();
    m_permits->setLevel(level);
    m_service = std::make_unique<FakeSyncService>(heldSnapshot());
    DesktopOptions options;
    options.look = DesktopOptions::Look::Light;
    options.language = u"en"_s;
    options.settingsFile = m_dir.filePath(u"desktop.ini"_s);
    options.who = u"ana"_s;
    options.attachedTo = u"sync-01:7878"_s;
    options.permits = m_permits.get();
    m_window = makeDesktop(*m_service, options);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QApplication::setActiveWindow(m_window.get());
}

QToolButton* TestPermits::tool(QStringView name) const
{
    for (QToolButton* button : m_window->findChildren<QToolButton*>()) {
        if (button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

QAbstractButton* TestPermits::push(const QString& page, const QString& name)
{
    window().showPage(page, std::nullopt);
    return window().page(page)->findChild<QPushButton*>(name);
}

QAction* TestPermits::action(QStringView text)
{
    for (QAction* one : window().allActions()) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

void TestPermits::isRefused(const QAbstractButton* button, const QString& why) const
{
    QVERIFY(button);
    QVERIFY2(!button->isEnabled(), qPrintable(button->text()));
    QCOMPARE(button->toolTip(), why);
}

void TestPermits::selectAnError()
{
    window().showPage(u"errors"_s, std::nullopt);
    auto* table = window().page(u"errors"_s)->findChild<QTableView*>();
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->selectRow(0);
    QTRY_VERIFY(action(u"Copy"_s)->isEnabled()); // the selection has arrived
}

void TestPermits::aViewerLooksOnly()
{
    open(Level::Look);
    for (const QString& name : {u"Force sync"_s, u"Pause"_s, u"Verify…"_s})
        isRefused(tool(name), onlyLook);
    QTest::mouseClick(tool(u"Force sync"_s), Qt::LeftButton);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTest::keyClick(m_window.get(), Qt::Key_F8);

    isRefused(push(u"overview"_s, u"restore"_s), noLoss);
    isRefused(push(u"overview"_s, u"delete"_s), noLoss);
    isRefused(push(u"overview"_s, u"leave"_s), noLoss);
    isRefused(push(u"overview"_s, u"look"_s), onlyLook);

    selectAnError();
    for (const QString& name : {u"Retry"_s, u"Resolve"_s, u"Ignore"_s}) {
        QVERIFY2(action(name) && !action(name)->isEnabled(), qPrintable(name));
        QCOMPARE(action(name)->toolTip(), onlyLook);
    }
    int buttons = 0;
    for (const QPushButton* button : window().page(u"errors"_s)->findChildren<QPushButton*>()) {
        if (button->text() != u"Retry" && button->text() != u"Resolve" && button->text() != u"Ignore")
            continue;
        isRefused(button, onlyLook);
        ++buttons;
    }
    QVERIFY(buttons >= 3);
    QVERIFY(action(u"Export…"_s)->isEnabled()); // looking is allowed

    for (const QString& name : {u"takeA"_s, u"takeB"_s, u"edit"_s, u"bringBack"_s, u"undo"_s})
        isRefused(push(u"conflicts"_s, name), onlyLook);
    QCOMPARE(m_service->calls, QStringList());
}

void TestPermits::anOperatorMendsButLosesNothing()
{
    open(Level::Operate);
    QVERIFY(tool(u"Force sync"_s)->isEnabled());
    QVERIFY(!tool(u"Force sync"_s)->toolTip().contains(u"token"_s));
    isRefused(push(u"overview"_s, u"restore"_s), noLoss);
    isRefused(push(u"overview"_s, u"delete"_s), noLoss);
    QVERIFY(push(u"overview"_s, u"look"_s)->isEnabled());
    selectAnError();
    QVERIFY(action(u"Retry"_s)->isEnabled());
    QVERIFY(push(u"conflicts"_s, u"edit"_s)->isEnabled());
}

void TestPermits::anotherTokenIsTakenOverByTheWindowThatStands()
{
    open(Level::Look);
    selectAnError();
    QAbstractButton* edit = push(u"conflicts"_s, u"edit"_s);
    QAbstractButton* restore = push(u"overview"_s, u"restore"_s);
    m_permits->setLevel(Level::Everything);
    QVERIFY(tool(u"Force sync"_s)->isEnabled());
    QVERIFY(tool(u"Force sync"_s)->toolTip().startsWith(u"Force sync"_s));
    QVERIFY(edit->isEnabled() && edit->toolTip().isEmpty());
    QVERIFY(restore->isEnabled() && restore->toolTip().isEmpty());
    QVERIFY(action(u"Force sync"_s)->isEnabled());
    window().showPage(u"errors"_s, std::nullopt);
    QVERIFY(action(u"Retry"_s)->isEnabled());
    QCOMPARE(action(u"Retry"_s)->toolTip(), u"Retry"_s);
    QTest::mouseClick(tool(u"Force sync"_s), Qt::LeftButton);
    QTRY_COMPARE(m_service->calls.filter(u"forceSync"_s).size(), 1);
    m_permits->setLevel(Level::Look);
    isRefused(tool(u"Force sync"_s), onlyLook);
}

QTEST_MAIN(TestPermits)
#include "tst_permits.moc"
