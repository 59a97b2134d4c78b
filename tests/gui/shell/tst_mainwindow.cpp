// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/attached/attached.h"
#include "ui/desktop.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/healthpane.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void clickingForceSyncAsksForAllLinks();
    void f5SyncsTheLinkInScope();
    void keysPauseAndVerify();
    void failedCommandIsSaidInTheStatusBar();
    void pauseButtonSaysResumeWhenAllIsPaused();
    void everyActionHasItsOwnKey();
    void everyControlHasAName();
    void keysChoosePages();
    void healthPaneFollowsTheSelectedLink();
    void productionStripeFollowsTheScope();
    void geometryAndPageAreRemembered();
    void paletteRunsWhatMatches();
    void arabicIsRightToLeft();

private:
    void open(const ServiceSnapshot& snapshot = sample::snapshot(), const QString& language = u"en"_s);
    [[nodiscard]] MainWindow& window() { return *static_cast<MainWindow*>(m_window.get()); }
    [[nodiscard]] QToolButton* button(QStringView name) const;
    [[nodiscard]] bool isSaid(const QString& part) const;

    QTemporaryDir m_dir;
    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<Attached> m_attached;
    std::unique_ptr<QWidget> m_window;
};

void TestMainWindow::init()
{
    // The offscreen plug-in says of popups what it cannot do; that is no fault of the window.
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
    QFile::remove(m_dir.filePath(u"desktop.ini"_s));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_attached.reset();
    m_service.reset();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestMainWindow::open(const ServiceSnapshot& snapshot, const QString& language)
{
    m_window.reset();
    m_attached.reset();
    m_service = std::make_unique<FakeSyncService>(snapshot);
    DesktopOptions options;
    options.look = DesktopOptions::Look::Light;
    options.language = language;
    options.settingsFile = m_dir.filePath(u"desktop.ini"_s);
    options.who = u"ana"_s;
    SyncService* shown = m_service.get();
    if (Attached::isWanted()) {
        m_attached = std::make_unique<Attached>(*m_service);
        QVERIFY(m_attached->start());
        shown = &m_attached->service();
    }
    m_window = makeDesktop(*shown, options);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QApplication::setActiveWindow(m_window.get());
}

QToolButton* TestMainWindow::button(QStringView name) const
{
    for (QToolButton* b : m_window->findChildren<QToolButton*>()) {
        if (b->accessibleName() == name)
            return b;
    }
    return nullptr;
}

bool TestMainWindow::isSaid(const QString& part) const
{
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(part))
            return true;
    }
    return false;
}

void TestMainWindow::clickingForceSyncAsksForAllLinks()
{
    open();
    QToolButton* force = button(u"Force sync");
    QVERIFY(force);
    QTest::mouseClick(force, Qt::LeftButton);
    QTRY_COMPARE(heard(*m_service), QStringList{u"forceSync *"_s});
    QTRY_VERIFY(isSaid(u"Synced now: all links"_s));
}

void TestMainWindow::f5SyncsTheLinkInScope()
{
    open();
    window().setScope(LinkName(u"clinic-cloud"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE(heard(*m_service), QStringList{u"forceSync clinic-cloud"_s});
}

void TestMainWindow::keysPauseAndVerify()
{
    open();
    window().setScope(LinkName(u"clinic-cloud"_s));
    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_COMPARE(heard(*m_service), (QStringList{u"pause clinic-cloud ana"_s, u"check clinic-cloud"_s}));
    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(heard(*m_service).last(), u"resume clinic-cloud ana"_s);
}

void TestMainWindow::failedCommandIsSaidInTheStatusBar()
{
    open();
    Error down;
    down.code = ErrorCode::Unreachable;
    down.detail = u"connection refused"_s;
    m_service->failWith = down;
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY(isSaid(u"connection refused"_s));
}

void TestMainWindow::pauseButtonSaysResumeWhenAllIsPaused()
{
    open();
    QVERIFY(button(u"Pause"));
    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(button(u"Resume"));
    QVERIFY(!button(u"Pause"));
}

void TestMainWindow::everyActionHasItsOwnKey()
{
    open();
    for (const PageEntry& entry : pageRegistry()) {
        window().showPage(QString(entry.id), std::nullopt);
        QHash<QKeySequence, QString> seen;
        for (const QAction* action : window().allActions()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!seen.contains(key),
                         qPrintable(key.toString() + u' ' + action->text() + u' ' + seen.value(key)));
                seen.insert(key, action->text());
            }
        }
    }
    // The window's own are all reached by a key; the pages' own at least by the palette (Ctrl+K).
    window().showPage(u"overview"_s, std::nullopt);
    const auto own = static_cast<QWidget*>(m_window.get())->actions();
    QVERIFY(own.size() >= 15);
    for (const QAction* action : own)
        QVERIFY2(!action->shortcuts().isEmpty(), qPrintable(action->text()));
}

void TestMainWindow::everyControlHasAName()
{
    open();
    for (const QLatin1StringView page : {"overview"_L1, "tables"_L1}) {
        window().showPage(QString(page), std::nullopt);
        for (const QWidget* w : m_window->findChildren<QWidget*>()) {
            const bool control = w->inherits("QAbstractButton") || w->inherits("QComboBox") ||
                                 w->inherits("QAbstractItemView") || w->inherits("QLineEdit");
            if (!control || !w->isVisible() || (w->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            const QString text = w->inherits("QAbstractButton") ? w->property("text").toString() : QString();
            QVERIFY2(!w->accessibleName().isEmpty() || !text.isEmpty(), w->metaObject()->className());
        }
    }
}

void TestMainWindow::keysChoosePages()
{
    open();
    QCOMPARE(window().currentPage(), u"overview"_s);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), u"tables"_s);
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), u"overview"_s);
    QCOMPARE(m_window->windowTitle(), u"1 of 4 links needs attention - Evenkeel"_s);
}

void TestMainWindow::healthPaneFollowsTheSelectedLink()
{
    open();
    auto* pane = m_window->findChild<HealthPane*>();
    QVERIFY(pane->isVisible());
    QVERIFY(isSaid(u"All 14 have one cause"_s));
    auto* cards = window().page(u"overview")->findChild<QListView*>();
    QTest::keyClick(cards, Qt::Key_End);
    QTRY_VERIFY(!isSaid(u"All 14 have one cause"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(!pane->isVisible());
}

void TestMainWindow::productionStripeFollowsTheScope()
{
    ServiceSnapshot mixed = sample::calm();
    mixed.links[1].b.environment = Environment::Production;
    open(mixed);
    QVERIFY(isSaid(u"Production"_s));
    window().setScope(mixed.links[0].name);
    QVERIFY(!isSaid(u"Production"_s));
}

void TestMainWindow::geometryAndPageAreRemembered()
{
    open();
    m_window->resize(1100, 700);
    window().showPage(u"tables"_s, std::nullopt);
    m_window->close();
    open();
    QCOMPARE(m_window->size(), QSize(1100, 700));
    QCOMPARE(window().currentPage(), u"tables"_s);
}

void TestMainWindow::paletteRunsWhatMatches()
{
    open();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* palette = m_window->findChild<CommandPalette*>();
    QVERIFY(palette);
    auto* input = palette->findChild<QLineEdit*>();
    QTest::keyClicks(input, u"tabl"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_COMPARE(window().currentPage(), u"tables"_s);
}

void TestMainWindow::arabicIsRightToLeft()
{
    open(sample::snapshot(), u"ar"_s);
    QCOMPARE(m_window->layoutDirection(), Qt::RightToLeft);
    QVERIFY(button(u"فرض المزامنة"));
    // The page list stands at the right.
    const auto* list = m_window->findChild<QComboBox*>();
    QVERIFY(list->mapTo(m_window.get(), QPoint(0, 0)).x() > m_window->width() / 2);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
